import type { Config } from "../model/config.ts";
import { runbookSchema } from "../model/runbook.ts";
import { type Document, type Section, sectionWith, titleKeys } from "./document.ts";

/** A field of a runbook's frontmatter under its own name, and the name under which the file has it. */
export interface RunbookField {
  readonly name: keyof typeof runbookSchema.shape;
  /** Undefined: the file does not have it. */
  readonly key: string | undefined;
  readonly value: unknown;
}

const names = Object.keys(runbookSchema.shape) as readonly RunbookField["name"][];

/** The fields of a runbook: of several names that the config gives, the first that the file has; its own before all. */
export function runbookFields(
  plain: Readonly<Record<string, unknown>>,
  others: Config["runbook"]["fields"] = {},
): readonly RunbookField[] {
  return names.map((name) => {
    const known = [name, ...(Object.hasOwn(others, name) ? (others[name] ?? []) : [])];
    const key = known.find((one) => Object.hasOwn(plain, one));
    return { name, key, value: key === undefined ? undefined : plain[key] };
  });
}

/** One of the six sections of a runbook, under its own name or one that the config adds. */
export function runbookSection(
  document: Pick<Document, "sections">,
  name: string,
  sections: Config["sections"] = {},
): Section | undefined {
  const others = Object.hasOwn(sections, name) ? (sections[name] ?? []) : [];
  return sectionWith(document as Document, titleKeys([name, ...others]));
}
