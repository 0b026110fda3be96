/** Thrown inside the readers of plain YAML alone: the YAML library has to read it. */
export class NotPlain extends Error {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }
}

/** The lines of a YAML text, by number. A line counts from 0 here. */
export interface YamlLines {
  readonly text: string;
  readonly count: number;
  /** Offset of the line's first character, and of its end without the line break. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** How many spaces it begins with; -1: it is blank or nothing but a comment. */
  readonly indent: Int32Array;
}

/** Cuts a text into lines. Throws NotPlain where tabs indent or where other characters than spaces and breaks are blank. */
export function yamlLines(text: string): YamlLines {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  const [start, end, indent] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  let from = text.startsWith("\uFEFF") ? 1 : 0;
  for (let line = 0; line < count; line += 1) {
    const feed = text.indexOf("\n", from);
    const stop = feed === -1 ? text.length : feed;
    const close = stop > from && text[stop - 1] === "\r" ? stop - 1 : stop;
    let first = from;
    while (first < close && text[first] === " ") first += 1;
    let words = first;
    while (words < close && text[words] === "\t") words += 1;
    start[line] = from;
    end[line] = close;
    indent[line] = words === close || text[first] === "#" ? -1 : first - from;
    from = stop + 1;
  }
  return { text, count, start, end, indent };
}

/** Where the words of a plain value end on a line: before a comment, without spaces behind them. */
export function wordsEnd(text: string, from: number, lineEnd: number): number {
  let stop = lineEnd;
  for (let at = from; at < lineEnd; at += 1) {
    if (text[at] === "#" && (at === from || text[at - 1] === " " || text[at - 1] === "\t")) {
      stop = at;
      break;
    }
  }
  while (stop > from && (text[stop - 1] === " " || text[stop - 1] === "\t")) stop -= 1;
  return stop;
}

/** Whether a line holds nothing but blanks or a comment from an offset on. */
export function isBare(text: string, from: number, lineEnd: number): boolean {
  let at = from;
  while (at < lineEnd && (text[at] === " " || text[at] === "\t")) at += 1;
  return at === lineEnd || (text[at] === "#" && /\s/.test(text[at - 1] ?? " "));
}
