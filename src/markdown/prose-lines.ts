/** A line and whether it certainly stands in fenced code, where no mark means anything. */
export interface ProseLine {
  readonly line: string;
  /** Counts from 1. */
  readonly number: number;
  readonly code: boolean;
}

const comment = /^ {0,3}<!--/;
const otherHtml = /^ {0,3}<(?:\?|![A-Z[]|\/?(?:pre|script|style|textarea)\b)/i;

/**
 * The lines of a text. Whoever counts marks may skip code, so a line counts as code only where every parser agrees:
 * between fences at the very start of a line, outside frontmatter and HTML. Line numbers are those of `\n`.
 */
export function* proseLines(text: string): Generator<ProseLine> {
  let number = 1;
  let fence: string | undefined;
  let inComment = false;
  let trusted = true;
  let htmlBlock = false;
  let frontmatter = /^\uFEFF?---[ \t]*\r?\n/.test(text.slice(0, 200));
  for (const [index, piece] of text.split(/(\r\n|\n|\r)/).entries()) {
    if (index % 2 === 1) {
      if (piece !== "\r") number += 1;
      continue;
    }
    const closes = fence !== undefined && closesFence(piece, fence);
    yield { line: piece, number, code: fence !== undefined && !closes };
    if (fence !== undefined) {
      if (closes) fence = undefined;
      continue;
    }
    if (frontmatter) {
      if (index > 0 && /^---[ \t]*$/.test(piece)) frontmatter = false;
      continue;
    }
    if (inComment) {
      if (piece.includes("-->")) inComment = false;
      continue;
    }
    if (piece.trim() === "") htmlBlock = false;
    else if (/^[ \t]*</.test(piece)) htmlBlock = true;
    if (comment.test(piece)) inComment = !piece.includes("-->");
    else if (otherHtml.test(piece)) trusted = false;
    else if (trusted && !htmlBlock && !inComment) fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(piece)?.[0];
  }
}

function closesFence(line: string, fence: string): boolean {
  const run = line.replace(/^ {0,3}/, "").trimEnd();
  return run.length >= fence.length && run === (fence[0] as string).repeat(run.length);
}
