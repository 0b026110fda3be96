import { type Located, type LocatedEntry, UnreadableError } from "./located.ts";

/** Deeper than any export of a monitoring system, and no danger to the stack. */
const maxDepth = 100;

const blank = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

/** Reads JSON (RFC 8259) with the place of each value. Throws UnreadableError with the offset of what is wrong. */
export function readJson(text: string): Located {
  let at = text.startsWith("\uFEFF") ? 1 : 0;

  function skip(): void {
    blank.lastIndex = at;
    blank.test(text);
    at = blank.lastIndex;
  }

  function unexpected(expected: string): UnreadableError {
    const found = at >= text.length ? "end of file" : JSON.stringify(text.slice(at, at + 12));
    return new UnreadableError(`Unexpected ${found}, expected ${expected}`, Math.min(at, text.length));
  }

  function take(mark: string, expected = `\`${mark}\``): void {
    skip();
    if (text[at] !== mark) throw unexpected(expected);
    at += 1;
  }

  function taken(pattern: RegExp, expected: string): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw unexpected(expected);
    at = pattern.lastIndex;
    return found[0];
  }

  function more(close: string): boolean {
    skip();
    if (text[at] === close) return false;
    take(",", `\`,\` or \`${close}\``);
    return true;
  }

  function entry(depth: number): LocatedEntry {
    skip();
    const start = at;
    const key = JSON.parse(taken(string, "a key in double quotes")) as string;
    take(":");
    return { key, at: start, value: value(depth) };
  }

  function value(depth: number): Located {
    skip();
    const start = at;
    if (depth > maxDepth) throw new UnreadableError(`Unexpected nesting of over ${maxDepth} levels`, at);
    if (text[at] === "{" || text[at] === "[") {
      const list = text[at] === "[";
      const close = list ? "]" : "}";
      const entries: LocatedEntry[] = [];
      const items: Located[] = [];
      at += 1;
      skip();
      if (text[at] !== close) {
        do {
          if (list) items.push(value(depth + 1));
          else entries.push(entry(depth + 1));
        } while (more(close));
      }
      at += 1;
      return list ? { kind: "list", start, end: at, items } : { kind: "map", start, end: at, entries };
    }
    if (text[at] === '"') {
      const said = JSON.parse(taken(string, "a string that ends")) as string;
      return { kind: "text", start, end: at, text: said };
    }
    const said = taken(literal, "a value");
    return { kind: "text", start, end: at, text: said === "null" ? undefined : said };
  }

  const root = value(0);
  skip();
  if (at < text.length) throw unexpected("the end of the file");
  return root;
}
