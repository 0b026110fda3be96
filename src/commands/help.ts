import type { Config } from "../model/config.ts";
import { severities } from "../model/incident.ts";
import type { CommandName } from "./command.ts";
import { grammar } from "./grammar.ts";
import { type Row, usageOf } from "./row.ts";
import { said } from "./said.ts";

/** The answer to `/help`: Markdown with no line that is itself a command. With `topic`, that command only. */
export function helpText(config: Config, topic?: CommandName): string {
  const row = grammar.find((one) => one.name === topic);
  if (row) return section(row, "###").join("\n");
  return [
    "A command is the first line of a comment, alone or after `/incident`.",
    "",
    "| Command | What it does | Example |",
    "|---|---|---|",
    ...grammar.map((one) => `| ${cell(usageOf(one))} | ${one.summary} | ${cell(one.examples[0])} |`),
    "",
    `Severities: ${severities.map((name) => withOthers(name, config.severities[name]?.aliases ?? [])).join("; ")}.`,
    `Roles: ${Object.keys(config.roles).map(said).join(", ")}.`,
    `Times: ${timeForms}.`,
    "",
  ].join("\n");
}

const timeForms =
  "`02:45` or `02:45:10` (UTC, on the incident's day), `2025-01-15T02:45:00Z` (any zone), `10m ago`, `1h 30m ago`, `now`";

/** The text of docs/commands.md. */
export function commandsDoc(): string {
  return [
    "# Commands",
    "",
    "<!-- Made from src/commands/grammar.ts: UPDATE=1 npx vitest run test/commands/docs.test.ts -->",
    "",
    "A command is the first line of a comment that is not empty, alone (`/ack`) or after `/incident` (`/incident ack`).",
    "At most three blanks may stand before it. Lines in quotes, lists, code and HTML comments are ordinary talk, and so is",
    "every further line, except where a command takes it as its text. Capital letters, a colon after the command, and bold",
    "or backticks around an argument make no difference. In the usages, `<…>` is needed and `[…]` may be left out.",
    "",
    "A command that can't be read changes nothing: it gets 😕 and its usage. A slash word that is no command, such as a path,",
    "gets no answer unless it is a slip of one (`/resovle`); after `/incident` it always gets one.",
    "Of what is asked within a minute, three get an answer of their own, so that two programs don't talk for ever; the rest is answered in the third.",
    "",
    "| Command | What it does |",
    "|---|---|",
    ...grammar.map((row) => `| [${cell(usageOf(row))}](#${row.name}) | ${row.summary} |`),
    "",
    "## Times",
    "",
    `Written as ${timeForms}.`,
    "",
    "- A clock time without a date is UTC and belongs to the incident's day. While the incident is less than a day old, or",
    "  where its start is not known, it is the latest such time not after the comment, with 10 minutes of tolerance; where",
    "  yesterday's would lie over 12 hours before the start, it is refused: it is yet to come, or of another zone. In a",
    "  comment written later, it is the one such time from 6 hours before to 18 hours after the incident's start, and the",
    "  answer says which day was read.",
    "- A date needs a clock time and a zone: what could mean two instants is refused, not guessed. So are 12-hour times and",
    "  zones by their letters (`CET`).",
    "- No time may lie after the comment by more than 10 minutes.",
    "- Only where it stands apart is `now` a time: in `/timeline now failing over` it is a word of the text.",
    "",
    "## Texts",
    "",
    "Where a text may go on over the whole comment, further lines belong to it, without the message that an e-mail program",
    "quotes below an answer (`On … wrote:`). The first 10,000 characters are kept; if more were left out, the answer says so.",
    "",
    ...grammar.flatMap((row) => section(row, "##")),
  ].join("\n");
}

function section(row: Row, heading: string): readonly string[] {
  const others = row.aliases.length === 0 ? "" : ` Also ${row.aliases.map((word) => said(`/${word}`)).join(", ")}.`;
  return [
    `${heading} ${row.name}`,
    "",
    `${row.summary}.${others}`,
    "",
    `Usage: \`${usageOf(row)}\``,
    "",
    ...row.arguments.map((one) => `- \`${one.name}\`: ${one.meaning}.`),
    ...(row.arguments.length === 0 ? [] : [""]),
    `${row.examples.length === 1 ? "Example" : "Examples"}: ${row.examples.map((example) => `\`${example}\``).join(", ")}`,
    "",
  ];
}

/** A code span for a table cell: only there does a vertical bar need a backslash. */
function cell(code: string): string {
  return `\`${code.replaceAll("|", "\\|")}\``;
}

function withOthers(name: string, others: readonly string[]): string {
  return others.length === 0 ? said(name) : `${said(name)} (${others.map(said).join(", ")})`;
}
