import { readFrontmatter } from "../markdown/frontmatter.ts";
import { readPlainYaml } from "./plain-yaml.ts";

/** Frontmatter's plain values, without places: for reports that read many files. */
export type ScannedFrontmatter =
  | { readonly kind: "ok"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly reason: string };

/**
 * The fields of a file's frontmatter, the same as `readFrontmatter` gives. Lines of the plain kind are read by hand,
 * which takes a twentieth of the time; whatever is out of the ordinary goes to the YAML parser.
 */
export function scanFrontmatter(text: string): ScannedFrontmatter {
  const source = plainSource(text);
  const fields = source === undefined ? undefined : readPlainYaml(source);
  if (fields) return { kind: "ok", fields };
  const read = readFrontmatter(text);
  if (read.kind === "ok") return { kind: "ok", fields: read.frontmatter.fields };
  return read.kind === "none" ? read : { kind: "broken", reason: read.reason };
}

/** The YAML between the fences with plain line ends, or undefined where it isn't obvious. */
function plainSource(text: string): string | undefined {
  const from = text.startsWith("\uFEFF") ? 1 : 0;
  const open = text.startsWith("---\n", from) ? 4 : text.startsWith("---\r\n", from) ? 5 : undefined;
  if (open === undefined) return undefined;
  const start = from + open;
  const close = text.indexOf("\n---", start - 1);
  if (close === -1 || close - start > 16_384) return undefined;
  const after = text.slice(close + 4, close + 6);
  if (after !== "" && after[0] !== "\n" && after !== "\r\n") return undefined;
  return text.slice(start, close + 1).replaceAll("\r\n", "\n");
}
