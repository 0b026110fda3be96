import { type Instant, readInstant } from "../model/time.ts";
import { type ExitCode, UsageError } from "./exit.ts";
import type { Io } from "./io.ts";

/** One option as commander writes it: `-o, --out <file>`. */
export interface OptionRow {
  readonly flags: string;
  readonly says: string;
  /** What it may be; anything else is a mistake of usage. */
  readonly choices?: readonly string[];
  /** Without it there is nothing to do. */
  readonly required?: true;
}

/** What a person asked for. Options are named as commander does: `--dry-run` is `dryRun`. */
export interface Asked {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

export type Run = (asked: Asked, io: Io) => Promise<ExitCode>;

/** A verb of the command line: a row of the table, and the code that is loaded once it is asked for. */
export interface Verb {
  readonly name: string;
  /** As commander writes them: `[paths...]`, `<id>`. */
  readonly arguments?: readonly { readonly name: string; readonly says: string }[];
  readonly says: string;
  readonly options: readonly OptionRow[];
  /** Command lines without `npx gitcident`, and what they do. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  readonly load: () => Promise<Run>;
}

/** The text of an option, undefined where it was not given. */
export function textOf({ options }: Asked, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** What `--now` says, read strictly; undefined where it was not given. */
export function nowGiven(asked: Asked): Instant | undefined {
  const given = textOf(asked, "now");
  const now = given === undefined ? undefined : readInstant(given);
  if (given === undefined || now !== undefined) return now;
  throw new UsageError(`Unexpected --now ${given}, expected ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z`);
}

/** Options of every verb. */
export const commonOptions: readonly OptionRow[] = [
  { flags: "--cwd <dir>", says: "run as if started there" },
  { flags: "--config <file>", says: "read this config instead of .github/gitcident.yml" },
  { flags: "--now <time>", says: "take this as the present, e.g. 2025-01-15T02:30:00Z" },
];

/** Options of the verbs that talk to GitHub. */
export const remoteOptions: readonly OptionRow[] = [
  { flags: "--repo <owner/name>", says: "the repository on GitHub; default: where origin leads" },
  { flags: "--local", says: "work on the clone alone, whatever token there is" },
];

export const jsonOption: OptionRow = { flags: "--json", says: "print JSON" };
export const dryRunOption: OptionRow = { flags: "--dry-run", says: "say what would be written, write nothing" };
