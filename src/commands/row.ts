import type { Argument } from "./argument.ts";
import type { Command, CommandContext, CommandName, Mistake } from "./command.ts";

/** What follows a command's name, before it is understood. */
export interface Input {
  /** The rest of the command's line, trimmed. */
  readonly line: string;
  /** The further lines of the comment, `\n` between them, without a quoted e-mail at the end. */
  readonly below: string;
  readonly context: CommandContext;
  /** Tells the person something about a command that was nevertheless read. */
  readonly note: (text: string) => void;
}

export interface RowOf<K extends CommandName> {
  readonly name: K;
  /** Other words for it. */
  readonly aliases: readonly string[];
  /** What follows the name, in the notation of manual pages. */
  readonly usage: string;
  /** One sentence: what it does. */
  readonly summary: string;
  readonly arguments: readonly Argument[];
  /** Whole first lines; each is parsed by a test. */
  readonly examples: readonly [string, ...string[]];
  /** Where its free text may stand; undefined: it has none. */
  readonly text?: "line" | "comment";
  readonly parse: (input: Input) => Command<K> | Mistake;
}

/** One command of the grammar. */
export type Row = { [K in CommandName]: RowOf<K> }[CommandName];

/** `/assign <role> @user` */
export function usageOf(row: Pick<Row, "name" | "usage">): string {
  return `/${row.name}${row.usage === "" ? "" : ` ${row.usage}`}`;
}

/** Every word that names the command. */
export function wordsOf(row: Row): readonly string[] {
  return [row.name, ...row.aliases];
}
