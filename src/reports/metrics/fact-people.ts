import { remembered } from "../../markdown/remembered.ts";
import { kept } from "./kept.ts";

type Fields = Readonly<Record<string, unknown>>;

// Shared by the thousands of files that have none.
const nobody: readonly string[] = [];

/** A list of texts, as the schema has it: with anything else in it, it is none. */
export function words(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return [];
  if (value.length === 0) return nobody;
  // What is frozen is shared by all files that say it, and holds none of them in memory.
  return Object.isFrozen(value) ? value : value.map(kept);
}

export function rolesOf(roles: unknown): readonly string[] {
  if (roles === null || typeof roles !== "object" || Array.isArray(roles)) return nobody;
  return Object.isFrozen(roles) ? sharedRoles(roles) : heldRoles(roles);
}

function heldRoles(roles: object): readonly string[] {
  return Object.entries(roles).flatMap(([role, who]) => (typeof who === "string" && who !== "" ? kept(role) : []));
}

const sharedRoles = remembered(heldRoles);

/** Those in a role, then those who answered. A team is nobody who can be tired. */
export function peopleOf(plain: Fields): readonly string[] {
  const roles = plain["roles"];
  const held = roles !== null && typeof roles === "object" && !Array.isArray(roles) ? Object.values(roles) : [];
  const people: string[] = [];
  for (const who of [...held, ...words(plain["responders"])]) {
    const login = typeof who === "string" ? loginOf(who) : "";
    if (login === "" || people.includes(login)) continue;
    const key = login.toLowerCase();
    if (!people.some((one) => one.toLowerCase() === key)) people.push(login);
  }
  return people;
}

const logins = new Map<string, string>();

/** Empty where a text is no login. The same few come back in file after file. */
function loginOf(who: string): string {
  const known = logins.get(who);
  if (known !== undefined) return known;
  const login = /^@[A-Za-z0-9][\w-]{0,60}$/.test(who) ? kept(who.slice(1)) : "";
  if (logins.size < 5000 && who.length < 100) logins.set(kept(who), login);
  return login;
}
