import { nearest } from "../model/nearest.ts";
import { type Command, type CommandContext, isMistake, maxArguments, maxText } from "./command.ts";
import { type FirstLine, readFirstLine, readSubcommand, withoutQuotedMail } from "./first-line.ts";
import { grammar } from "./grammar.ts";
import { type Row, usageOf, wordsOf } from "./row.ts";
import { said, sayOneOf } from "./said.ts";

/** What a comment's body says to us. */
export type Parsed =
  /** Ordinary talk: nothing is done and nothing is answered. */
  | { readonly kind: "none" }
  /** `notes`: Markdown-safe sentences that the reply should repeat, e.g. that a text was cut. */
  | { readonly kind: "command"; readonly command: Command; readonly notes: readonly string[] }
  /** A command was meant. `message` is Markdown-safe, `usage` is plain text for a code span: `/severity <name>`. */
  | { readonly kind: "bad"; readonly name: string; readonly message: string; readonly usage: string };

const rows: ReadonlyMap<string, Row> = new Map(grammar.flatMap((row) => wordsOf(row).map((word) => [word, row])));

const none: Parsed = { kind: "none" };

/**
 * Reads the command in a comment: its first line that is not empty, `/ack` or `/incident ack`. Never throws; takes time
 * linear in the body's length. Whether the author may command is not asked here.
 */
export function parseCommand(body: string, context: CommandContext): Parsed {
  const first = readFirstLine(body);
  if (first === undefined) return none;
  const long = first.name === "incident";
  const call = long ? readSubcommand(first) : first;
  const name = long && call.name === "" ? "help" : call.name;
  const row = rows.get(name);
  if (row) return parseRow(row, call, context);
  const meant = nearest(name, long ? [...rows.keys()] : [...rows.keys(), "incident"]);
  return long || meant !== undefined ? unknown(name, long, meant) : none;
}

function parseRow(row: Row, first: FirstLine, context: CommandContext): Parsed {
  const usage = usageOf(row);
  if (row.text === undefined && first.line.length > maxArguments) {
    const message = `Unexpected ${first.line.length} characters after ${said(`/${row.name}`)}, expected ${maxArguments} at most.`;
    return { kind: "bad", name: row.name, message, usage };
  }
  const notes: string[] = [];
  const below = row.text === "comment" ? withoutQuotedMail(first.below) : "";
  const command = row.parse({ line: first.line, below: below.trim(), context, note: (text) => notes.push(text) });
  if (isMistake(command)) return { kind: "bad", name: row.name, message: command.mistake, usage };
  if ("truncated" in command && command.truncated) {
    notes.push(`The text was longer than ${maxText} characters: the rest of it was left out.`);
  }
  const other = otherCommand(first.below);
  if (other !== undefined)
    notes.push(`Only the first line of a comment is a command: ${said(other)} was not read as one.`);
  else if (row.name === "action" && withoutQuotedMail(first.below).trim() !== "")
    notes.push(
      "An action item is one line: what stands below it was not taken. Say the whole of it on the first line, or edit the record.",
    );
  return { kind: "command", command, notes };
}

/** The first further line that looks like a command of ours: people expect it to be done. */
function otherCommand(below: string): string | undefined {
  for (const line of below.slice(0, 10_000).split("\n")) {
    const first = readFirstLine(line);
    if (first !== undefined && (first.name === "incident" || rows.has(first.name))) return line;
  }
  return undefined;
}

function unknown(name: string, long: boolean, meant: string | undefined): Parsed {
  const typed = said(long ? `/incident ${name}` : `/${name}`);
  const row = meant === undefined ? undefined : rows.get(meant);
  const expected = row ? [`/${row.name}`] : meant ? [`/${meant}`] : grammar.map((one) => one.name);
  const message = meant
    ? `Unexpected command ${typed}. Did you mean ${sayOneOf(expected)}?`
    : `Unexpected command ${typed}, expected ${sayOneOf(expected)}.`;
  return { kind: "bad", name, message, usage: row ? usageOf(row) : "/incident <command>" };
}
