import type { Config } from "../model/config.ts";
import type { CommandContext, Mistake } from "./command.ts";
import { said, sayOneOf } from "./said.ts";
import { bare, plain } from "./words.ts";

const mention = /^@[a-z\d][a-z\d_-]{0,38}(?:\/[a-z\d][\w.-]{0,99})?$/i;

/** Reads `@login` or `@org/team`, and `me` where the author is known. Undefined where the word is no mention at all. */
export function readUser(word: string, context: CommandContext): string | Mistake | undefined {
  const name = bare(word);
  if (plain(name) === "me" && context.author !== undefined) return `@${context.author}`;
  if (!name.startsWith("@")) return undefined;
  if (mention.test(name) && !name.endsWith("-")) return name;
  return { mistake: `Unexpected user ${said(name)}, expected ${said("@login")} or ${said("@org/team")}.` };
}

/** What people call the roles that every incident has. They count only for roles that the config knows. */
const shortRoles: Readonly<Record<string, readonly string[]>> = {
  commander: ["ic", "lead", "incident commander"],
  communications: ["comms", "comm", "cl", "communication"],
  operations: ["ops", "ol", "operator"],
  scribe: ["notes", "notetaker"],
};

/** Reads a role by its key, its title, a usual short form, or a beginning that fits one role only. */
export function readRole(words: string, config: Config): string | Mistake {
  const wanted = plain(bare(words));
  const roles = Object.entries(config.roles).map(([key, role]) => ({
    key,
    names: [key, role.title].map(plain).filter((name) => name !== ""),
    short: (shortRoles[key] ?? []).map(plain),
  }));
  const exact = roles.find((role) => role.names.includes(wanted)) ?? roles.find((role) => role.short.includes(wanted));
  if (exact) return exact.key;
  const begun = wanted.length < 2 ? [] : roles.filter((role) => role.names.some((name) => name.startsWith(wanted)));
  if (begun.length === 1 && begun[0]) return begun[0].key;
  const known = (begun.length > 1 ? begun : roles).map((role) => role.key);
  const read = wanted === "" ? "no role" : `role ${said(words)}`;
  return { mistake: `Unexpected ${read}, expected ${sayOneOf(known)}.` };
}
