import { fstatSync } from "node:fs";
import { styleText } from "node:util";
import { defused } from "./defused.ts";
import { type Progress, progressOn } from "./progress.ts";

type Format = Parameters<typeof styleText>[0];

/** What a verb may know of and say to the world around it. Data goes to `out`, everything else to `err`. */
export interface Io {
  /** Writes to standard output; the caller ends the line. In a workflow's log no line of it is a command. */
  readonly out: (text: string) => void;
  /** Writes commands for the runner of a workflow to standard output, as they are. */
  readonly commands: (text: string) => void;
  /** Writes bytes to standard output; undefined where it takes text only, such as a terminal. */
  readonly bytes?: ((bytes: Uint8Array) => void) | undefined;
  /** One line for a person, on standard error. */
  readonly err: (line: string) => void;
  /** The same in colour, where standard output is a terminal that wants it. */
  readonly paint: (format: Format, text: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether a person can be asked. */
  readonly asks: boolean;
  /** Says how far something is, on a terminal and only when it takes over a second. */
  readonly progress: (says: string, total?: number) => Progress;
}

/** This process's own streams. */
export function ioOf(process: NodeJS.Process): Io {
  const { stdout, stderr } = process;
  const say = process.env["GITHUB_ACTIONS"] === "true" ? defused : (text: string) => text;
  return {
    // Into a file goes what is, to the byte: no runner reads it.
    out: (text) => void stdout.write(isFile(1) ? text : say(text)),
    commands: (text) => void stdout.write(text),
    bytes: stdout.isTTY ? undefined : (bytes) => void stdout.write(bytes),
    err: (line) => void stderr.write(`${say(line)}\n`),
    // Node lets FORCE_COLOR win over NO_COLOR; who says NO_COLOR means it.
    paint: (format, text) =>
      process.env["NO_COLOR"] ? text : styleText(format, text, { stream: stdout, validateStream: true }),
    env: process.env,
    cwd: process.cwd(),
    // Standard input is opened by asking for it, which takes time that few have a use for.
    get asks() {
      return stderr.isTTY === true && process.stdin.isTTY === true && !process.env["CI"];
    },
    progress: (says, total) => progressOn(stderr, says, total),
  };
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
