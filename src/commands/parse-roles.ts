import { type Command, isMistake, type Mistake } from "./command.ts";
import { readRole, readUser } from "./people.ts";
import type { Input } from "./row.ts";
import { said, sayOneOf } from "./said.ts";
import { bare, splitWords } from "./words.ts";

interface Parts {
  readonly users: readonly string[];
  /** The words that are no user, without `to`, `as` and `from`. */
  readonly others: string;
}

export function parseAssign(input: Input): Command<"assign"> | Mistake {
  const parts = readParts(input);
  if (isMistake(parts)) return parts;
  const role = readRole(parts.others, input.context.config);
  if (typeof role === "string" && parts.users.length === 0)
    return { mistake: `Unexpected end, expected ${said("@user")}.` };
  if (parts.users.length === 0 && splitWords(parts.others).length > 1)
    return withoutAt(input, parts.others) ?? (role as Mistake);
  if (isMistake(role)) return role;
  const [user, second] = parts.users;
  if (second !== undefined)
    return { mistake: `Unexpected ${said(second)} after ${said(user as string)}, expected one user.` };
  return { name: "assign", role, user: user as string };
}

export function parseUnassign(input: Input): Command<"unassign"> | Mistake {
  const parts = readParts(input);
  if (isMistake(parts)) return parts;
  const user = parts.users[0];
  if (user === undefined) {
    const role = readRole(parts.others, input.context.config);
    return isMistake(role) ? role : { name: "unassign", role, user: undefined };
  }
  if (parts.others === "" && parts.users.length === 1) return { name: "unassign", role: undefined, user };
  const more = parts.others === "" ? (parts.users[1] as string) : parts.others;
  return { mistake: `Unexpected ${said(more)} beside ${said(user)}, expected either one role or one user.` };
}

function readParts(input: Input): Parts | Mistake {
  const users: string[] = [];
  const others: string[] = [];
  for (const word of splitWords(input.line)) {
    const user = readUser(word, input.context);
    if (isMistake(user)) return user;
    if (user !== undefined) users.push(user);
    else if (!/^(?:to|as|from|for|is|[:=→-]|->|=>)$/i.test(word)) others.push(word);
  }
  return { users, others: others.join(" ") };
}

/** `assign commander alice`: the role is right and the user lacks the @. */
function withoutAt(input: Input, others: string): Mistake | undefined {
  const words = splitWords(others);
  const user = bare(words.at(-1) ?? "");
  const role = readRole(words.slice(0, -1).join(" "), input.context.config);
  if (isMistake(role) || !/^[a-z\d-]{1,39}$/i.test(user)) return undefined;
  return {
    mistake: `Unexpected ${said(user)}, expected ${sayOneOf([`@${user}`])}: a user is written with ${said("@")}.`,
  };
}
