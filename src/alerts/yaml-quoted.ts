import { NotPlain } from "./yaml-lines.ts";

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  " ": " ",
  "\t": "\t",
  0: "\0",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The offset just behind a quoted value that begins at `at`. */
export function quotedEnd(text: string, at: number): number {
  const quote = text[at] as string;
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] === "\\" && quote === '"') next += 1;
    else if (text[next] === quote) {
      if (quote === '"' || text[next + 1] !== "'") return next + 1;
      next += 1;
    }
  }
  throw new NotPlain(at);
}

/** What a quoted value says; line breaks in it are folded as YAML does. */
export function readQuoted(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1);
  const flat = raw.includes("\n") ? foldQuoted(raw, start) : raw;
  if (text[start] === "'") return flat.replaceAll("''", "'");
  return flat.includes("\\") ? unescaped(flat, start) : flat;
}

/** One break is a space, more are one less; the blanks around them go. A break behind a backslash is nothing. */
function foldQuoted(raw: string, at: number): string {
  if (/\\\r?\n/.test(raw)) throw new NotPlain(at);
  const rows = raw.split("\n");
  let out = (rows[0] as string).replace(/[ \t\r]+$/, "");
  let breaks = 0;
  for (const [index, row] of rows.slice(1).entries()) {
    const last = index === rows.length - 2;
    const words = last ? row.replace(/^[ \t]+/, "") : row.trim();
    if (words === "" && !last) breaks += 1;
    else {
      out += (breaks === 0 ? " " : "\n".repeat(breaks)) + words;
      breaks = 0;
    }
  }
  return out;
}

function unescaped(text: string, at: number): string {
  return text.replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^xu]))/g, (all, x, u, other) => {
    if (x !== undefined || u !== undefined) return String.fromCharCode(Number.parseInt(x ?? u, 16));
    const known = Object.hasOwn(escapes, other) ? escapes[other] : undefined;
    if (known === undefined) throw new NotPlain(at);
    return all === "" ? "" : known;
  });
}
