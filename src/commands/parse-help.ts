import { nearest } from "../model/nearest.ts";
import type { Command, Mistake } from "./command.ts";
import type { Input, Row } from "./row.ts";
import { wordsOf } from "./row.ts";
import { said, sayOneOf } from "./said.ts";
import { bare } from "./words.ts";

/** `help` or `help severity`, the topic being any word for a row. */
export function parseHelp(input: Input, rows: readonly Row[]): Command<"help"> | Mistake {
  const word = bare(input.line).replace(/^\//, "").toLowerCase();
  const row = rows.find((one) => wordsOf(one).includes(word));
  if (word === "" || row !== undefined) return { name: "help", topic: row?.name };
  const meant = nearest(word, rows.flatMap(wordsOf));
  const known = meant === undefined ? sayOneOf(rows.map((one) => one.name)) : said(meant);
  return { mistake: `Unexpected command ${said(word)}, expected ${known}.` };
}
