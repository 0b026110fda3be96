import type { Command } from "../../../commands/command.ts";
import { isRunning } from "../../../model/fields.ts";
import { withField, withFields } from "../record.ts";
import { dueOf } from "./due-of.ts";
import { type Apply, cutNote, done, earlyNote, entry, refused, tail } from "./outcome.ts";
import { withResponder } from "./people.ts";

/** Commands that say how a running incident goes on. */
export const courseCommands: {
  readonly [K in "ack" | "severity" | "status" | "set" | "mitigate" | "drill"]: Apply<Command<K>>;
} = {
  ack: (record, command, asked) => {
    if (!isRunning(record.fields))
      return refused(
        `The incident is ${record.fields.status} already`,
        "To correct the time: `/set acknowledged 02:35`. If it is not over: `/reopen`.",
      );
    const first = record.fields.acknowledged === undefined ? withField(record, "acknowledged", command.at) : record;
    const joined = withResponder(first, `@${asked.by}`);
    const words = `Acknowledged${tail(command.text)}`;
    return done(entry(joined, asked, words, command.at), "acknowledged", cutNote(command.text));
  },
  severity: (record, { severity }, asked) => {
    const before = record.fields.severity;
    if (before === severity) return done(record, `severity is already ${severity}`);
    const words =
      before === undefined
        ? `Severity set to ${severity}`
        : `Severity ${severity < before ? "raised" : "lowered"} from ${before} to ${severity}`;
    const { status, resolved } = record.fields;
    const due = status === "resolved" && resolved ? { due: dueOf(severity, resolved, asked.config) } : {};
    return done(entry(withFields(record, { severity, ...due }), asked, words), words.toLowerCase());
  },
  status: (record, { status }, asked) => {
    if (!isRunning(record.fields))
      return refused(
        `The incident is ${record.fields.status}, and only a running incident changes its status`,
        "If it is not over: `/reopen`, then `/status`.",
      );
    if (record.fields.status === status) return done(record, `status is already ${status}`);
    return done(entry(withField(record, "status", status), asked, `Status set to ${status}`), `status ${status}`);
  },
  set: (record, { field, at }, asked) => {
    if (record.fields[field] === at) return done(record, `${field} is already ${at}`);
    const moves = field === "resolved" && record.fields.due !== undefined;
    const due = moves ? { due: dueOf(record.fields.severity ?? "sev3", at, asked.config) } : {};
    const words = `Time *${field}* set to ${at}`;
    const ended = (field === "resolved" || field === "closed") && isRunning(record.fields);
    const note = ended
      ? "The time is recorded, and the incident still runs: `/resolve` ends it, and merging its pull request closes it."
      : undefined;
    const early = field === "mitigated" || field === "resolved" ? earlyNote(record, field, at) : undefined;
    return done(entry(withFields(record, { [field]: at, ...due }), asked, words), `${field} set`, note, early);
  },
  mitigate: (record, command, asked) => {
    if (!isRunning(record.fields))
      return refused(
        `The incident is ${record.fields.status} already`,
        "To correct the time: `/set mitigated 04:30`. If it is not over: `/reopen`.",
      );
    const mitigated = withFields(record, { mitigated: command.at, status: "monitoring" });
    const words = `Mitigated${tail(command.text)}`;
    const early = earlyNote(record, "mitigated", command.at);
    return done(entry(mitigated, asked, words, command.at), "mitigated", early, cutNote(command.text));
  },
  drill: (record, _, asked) => {
    if (record.fields.kind === "drill") return done(record, "already a drill");
    return done(entry(withField(record, "kind", "drill"), asked, "This is a drill"), "drill");
  },
};
