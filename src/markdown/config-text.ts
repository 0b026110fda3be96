import { isMap, isNode, isScalar, type Pair, type YAMLMap } from "yaml";
import { z } from "zod";
import { type Config, configSchema, defaultConfig, readConfig } from "../model/config.ts";
import { configPath } from "../model/config-path.ts";
import { sayExpected } from "../model/expected.ts";
import { type Finding, type FindingSeverity, fileStart } from "../model/finding.ts";
import { nearest } from "../model/nearest.ts";
import { type Frontmatter, readYaml } from "./frontmatter.ts";
import { placesOf, type Span } from "./text.ts";
import { unknownKeys } from "./unknown-keys.ts";

export interface ConfigText {
  readonly config: Config;
  /** What is wrong with the file. A key that can't be read has its default in `config`; the others count. */
  readonly findings: readonly Finding[];
}

type Plain = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

interface Source {
  readonly plain: Plain;
  readonly findings: readonly Finding[];
}

/**
 * Reads a repository's config, laid over the `shared` one that it extends: maps are merged key by key, lists and
 * values replace. Never throws: a text that is no YAML gives the defaults and an error, an unknown key a warning.
 */
export function readConfigText(text: string, shared?: string): ConfigText {
  const below = shared === undefined ? undefined : readSource(shared);
  const own = readSource(text);
  const findings = [...(below?.findings ?? []).map(ofShared), ...own.findings];
  try {
    return { config: readConfig(layer(below?.plain ?? {}, own.plain)), findings };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { config: defaultConfig, findings };
  }
}

function ofShared(finding: Finding): Finding {
  const message = `${finding.message} (line ${finding.place.line} of the shared config)`;
  return {
    ...finding,
    place: fileStart,
    message,
    fix: `${finding.fix} It stands in the config that this one extends.`,
  };
}

/** One text on its own: what of it can be used, and what is wrong with the rest. */
function readSource(text: string): Source {
  const placeOf = placesOf(text);
  const say = (severity: FindingSeverity, span: Span, message: string, fix: string): Finding => ({
    rule: "config",
    severity,
    path: configPath,
    place: placeOf({ start: Math.min(span.start, text.length), end: Math.min(span.end, text.length) }),
    message,
    fix,
  });
  const result = readYaml(text);
  if (result.kind !== "ok") {
    const [message, at] =
      result.kind === "broken" ? [result.reason, result.at] : ["Unexpected text", { start: 0, end: 0 }];
    return { plain: {}, findings: [say("error", at, message, "Correct the YAML; until then the defaults hold.")] };
  }
  const { map, duplicates } = result.frontmatter;
  // A key that is left blank means its default.
  const fields = Object.fromEntries(Object.entries(result.frontmatter.fields).filter(([, value]) => value !== null));
  const wrong = mistyped(fields);
  const twice = duplicates.flatMap(({ key, spans }) =>
    spans
      .slice(1)
      .map((span) =>
        say(
          "error",
          span,
          `Unexpected second \`${cut(key)}\`, expected it once`,
          "Remove one of the two: the last one holds.",
        ),
      ),
  );
  return {
    plain: wrong.plain,
    findings: [
      ...wrong.issues.map((issue) =>
        say(
          "error",
          spanAt(map, issue.path, "value"),
          `Unexpected value of \`${cut(nameOf(issue.path))}\`, expected ${sayExpected(issue)}`,
          `Correct it as schema/config.json describes it; until then ${fallback(issue.path)}.`,
        ),
      ),
      ...twice,
      ...unknownKeys(configSchema, fields).map(({ path, known }) => {
        const key = String(path.at(-1));
        const meant = nearest(key, known);
        const expected = meant === undefined ? "a key of schema/config.json" : `\`${meant}\``;
        const fix = meant === undefined ? "Remove it: it has no effect." : `Rename it to \`${meant}\`.`;
        return say(
          "warning",
          spanAt(map, path, "key"),
          `Unexpected key \`${cut(nameOf(path))}\`, expected ${expected}`,
          fix,
        );
      }),
    ],
  };
}

/** What holds where a value is not understood: a list goes as a whole. */
function fallback(path: Path): string {
  const item = path.findIndex((part) => typeof part === "number");
  const list = path.slice(0, Math.max(0, item));
  return list.length === 0 ? "its default holds" : `nothing of \`${cut(nameOf(list))}\` holds`;
}

const nameOf = (path: Path): string => path.map(String).join(".");
const cut = (name: string): string => name.replaceAll(/[`\p{C}]/gu, " ").slice(0, 60);

/** The values that do not fit, and the rest without them. */
function mistyped(fields: Plain): { readonly plain: Plain; readonly issues: readonly z.core.$ZodIssue[] } {
  const issues: z.core.$ZodIssue[] = [];
  let plain = fields;
  for (let pass = 0; pass < 4; pass += 1) {
    const found = issuesOf(plain);
    if (found.length === 0) return { plain, issues };
    // Of what is wrong with one value the first.
    const paths = found.map(({ path }) => path.join("."));
    issues.push(...found.filter((_, at) => paths.indexOf(paths[at] ?? "") === at).slice(0, 50));
    plain = found.reduce((rest, issue) => without(rest, issue.path) as Plain, plain);
  }
  return { plain: {}, issues };
}

function issuesOf(plain: Plain): readonly z.core.$ZodIssue[] {
  try {
    readConfig(plain);
    return [];
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues;
    throw error;
  }
}

/** A value without what stands at a path; a list goes as a whole. */
function without(value: unknown, path: Path): unknown {
  const [first, ...rest] = path;
  if (value === null || typeof value !== "object" || Array.isArray(value) || first === undefined) return undefined;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (key !== String(first)) return [[key, inner]];
    const kept = rest.length === 0 ? undefined : without(inner, rest);
    return kept === undefined ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

/** Where the value or the key at a path stands: the nearest thing around it that is written in the file. */
function spanAt(map: Frontmatter["map"], path: Path, which: "key" | "value"): Span {
  let node: unknown = map;
  let pair: Pair | undefined;
  for (const part of path) {
    const next = isMap(node)
      ? (node as YAMLMap).items.findLast(({ key }) => isScalar(key) && String(key.value) === String(part))
      : undefined;
    if (!next) break;
    pair = next;
    node = next.value;
  }
  const wanted = which === "value" && isNode(pair?.value) && pair.value.range ? pair.value : pair?.key;
  return isNode(wanted) && wanted.range ? { start: wanted.range[0], end: wanted.range[1] } : { start: 0, end: 0 };
}

function layer(below: unknown, above: unknown): Plain {
  const both = { ...(below as Plain) };
  return Object.fromEntries([
    ...Object.entries(both),
    ...Object.entries(above as Plain).map(([key, value]) => {
      const under = Object.hasOwn(both, key) ? both[key] : undefined;
      return [key, isPlain(under) && isPlain(value) ? layer(under, value) : value];
    }),
  ]);
}

const isPlain = (value: unknown): value is Plain =>
  value !== null && typeof value === "object" && !Array.isArray(value);
