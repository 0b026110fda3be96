import { anchorsOf, writtenAnchors } from "../markdown/anchors.ts";
import { unreadReason } from "../markdown/caps.ts";
import { copied } from "../markdown/copied.ts";
import { readDocument } from "../markdown/document.ts";
import { type FrontmatterResult, readFrontmatter } from "../markdown/frontmatter.ts";
import { missingSections, runbookFields } from "../markdown/runbook-fields.ts";
import { type ScannedHeading, scanHeadings } from "../markdown/scan/headings.ts";
import type { Config } from "../model/config.ts";
import { type Runbook, type RunbookFields, runbookSchema, runbookSections } from "../model/runbook.ts";

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
  const scanned = readFrontmatter(text);
  const plain = scanned.kind === "ok" ? scanned.frontmatter.fields : {};
  const read = runbookFields(plain, names?.runbook.fields).map(({ name, value }) => ({
    key: name,
    ...field(name, value),
  }));
  const fields = Object.fromEntries(read.map(({ key, value }) => [key, value])) as RunbookFields;
  const shown = headingsIn(path, text, scanned);
  const headings = anchorsOf(shown.headings).map((one) => ({
    ...one,
    title: copied(one.title),
    anchor: copied(one.anchor),
  }));
  const missing = missingSections(
    headings.map(({ title }) => title),
    names?.sections,
  );
  const unread = scanned.kind === "broken" ? scanned.reason : undefined;
  const facts = {
    missing,
    headings,
    anchors: writtenAnchors(text).map(copied),
    ...(shown.unread === undefined ? unread !== undefined && { unread } : { unread: shown.unread }),
  };
  return {
    runbook: {
      ...fields,
      path,
      title: copied(fields.title?.trim() || headings[0]?.title.slice(0, 300) || fileName(path)),
      facts,
    },
    unread,
    mistyped: read.filter(({ fits }) => !fits).map(({ key }) => key),
    missing,
  };
}

/** The headings of a file, by its lines where they say them, else by its tree. */
function headingsIn(
  path: string,
  text: string,
  frontmatter: FrontmatterResult,
): { readonly headings: readonly ScannedHeading[]; readonly unread?: string } {
  const plain = unreadReason(text) === undefined && !text.startsWith("\uFEFF") && frontmatter.kind !== "broken";
  const close = frontmatter.kind === "ok" ? text.indexOf("\n", frontmatter.frontmatter.span.end) + 1 || text.length : 0;
  const scanned = plain ? scanHeadings(text, close) : undefined;
  if (scanned) return { headings: scanned };
  const result = readDocument(path, text);
  return result.kind === "ok"
    ? { headings: result.document.sections }
    : { headings: [], unread: `Unexpected ${result.reason}` };
}

/** A runbook whose file may be no text: it is there all the same, and named as unreadable. */
export function runbookOf(path: string, text: string | null, names: RunbookNames): Runbook {
  const { runbook } = readRunbook(path, text ?? "", names);
  if (text !== null) return runbook;
  const facts = { missing: runbookSections, headings: [], anchors: [], unread: "not UTF-8 text of at most 1 MB" };
  return { ...runbook, facts };
}

const lists: ReadonlySet<string> = new Set(["services", "alerts", "types"]);

/** A field's value, or nothing where it is of another type. An empty value is an empty field; a list keeps its words. */
function field(key: keyof typeof runbookSchema.shape, value: unknown): { value: unknown; fits: boolean } {
  const given = value ?? undefined;
  const fits = runbookSchema.shape[key].safeParse(given).success;
  if (typeof given === "string" && fits) return { value: copied(given), fits };
  const words = Array.isArray(given) ? given.filter((one) => typeof one === "string").map(copied) : undefined;
  return { value: lists.has(key) ? (words ?? []) : undefined, fits };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:md|markdown)$/i, "");
