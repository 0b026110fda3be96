import type { Config } from "../model/config.ts";
import { runbookSchema, runbookSections } from "../model/runbook.ts";
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
  document: Document,
  name: string,
  sections: Config["sections"] = {},
): Section | undefined {
  return sectionWith(document, keysOf(name, sections));
}

/** Which of the six sections no heading of a file begins. */
export function missingSections(titles: readonly string[], sections: Config["sections"] = {}): readonly string[] {
  const there = titleKeys(titles);
  return runbookSections.filter((name) => ![...keysOf(name, sections)].some((key) => there.has(key)));
}

function keysOf(name: string, sections: Config["sections"]): ReadonlySet<string> {
  const others = Object.hasOwn(sections, name) ? (sections[name] ?? []) : [];
  return titleKeys([name, ...others]);
}
