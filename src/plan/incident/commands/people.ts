import type { Command } from "../../../commands/command.ts";
import { safeInline } from "../../../markdown/safe-text.ts";
import type { Config } from "../../../model/config.ts";
import type { Change } from "../inbox.ts";
import { type IncidentRecord, withField } from "../record.ts";
import { type Apply, done, entry, plainUser, refused } from "./outcome.ts";

/** Commands and changes that say who does what. */
export const peopleCommands: {
  readonly [K in "assign" | "unassign"]: Apply<Command<K>>;
} & { readonly [K in "join" | "leave"]: Apply<Extract<Change, { name: K }>> } = {
  assign: (record, { role, user }, asked) => {
    if (record.fields.roles[role]?.toLowerCase() === user.toLowerCase())
      return done(record, `${role} is already theirs`);
    const roles = { ...record.fields.roles, [role]: user };
    const words = `${titleOf(role, asked.config)}: ${plainUser(user)}`;
    const access = asked.permissions[user.slice(1)];
    const note =
      access === "none" || access === "read"
        ? `Recorded, but \`${user}\` has no write access here, so the issue can't be assigned to them. If it was a slip: \`/assign ${role} @login\` again.`
        : undefined;
    return done(entry(withField(record, "roles", roles), asked, words), `${role} assigned`, note);
  },
  unassign: (record, { role, user }, asked) => {
    const left = withoutRoles(record, (name, who) => name === role || who === user?.toLowerCase());
    if (left === record && !isResponder(record, user)) {
      const why = role ? `the role ${safeInline(role)} is empty` : `${plainUser(user ?? "")} has no role`;
      return refused(`Nobody to unassign: ${why}`, "The summary at the top of this issue lists who holds which role.");
    }
    const words = role ? `${titleOf(role, asked.config)}: nobody` : `${plainUser(user ?? "")} has left their roles`;
    return done(entry(withoutResponder(left, user), asked, words), "role unassigned");
  },
  join: (record, { user }, asked) => {
    const joined = withResponder(record, user);
    if (joined === record) return done(record, "responder is known");
    const commander = record.fields.roles["commander"] === undefined && Object.hasOwn(asked.config.roles, "commander");
    if (!commander) return done(entry(joined, asked, `${plainUser(user)} joined`), "responder joined");
    const roles = { ...record.fields.roles, commander: user };
    const words = `${titleOf("commander", asked.config)}: ${plainUser(user)}`;
    return done(entry(withField(record, "roles", roles), asked, words), "commander assigned");
  },
  leave: (record, { user }, asked) => {
    if (withResponder(record, user) !== record) return done(record, "no responder left");
    const left = withoutRoles(record, (_, who) => who === user.toLowerCase());
    return done(entry(withoutResponder(left, user), asked, `${plainUser(user)} left`), "responder left");
  },
};

function titleOf(role: string, config: Config): string {
  return safeInline(config.roles[role]?.title || role);
}

/** Adds somebody who holds no role yet to the responders. */
export function withResponder(record: IncidentRecord, user: string): IncidentRecord {
  const known = [...Object.values(record.fields.roles), ...record.fields.responders].map((who) => who.toLowerCase());
  return known.includes(user.toLowerCase())
    ? record
    : withField(record, "responders", [...record.fields.responders, user]);
}

/** Empties the roles that fit; logins are compared in small letters. */
function withoutRoles(record: IncidentRecord, fits: (role: string, holder: string) => boolean): IncidentRecord {
  const roles = Object.entries(record.fields.roles);
  const left = roles.filter(([name, who]) => !fits(name, who.toLowerCase()));
  return left.length === roles.length ? record : withField(record, "roles", Object.fromEntries(left));
}

function isResponder(record: IncidentRecord, user: string | undefined): boolean {
  return user !== undefined && record.fields.responders.some((who) => who.toLowerCase() === user.toLowerCase());
}

function withoutResponder(record: IncidentRecord, user: string | undefined): IncidentRecord {
  if (!isResponder(record, user)) return record;
  const left = record.fields.responders.filter((who) => who.toLowerCase() !== user?.toLowerCase());
  return withField(record, "responders", left);
}
