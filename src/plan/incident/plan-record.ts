import { safeCommitMessage } from "../../markdown/safe-text.ts";
import { advance, printCursor, readCursor } from "../../model/cursor.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { isRunning } from "../../model/fields.ts";
import { idOf } from "../../model/incident.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { applyCommand } from "./apply-command.ts";
import { follow } from "./follow.ts";
import { happeningsOf, type Request, readInbox } from "./inbox.ts";
import { sayMaskedComment } from "./masked.ts";
import { dropDoubles } from "./own-comment.ts";
import { withPostmortem } from "./postmortem.ts";
import { type IncidentRecord, withField, withFields } from "./record.ts";
import { react, reactionsOwed, remark, reply } from "./replies.ts";

/** The most commits that one plan makes; the rest waits for the next look. */
const mostCommits = 20;

/** Consumes the inbox, one commit for each command, then lets issue, summary and pull request follow the file. */
export function planRecord(
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  start: IncidentRecord,
): Plan {
  const inbox = readInbox(observation, issue, start.fields);
  const now = inbox.requests.slice(0, mostCommits);
  const mended = mendIdentity(start, issue);
  const effects: Effect[] = [...dropDoubles(observation)];
  const notes = [...inbox.notes];
  let record = mended;
  if (mended.text !== start.text)
    effects.push(commit(file, start.text, mended.text, `${idOf(issue)}: restore what Gitcident keeps`));
  for (const request of now) {
    const step = consume(record, request, observation, issue, file);
    record = step.record;
    effects.push(...step.effects);
    if (step.note) notes.push(step.note);
  }
  const waits = now.length < inbox.requests.length;
  effects.push(...reactionsOwed(observation, start.fields));
  const following = follow(observation, issue, { ...file, text: record.text }, record);
  return {
    effects: [...effects, ...(waits ? [] : following.effects)],
    notes: [...notes, ...following.notes],
    settles: !waits && following.settles,
  };
}

interface Step {
  readonly record: IncidentRecord;
  readonly effects: readonly Effect[];
  readonly note?: string;
}

/** One request: its entry, its field and the cursor in one commit; or the reason why not, which moves nothing. */
function consume(
  before: IncidentRecord,
  request: Request,
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
): Step {
  const { config } = observation;
  const { asked, by, comment, happening } = request;
  if (asked.kind === "bad")
    return { record: before, effects: reply(observation, issue, request, asked.message, asked.usage) };
  if (asked.command.name === "help" && comment !== undefined)
    return { record: before, effects: reply(observation, issue, request, "", "") };
  const outcome = applyCommand(before, asked.command, { by, at: happening.at, config });
  if (outcome.kind === "refused") {
    const told = reply(observation, issue, request, outcome.message, outcome.usage);
    if (comment !== undefined) return { record: before, effects: told };
    // A change of the issue has no comment to mark: it is consumed, and the issue goes back to what the file says.
    const passed = withCursor(before, request, observation, issue);
    const said = isRunning(before.fields) && asked.command.name === "resolve" ? told : [];
    return {
      record: passed,
      effects: [...said, commit(file, before.text, passed.text, `${idOf(issue)}: ${asked.command.name} refused`)],
    };
  }
  const resolved =
    asked.command.name === "resolve"
      ? withPostmortem(outcome.record, config, observation.templates)
      : { record: outcome.record };
  const record = withCursor(resolved.record, request, observation, issue);
  const said = observation.comments.find((one) => one.id === comment);
  const effects = [
    ...(outcome.note ? remark(observation, issue, request, outcome.note) : []),
    ...(said ? sayMaskedComment(observation, issue, said) : []),
    commit(file, before.text, record.text, `${idOf(issue)}: ${outcome.said} by ${by}`),
    ...react(request, "rocket", observation),
  ];
  return { record, effects, ...(resolved.note ? { note: resolved.note } : {}) };
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

function commit(file: RecordFile, before: string, after: string, message: string): Effect {
  return {
    kind: "commit",
    branch: file.branch,
    message: safeCommitMessage(message),
    files: [{ path: file.path, before, after }],
  };
}

/** `id` and `issue` are ours: a person's edit of them is undone. */
function mendIdentity(record: IncidentRecord, issue: Issue): IncidentRecord {
  const kept = record.fields.id === idOf(issue) && record.fields.issue === issue.number;
  return kept ? record : withFields(record, { id: idOf(issue), issue: issue.number });
}
