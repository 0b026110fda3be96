import type { Command, CommandName } from "../../../commands/command.ts";
import type { Change } from "../inbox.ts";
import type { IncidentRecord } from "../record.ts";
import { courseCommands } from "./course.ts";
import { endingCommands } from "./ending.ts";
import { factCommands } from "./facts.ts";
import { type Apply, type Asked, type Outcome, refused } from "./outcome.ts";
import { peopleCommands } from "./people.ts";
import { retitle } from "./retitle.ts";
import { withImpactLines } from "./with-impact-lines.ts";

const table: { readonly [K in CommandName]: Apply<Command<K>> } & {
  readonly [K in Change["name"]]: Apply<Extract<Change, { name: K }>>;
} = { ...courseCommands, ...endingCommands, ...factCommands, ...peopleCommands, title: retitle };

/** What would be lost with a record that nobody merges. */
const facts: ReadonlySet<string> = new Set([
  ...Object.keys(factCommands).filter((name) => name !== "help"),
  ...["severity", "set", "drill", "assign"],
]);

/** Applies a command, or what a change of the issue stands for, to a record. */
export function applyCommand(record: IncidentRecord, command: Command | Change, asked: Asked): Outcome {
  const { status, duplicate_of } = record.fields;
  if ((status === "cancelled" || status === "duplicate") && facts.has(command.name)) {
    const other = duplicate_of === undefined ? "" : `Say it at issue ${duplicate_of}. `;
    return refused(
      `The incident is ${status === "duplicate" ? "a duplicate" : status}, and its record is never merged`,
      `${other}If it is an incident of its own: \`/reopen\` first.`,
    );
  }
  const outcome = (table[command.name] as Apply<Command | Change>)(record, command, asked);
  return outcome.kind === "done"
    ? { ...outcome, record: withImpactLines(record, outcome.record, asked.config) }
    : outcome;
}
