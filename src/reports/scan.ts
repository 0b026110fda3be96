import { readFrontmatter } from "../markdown/frontmatter.ts";

/** Frontmatter's plain values, without places: for reports that read many files. */
export type ScannedFrontmatter =
  | { readonly kind: "ok"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly reason: string };

/** The fields of a file's frontmatter, read without the YAML parser where they are plain. */
export function scanFrontmatter(text: string): ScannedFrontmatter {
  const read = readFrontmatter(text);
  if (read.kind === "ok") return { kind: "ok", fields: read.frontmatter.fields };
  return read.kind === "none" ? read : { kind: "broken", reason: read.reason };
}
