import { readPlainYaml } from "./plain-yaml.ts";

/** Characters of YAML: hand-written fields take a tenth of it. More can take the parser over 50 ms. */
export const maxYaml = 16_384;

/** The YAML between the fences, and its fields. */
export interface UsualFrontmatter {
  readonly source: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Frontmatter as nearly all files have it: from the first sign on, fences of three signs, no other ends of lines, plain.
 * Undefined for any other, which is for `readFrontmatter` and the library that it needs.
 */
export function usualFrontmatter(text: string): UsualFrontmatter | undefined {
  if (!text.startsWith("---\n")) return undefined;
  const end = text.indexOf("\n---", 3) + 1;
  const code = text.charCodeAt(end + 3);
  if (end < 5 || end > maxYaml || (code !== 10 && end + 3 < text.length)) return undefined;
  const source = text.slice(4, end);
  // No plain field holds what else could end a line, and with it the fields.
  const fields = readPlainYaml(source);
  return fields && { source, fields };
}
