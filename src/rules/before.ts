import type { Document } from "../markdown/document.ts";

const reach = 60;

/** The words before an offset, back to the start of their sentence or paragraph and at most sixty characters. */
export function before({ text }: Document, offset: number): string {
  const near = text.slice(Math.max(0, offset - reach), offset);
  const breaks = [...near.matchAll(/[.;:!?]\s|\n\s*\n|\n\s*[-*+#>|]/g)];
  const last = breaks.at(-1);
  return last ? near.slice(last.index + last[0].length) : near;
}
