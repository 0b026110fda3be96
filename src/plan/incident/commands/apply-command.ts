import type { Command, CommandName } from "../../../commands/command.ts";
import type { Change } from "../inbox.ts";
import type { IncidentRecord } from "../record.ts";
import { courseCommands } from "./course.ts";
import { endingCommands } from "./ending.ts";
import { factCommands } from "./facts.ts";
import type { Apply, Asked, Outcome } from "./outcome.ts";
import { peopleCommands } from "./people.ts";
import { retitle } from "./retitle.ts";

const table: { readonly [K in CommandName]: Apply<Command<K>> } & {
  readonly [K in Change["name"]]: Apply<Extract<Change, { name: K }>>;
} = { ...courseCommands, ...endingCommands, ...factCommands, ...peopleCommands, title: retitle };

/** Applies a command, or what a change of the issue stands for, to a record. */
export function applyCommand(record: IncidentRecord, command: Command | Change, asked: Asked): Outcome {
  return (table[command.name] as Apply<Command | Change>)(record, command, asked);
}
