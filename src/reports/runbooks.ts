import { anchorsOf, writtenAnchors } from "../markdown/anchors.ts";
import { readDocument } from "../markdown/document.ts";
import { runbookFields, runbookSection } from "../markdown/runbook-fields.ts";
import type { Config } from "../model/config.ts";
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

/** Other names of the fields and sections, as the config says. */
export type RunbookNames = Pick<Config, "sections" | "runbook">;

/** Reads a runbook leniently. Never throws: one that is not parsed has no headings. */
export function readRunbook(path: string, text: string, names?: RunbookNames): RunbookReading {
  const scanned = scanFrontmatter(text);
  const plain = scanned.kind === "ok" ? scanned.fields : {};
  const read = runbookFields(plain, names?.runbook.fields).map(({ name, value }) => ({
    key: name,
    ...field(name, value),
  }));
  const fields = runbookSchema.parse(Object.fromEntries(read.map(({ key, value }) => [key, value])));
  const result = readDocument(path, text);
  const sections = result.kind === "ok" ? result.document.sections : [];
  const headings = anchorsOf(sections);
  const missing = runbookSections.filter((name) => !runbookSection({ sections }, name, names?.sections));
  const unread = scanned.kind === "broken" ? scanned.reason : undefined;
  const facts = {
    missing,
    headings,
    anchors: writtenAnchors(text),
    ...(result.kind === "unread" ? { unread: `Unexpected ${result.reason}` } : unread !== undefined && { unread }),
  };
  return {
    runbook: {
      ...fields,
      path,
      title: fields.title?.trim() || headings[0]?.title.slice(0, 300) || fileName(path),
      facts,
    },
    unread,
    mistyped: read.filter(({ fits }) => !fits).map(({ key }) => key),
    missing,
  };
}

/** A runbook whose file may be no text: it is there all the same, and named as unreadable. */
export function runbookOf(path: string, text: string | null, names: RunbookNames): Runbook {
  const { runbook } = readRunbook(path, text ?? "", names);
  if (text !== null) return runbook;
  const facts = { missing: runbookSections, headings: [], anchors: [], unread: "not UTF-8 text of at most 1 MB" };
  return { ...runbook, facts };
}

/** A field's value, or nothing where it is of another type. An empty value is an empty field; a list keeps its words. */
function field(key: keyof typeof runbookSchema.shape, value: unknown): { value: unknown; fits: boolean } {
  const given = value ?? undefined;
  const fits = runbookSchema.shape[key].safeParse(given).success;
  if (fits) return { value: given, fits };
  return { value: Array.isArray(given) ? given.filter((one) => typeof one === "string") : undefined, fits };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:md|markdown)$/i, "");
