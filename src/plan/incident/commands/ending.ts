import type { Command } from "../../../commands/command.ts";
import { isRunning } from "../../../model/fields.ts";
import { unmetNeeds } from "../exit.ts";
import { withFields } from "../record.ts";
import { dueOf } from "./due-of.ts";
import { type Apply, cutNote, done, earlyNote, entry, refused, tail } from "./outcome.ts";

/** Commands that end an incident, and the one that takes the end back. */
export const endingCommands: {
  readonly [K in "resolve" | "reopen" | "cancel" | "duplicate"]: Apply<Command<K>>;
} = {
  resolve: (record, command, asked) => {
    const { status, severity = "sev3", mitigated } = record.fields;
    if (!isRunning(record.fields))
      return refused(`The incident is ${status} already`, "To correct the time: `/set resolved 04:45`.");
    const unmet = unmetNeeds(record, asked.config);
    const why = unmet.map((need) => need.says).join("; ");
    if (unmet.length > 0 && !command.force) {
      const first = unmet.map((need) => `\`${need.command}\``).join(", ");
      return refused(
        `Not resolved, because the exit criteria are not met: ${why}`,
        `First ${first}; or \`/resolve --force\`, which the record will say.`,
      );
    }
    const due = dueOf(severity, command.at, asked.config);
    const resolved = withFields(record, {
      status: "resolved",
      resolved: command.at,
      ...(mitigated === undefined ? { mitigated: command.at } : {}),
      due,
    });
    const words = `Resolved${unmet.length > 0 ? ` although ${why} (forced)` : ""}${tail(command.text)}`;
    const said = unmet.length > 0 ? "resolved by force" : "resolved";
    const early = earlyNote(record, "resolved", command.at);
    return done(entry(resolved, asked, words, command.at), said, early, cutNote(command.text));
  },
  reopen: (record, command, asked) => {
    if (isRunning(record.fields))
      return refused("The incident is still running", "To go back a step: `/status investigating`.");
    const reopened = withFields(record, {
      status: "investigating",
      resolved: undefined,
      mitigated: undefined,
      closed: undefined,
      due: undefined,
      duplicate_of: undefined,
    });
    return done(entry(reopened, asked, `Reopened${tail(command.text)}`), "reopened", cutNote(command.text));
  },
  cancel: (record, command, asked) => {
    if (record.fields.status === "cancelled") return done(record, "already cancelled");
    const cancelled = withFields(record, { status: "cancelled", closed: asked.at });
    return done(entry(cancelled, asked, `Cancelled${tail(command.text)}`), "cancelled", cutNote(command.text));
  },
  duplicate: (record, command, asked) => {
    if (command.of === record.fields.issue)
      return refused(
        `Issue ${command.of} is this incident itself`,
        "Name the other incident: `/duplicate #12`, or `/cancel` when it was none.",
      );
    if (asked.named[command.of] === null)
      return refused(`Issue ${command.of} is not there`, "Name an issue of this repository: `/duplicate #12`.");
    const same = withFields(record, { status: "duplicate", duplicate_of: command.of, closed: asked.at });
    return done(entry(same, asked, `Duplicate of issue ${command.of}`), "duplicate");
  },
};
