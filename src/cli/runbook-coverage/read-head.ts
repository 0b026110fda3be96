import { isUtf8 } from "node:buffer";
import { readBytes } from "../read-text.ts";

/** Why an incident file is none. */
export const noText = "not UTF-8 text of at most 1 MB";

/**
 * The frontmatter of a file and its two fences: what coverage needs of an incident. The whole text where there is none, null
 * where it is no text. Nine tenths of a post-mortem are never made into a string.
 */
export function readHead(path: string, room: Buffer): string | null {
  const read = readBytes(path, room);
  if (read.kind === "skipped" || !isUtf8(read.bytes)) return null;
  return read.bytes.toString("utf8", 0, endOfHead(read.bytes));
}

/** Where the line of the closing fence ends; the end of the file where there is none. */
function endOfHead(bytes: Buffer): number {
  for (let at = bytes.indexOf("\n---"); at !== -1; at = bytes.indexOf("\n---", at + 1)) {
    let end = at + 4;
    while (bytes[end] === 32 || bytes[end] === 9 || bytes[end] === 13) end += 1;
    if (end === bytes.length || bytes[end] === 10) return Math.min(end + 1, bytes.length);
  }
  return bytes.length;
}
