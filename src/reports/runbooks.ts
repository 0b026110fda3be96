import { anchorsOf, writtenAnchors } from "../markdown/anchors.ts";
import { readDocument, sameTitle } from "../markdown/document.ts";
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
  const plain = scanned.kind === "ok" ? renamed(scanned.fields, names) : {};
  const keys = Object.keys(runbookSchema.shape) as (keyof typeof runbookSchema.shape)[];
  const read = keys.map((key) => ({ key, ...field(key, Object.hasOwn(plain, key) ? plain[key] : undefined) }));
  const fields = runbookSchema.parse(Object.fromEntries(read.map(({ key, value }) => [key, value])));
  const result = readDocument(path, text);
  const sections = result.kind === "ok" ? result.document.sections : [];
  const headings = anchorsOf(sections);
  const missing = runbookSections.filter((name) => {
    const known = [name, ...(names?.sections[name] ?? [])];
    return !sections.some(({ title }) => known.some((one) => sameTitle(title, one)));
  });
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

/** The fields under their own names: of several names the first that the file has counts, its own before all. */
function renamed(plain: Readonly<Record<string, unknown>>, names?: RunbookNames): Readonly<Record<string, unknown>> {
  const others = Object.entries(names?.runbook.fields ?? {}).flatMap(([field, known]) => {
    if (Object.hasOwn(plain, field)) return [];
    const found = known.find((name) => Object.hasOwn(plain, name));
    return found === undefined ? [] : [[field, plain[found]] as const];
  });
  return others.length === 0 ? plain : { ...plain, ...Object.fromEntries(others) };
}

/** A field's value, or nothing where it is of another type. An empty value is an empty field; a list keeps its words. */
function field(key: keyof typeof runbookSchema.shape, value: unknown): { value: unknown; fits: boolean } {
  const given = value ?? undefined;
  const fits = runbookSchema.shape[key].safeParse(given).success;
  if (fits) return { value: given, fits };
  return { value: Array.isArray(given) ? given.filter((one) => typeof one === "string") : undefined, fits };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:md|markdown)$/i, "");
