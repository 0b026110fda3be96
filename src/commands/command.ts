import type { ActionType, Priority } from "../model/action-item.ts";
import type { Config } from "../model/config.ts";
import type { Severity, Status, TimeField } from "../model/incident.ts";
import type { Instant } from "../model/time.ts";

/** Statuses that are said; the others are reached by `/resolve`, `/cancel`, `/duplicate` and the merge. */
export const spokenStatuses = ["investigating", "identified", "monitoring"] as const satisfies readonly Status[];
export type SpokenStatus = (typeof spokenStatuses)[number];

/** Free text as the person typed it, line ends made `\n`: whoever writes it escapes it. */
interface Text {
  readonly text: string;
  /** True when the text was longer than `maxText` and its end was cut off: the reply has to say so. */
  readonly truncated: boolean;
}

/** When it happened: the time that was typed, else the comment's. */
interface Timed {
  readonly at: Instant;
}

/** Names to add to and to remove from a list, each once, never the same name in both. */
interface ListChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface Commands {
  readonly ack: Timed & Text;
  readonly severity: { readonly severity: Severity };
  readonly status: { readonly status: SpokenStatus };
  /** `role` is a key of `config.roles`; `user` is `@login` or `@org/team`. */
  readonly assign: { readonly role: string; readonly user: string };
  /** Exactly one of the two: empty that role, or every role that the user holds. */
  readonly unassign: { readonly role: string | undefined; readonly user: string | undefined };
  readonly timeline: Timed & Text;
  readonly update: Text & { readonly audience: string | undefined };
  /** In the order typed, each key once. Unquoted numbers, `true` and `false` are read as such. */
  readonly impact: { readonly facts: readonly (readonly [key: string, value: string | number | boolean])[] };
  readonly service: ListChange;
  /** Relative paths with forward slashes, without `..`. */
  readonly runbook: ListChange;
  readonly alert: ListChange;
  readonly cause: Text;
  readonly action: {
    readonly text: string;
    readonly owner: string | undefined;
    /** An existing date, `2025-01-30`. */
    readonly due: string | undefined;
    readonly priority: Priority | undefined;
    readonly type: ActionType | undefined;
    /** `3mo`, `2w`, `10d`, `1y`. */
    readonly every: string | undefined;
  };
  readonly set: { readonly field: TimeField; readonly at: Instant };
  readonly mitigate: Timed & Text;
  readonly resolve: Timed & Text & { readonly force: boolean };
  readonly reopen: Text;
  readonly cancel: Text;
  readonly duplicate: { readonly of: number };
  readonly drill: object;
  /** `topic`: the one command that was asked about. */
  readonly help: { readonly topic: CommandName | undefined };
}

export type CommandName = keyof Commands;

/** What a comment asks for. */
export type Command<K extends CommandName = CommandName> = { [P in K]: { readonly name: P } & Commands[P] }[K];

/** What a command is read against. */
export interface CommandContext {
  /** The comment's time. */
  readonly at: Instant;
  /** When the incident began, if that is known: `HH:MM` is read on its day. */
  readonly started?: Instant | undefined;
  /** Login of the comment's author, so that `me` can be read. */
  readonly author?: string | undefined;
  readonly config: Config;
}

/** Why a command could not be read: one Markdown-safe sentence, user text only inside code spans. */
export interface Mistake {
  readonly mistake: string;
}

export function isMistake(value: unknown): value is Mistake {
  return typeof value === "object" && value !== null && "mistake" in value;
}

/** The longest free text that is taken from one comment, in UTF-16 units. */
export const maxText = 10_000;

/** The longest line of arguments where the arguments are not free text. */
export const maxArguments = 2_000;
