import { type ExitCode, exit } from "./exit.ts";
import type { Io } from "./io.ts";
import { plain } from "./plain.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Says what is wrong with the config to who reads numbers that depend on it. The exit code that this asks for: a value that
 * can't be read is replaced by its default, so that the numbers are not those that were meant.
 */
export function noteConfig({ findings }: Workspace, io: Io): ExitCode {
  for (const { path, place, message, fix } of findings) {
    io.err(`Note: ${plain(`${path}:${place.line}: ${message}. ${fix}`)}`);
  }
  return findings.some(({ severity }) => severity === "error") ? exit.usage : exit.ok;
}
