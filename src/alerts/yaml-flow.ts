import type { Located, LocatedEntry } from "./located.ts";
import { NotPlain } from "./yaml-lines.ts";
import { quotedEnd, readQuoted } from "./yaml-quoted.ts";

const maxDepth = 30;

/** Reads `[a, b]` or `{a: b}` that begins at an offset, over as many lines as it takes. */
export function readFlow(text: string, from: number): Located {
  let at = from;

  function skip(): void {
    for (; at < text.length; at += 1) {
      const mark = text[at] as string;
      if (mark === "\t" || (mark === "#" && /\s/.test(text[at - 1] ?? ""))) throw new NotPlain(at);
      if (mark !== " " && mark !== "\n" && mark !== "\r") return;
    }
  }

  function words(): Located {
    const start = at;
    if (text[at] === '"' || text[at] === "'") {
      at = quotedEnd(text, at);
      return { kind: "text", start, end: at, text: readQuoted(text, start, at) };
    }
    if (/[&*!|>@`%?#-]/.test(text[at] ?? "") && !/^-\d/.test(text.slice(at, at + 2))) throw new NotPlain(at);
    while (at < text.length && !",[]{}\n\r".includes(text[at] as string)) {
      if (text[at] === ":" && /[\s,[\]{}]/.test(text[at + 1] ?? " ")) break;
      if (text[at] === "#" && text[at - 1] === " ") throw new NotPlain(at);
      at += 1;
    }
    if (text[at] === "\n" || text[at] === "\r") {
      const stop = at;
      skip();
      if (!",]}:".includes(text[at] ?? "x")) throw new NotPlain(stop);
      return plain(start, stop);
    }
    if (at === start) throw new NotPlain(at);
    return plain(start, at);
  }

  function plain(start: number, stop: number): Located {
    const said = text.slice(start, stop).trimEnd();
    return { kind: "text", start, end: start + said.length, text: isNull(said) ? undefined : said };
  }

  function value(depth: number): Located {
    skip();
    const start = at;
    if (depth > maxDepth) throw new NotPlain(at);
    if (text[at] !== "[" && text[at] !== "{") return words();
    const list = text[at] === "[";
    const items: Located[] = [];
    const entries: LocatedEntry[] = [];
    at += 1;
    for (skip(); text[at] !== (list ? "]" : "}"); skip()) {
      if (list) items.push(value(depth + 1));
      else entries.push(entry(depth + 1, entries));
      skip();
      if (text[at] === ",") at += 1;
      else if (text[at] !== (list ? "]" : "}")) throw new NotPlain(Math.min(at, text.length));
    }
    at += 1;
    return list ? { kind: "list", start, end: at, items } : { kind: "map", start, end: at, entries };
  }

  function entry(depth: number, before: readonly LocatedEntry[]): LocatedEntry {
    const start = at;
    const key = words();
    skip();
    if (key.kind !== "text" || key.text === undefined || text[at] !== ":") throw new NotPlain(start);
    if (before.some((one) => one.key === key.text)) throw new NotPlain(start);
    at += 1;
    skip();
    const empty = text[at] === "," || text[at] === "}";
    const inner: Located = empty ? { kind: "text", start: at, end: at, text: undefined } : value(depth);
    return { key: key.text, at: start, value: inner };
  }

  return value(0);
}

/** The words that mean nothing in YAML's core schema. */
export function isNull(text: string): boolean {
  return text === "" || text === "~" || text === "null" || text === "Null" || text === "NULL";
}
