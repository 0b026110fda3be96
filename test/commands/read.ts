import type { CommandContext } from "../../src/commands/command.ts";
import { parseCommand } from "../../src/commands/parse.ts";
import { defaultConfig } from "../../src/model/config.ts";

/** A comment at 05:00 in an incident that began at 02:30 of the same day. */
export const context: CommandContext = {
  at: "2025-01-15T05:00:00Z",
  started: "2025-01-15T02:30:00Z",
  author: "zoe",
  config: defaultConfig,
};

/** The command without its notes, the usage mistake's message, or "none". */
export function read(body: string, more: Partial<CommandContext> = {}): unknown {
  const parsed = parseCommand(body, { ...context, ...more });
  if (parsed.kind === "none") return "none";
  return parsed.kind === "bad" ? parsed.message : parsed.command;
}
