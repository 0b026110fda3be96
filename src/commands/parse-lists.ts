import { type Command, isMistake, type Mistake } from "./command.ts";
import type { Input } from "./row.ts";
import { said } from "./said.ts";
import { readPiece, skipBlanks, unwrap } from "./words.ts";

interface ListChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export function parseService(input: Input): Command<"service"> | Mistake {
  const change = readList(input.line, "service", readName);
  return isMistake(change) ? change : { name: "service", ...change };
}

export function parseAlert(input: Input): Command<"alert"> | Mistake {
  const change = readList(input.line, "alert", readName);
  return isMistake(change) ? change : { name: "alert", ...change };
}

export function parseRunbook(input: Input): Command<"runbook"> | Mistake {
  const change = readList(input.line, "runbook", readPath);
  return isMistake(change) ? change : { name: "runbook", ...change };
}

/** `+checkout, -search "my service"`: blanks or commas between the names, `+` is meant where there is no sign. */
function readList(
  line: string,
  what: string,
  read: (text: string, what: string) => string | Mistake,
): ListChange | Mistake {
  const add = new Set<string>();
  const remove = new Set<string>();
  let i = skipBlanks(line, 0, ",;");
  while (i < line.length) {
    const sign = /[-−–]/.test(line[i] as string) ? "-" : line[i] === "+" ? "+" : "";
    const piece = readPiece(line, sign === "" ? i : skipBlanks(line, i + 1), ",;");
    if (isMistake(piece)) return piece;
    const name = read(piece.quoted ? piece.text.trim() : unwrap(piece.text), what);
    if (isMistake(name)) return name;
    (sign === "-" ? remove : add).add(name);
    i = skipBlanks(line, piece.end, ",;");
  }
  const both = [...add].find((name) => remove.has(name));
  if (both !== undefined)
    return { mistake: `Unexpected ${said(both)} both added and removed, expected one of the two.` };
  if (add.size + remove.size === 0)
    return { mistake: `Unexpected end, expected the name of a${what === "alert" ? "n" : ""} ${what}.` };
  return { add: [...add], remove: [...remove] };
}

const nameShape = /^[\p{L}\p{N}][\p{L}\p{N} ._:/@+()&-]{0,99}$/u;

function readName(text: string, what: string): string | Mistake {
  if (nameShape.test(text)) return text;
  return {
    mistake: `Unexpected ${what} ${said(text)}, expected a letter or digit, then letters, digits, blanks and ${said(". _ : / @ + ( ) & -")}, 100 at most.`,
  };
}

/** Paths lie in this repository: no `..`, no address, no backslash. `./` and `/` in front mean the root. */
function readPath(text: string): string | Mistake {
  const path = text.replace(/^\.?\//, "");
  const steps = path.split("/");
  const sound =
    path.length <= 200 && /^[\p{L}\p{N} ._()+@/-]+$/u.test(path) && steps.every((step) => !/^\.{0,2}$/.test(step));
  if (sound) return path;
  return {
    mistake: `Unexpected path ${said(text)}, expected a file of this repository, e.g. ${said("runbooks/database-failover.md")}.`,
  };
}
