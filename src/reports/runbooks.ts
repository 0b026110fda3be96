import { readDocument, sameTitle } from "../markdown/document.ts";
import { type Runbook, runbookSchema, runbookSections } from "../model/runbook.ts";
import { scanFrontmatter } from "./scan.ts";

/** A runbook as far as it can be read, and what is wrong with the file. */
export interface RunbookReading {
  readonly runbook: Runbook;
  /** Why its frontmatter could not be read; undefined where it could. A file without frontmatter is no error. */
  readonly unread: string | undefined;
  /** Frontmatter keys whose values are not of their type: they count as empty. */
  readonly mistyped: readonly string[];
  /** Which of the six sections it does not have. */
  readonly missing: readonly string[];
}

/** Reads a runbook leniently. Never throws: one that is not parsed has no headings. */
export function readRunbook(path: string, text: string): RunbookReading {
  const scanned = scanFrontmatter(text);
  const plain = scanned.kind === "ok" ? scanned.fields : {};
  const keys = Object.keys(runbookSchema.shape) as (keyof typeof runbookSchema.shape)[];
  const read = keys.map((key) => ({ key, ...field(key, Object.hasOwn(plain, key) ? plain[key] : undefined) }));
  const fields = runbookSchema.parse(Object.fromEntries(read.map(({ key, value }) => [key, value])));
  const result = readDocument(path, text);
  const headings = result.kind === "ok" ? result.document.sections : [];
  return {
    runbook: { ...fields, path, title: fields.title?.trim() || headings[0]?.title.slice(0, 300) || fileName(path) },
    unread: scanned.kind === "broken" ? scanned.reason : undefined,
    mistyped: read.filter(({ fits }) => !fits).map(({ key }) => key),
    missing: runbookSections.filter((name) => !headings.some(({ title }) => sameTitle(title, name))),
  };
}

/** A field's value, or nothing where it is of another type. An empty value is an empty field; a list keeps its words. */
function field(key: keyof typeof runbookSchema.shape, value: unknown): { value: unknown; fits: boolean } {
  const given = value ?? undefined;
  const fits = runbookSchema.shape[key].safeParse(given).success;
  if (fits) return { value: given, fits };
  return { value: Array.isArray(given) ? given.filter((one) => typeof one === "string") : undefined, fits };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:md|markdown)$/i, "");
