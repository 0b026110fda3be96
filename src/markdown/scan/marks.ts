import { type Line, NotPlain } from "./lines.ts";

/** What stands before a list item's words. */
export interface Marker {
  /** The bullet, or the sign behind the number. */
  readonly sign: string;
  readonly number: string | undefined;
  /** How many characters there are before the words. */
  readonly width: number;
}

/** A code fence with its sign and info string. */
export const fence = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
/** A thematic break. */
export const rule = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const bullet = /^(?:([-*+])|(\d{1,9})([.)]))(?:( {1,4})(?=[^ \t])|(?=[ \t]|$))/;

/** The marker before a line's words, undefined where there is none. Throws for one without words or with many spaces. */
export function markerOf(text: string, line: Line): Marker | undefined {
  const found = bullet.exec(text.slice(line.at, Math.min(line.bare, line.at + 16)));
  if (!found) return undefined;
  const [all, sign, number, delimiter, padding] = found;
  if (padding === undefined) throw new NotPlain();
  return { sign: sign ?? (delimiter as string), number, width: all.length };
}

/** Whether a line that is indented by at most three spaces ends a paragraph. Throws where that depends on more. */
export function interrupts(text: string, line: Line): boolean {
  const words = text.slice(line.at, line.bare);
  const first = words[0] as string;
  if (first === ">" || first === "|" || (first === "<" && !words.startsWith("<!--"))) throw new NotPlain();
  if (first === "<" || fence.test(words) || rule.test(words) || /^#{1,6}(?:[ \t]|$)/.test(words)) return true;
  const marker = markerOf(text, line);
  return marker !== undefined && (marker.number === undefined || marker.number === "1");
}
