import { safeCommitMessage, safeInline } from "../../markdown/safe-text.ts";
import { advance, printCursor, readCursor } from "../../model/cursor.ts";
import type { Effect } from "../../model/effect.ts";
import { isRunning } from "../../model/fields.ts";
import { idOf } from "../../model/incident.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { applyCommand } from "./commands/apply-command.ts";
import { happeningsOf, type Request } from "./inbox.ts";
import { sayMaskedComment, sayMaskedTitle } from "./masked.ts";
import { withPostmortem } from "./postmortem.ts";
import { type IncidentRecord, readRecord, withField } from "./record.ts";
import { help, react, remark, reply } from "./replies.ts";

/** What became of one request. */
export interface Step {
  readonly record: IncidentRecord;
  readonly effects: readonly Effect[];
  readonly note?: string;
}

/** One request: its entry, its field and the cursor in one commit; or the reason why not, which moves nothing. */
export function consume(
  before: IncidentRecord,
  request: Request,
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
): Step {
  const { config, named, runbooks, permissions } = observation;
  const { asked, by, comment, happening } = request;
  if (asked.kind === "bad")
    return { record: before, effects: reply(observation, issue, request, asked.message, asked.hint) };
  const { command } = asked;
  if (command.name === "help" && comment !== undefined)
    return { record: before, effects: help(observation, issue, request, command.topic) };
  const outcome = applyCommand(before, command, { by, at: happening.at, config, named, runbooks, permissions });
  if (outcome.kind === "refused") {
    const told = reply(observation, issue, request, outcome.message, outcome.hint);
    // A change of the issue has no comment to mark: it is consumed, and the issue goes back to what the file says.
    const tell = comment !== undefined || (isRunning(before.fields) && command.name === "resolve");
    return turnedDown(before, request, observation, issue, file, tell ? told : []);
  }
  const resolved =
    command.name === "resolve"
      ? withPostmortem(outcome.record, config, observation.templates)
      : { record: outcome.record };
  const record = withCursor(resolved.record, request, observation, issue);
  const unreadable = readRecord(file.path, record.text);
  if (unreadable.kind === "broken") {
    const message = `Not written, because the record could not be read with it: ${unreadable.reason}`;
    const hint = "Shorten the record on its branch, or say it in fewer words, and post the command again.";
    return turnedDown(before, request, observation, issue, file, reply(observation, issue, request, message, hint));
  }
  const said = observation.comments.find((one) => one.id === comment);
  const failed = resolved.note ? [safeInline(resolved.note)] : [];
  const remarks = [...asked.notes, ...(outcome.note ? [outcome.note] : []), ...failed];
  const effects = [
    ...(remarks.length > 0 ? remark(observation, issue, request, remarks.join("\n\n")) : []),
    ...(said ? sayMaskedComment(observation, issue, said) : []),
    ...(command.name === "title" ? sayMaskedTitle(observation, issue, command.text, happening.id) : []),
    commitOf(file, before.text, record.text, `${idOf(issue)}: ${outcome.said} by ${by}`),
    ...react(request, "rocket", observation),
  ];
  return { record, effects, ...(resolved.note ? { note: resolved.note } : {}) };
}

/** A command that was not done leaves the record as it is; a change of the issue is passed over by the cursor. */
function turnedDown(
  before: IncidentRecord,
  request: Request,
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  told: readonly Effect[],
): Step {
  const { asked, comment } = request;
  if (comment !== undefined) return { record: before, effects: told };
  const passed = withCursor(before, request, observation, issue);
  const what = asked.kind === "command" ? asked.command.name : "change";
  return {
    record: passed,
    effects: [...told, commitOf(file, before.text, passed.text, `${idOf(issue)}: ${what} refused`)],
  };
}

/** A request that is answered within the answer to another of its minute: 😕, but for one that only asked; and it is over. */
export function passOver(
  before: IncidentRecord,
  request: Request,
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
): Step {
  const record = withCursor(before, request, observation, issue);
  const helped = request.asked.kind === "command" && request.asked.command.name === "help";
  const message = `${idOf(issue)}: ${request.happening.id} by ${request.by} ${helped ? "answered" : "not done"}`;
  return {
    record,
    effects: [
      ...react(request, helped ? "rocket" : "confused", observation),
      commitOf(file, before.text, record.text, message),
    ],
    note: `Comment ${request.comment} by ${request.by} is answered in the answer to another of its minute`,
  };
}

function withCursor(
  record: IncidentRecord,
  request: Request,
  observation: IncidentObservation,
  issue: Issue,
): IncidentRecord {
  const cursor = readCursor(record.fields.cursor, issue.createdAt);
  return withField(record, "cursor", printCursor(advance(cursor, request.happening, happeningsOf(observation))));
}

/** A commit of the record. */
export function commitOf(file: RecordFile, before: string, after: string, message: string): Effect {
  return {
    kind: "commit",
    branch: file.branch,
    message: safeCommitMessage(message),
    files: [{ path: file.path, before, after }],
  };
}
