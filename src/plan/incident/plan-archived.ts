import { parseCommand } from "../../commands/parse.ts";
import { isConsumed, readCursor } from "../../model/cursor.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import { isOurWord } from "../../model/own-words.ts";
import type { Issue } from "../../model/world.ts";
import { creatingAtMost } from "../brake.ts";
import { answering } from "./answers.ts";
import { followIssue, followSummary } from "./follow.ts";
import { replyKey } from "./inbox.ts";
import { joinAnswer } from "./join-answer.ts";
import { dropDoubles, ownComment } from "./own-comment.ts";
import { type IncidentRecord, readRecord } from "./record.ts";
import { react, reactionsOwed, reply } from "./replies.ts";

/** An incident whose post-mortem is merged: its issue follows the file, and commands are told where to go instead. */
export function planArchived(observation: IncidentObservation, issue: Issue, file: RecordFile): Plan {
  const read = readRecord(file.path, file.text);
  const record = read.kind === "ok" ? read.record : undefined;
  const told = [...replies(observation, issue, file, record), ...sayClosed(observation, issue, file, record)];
  // Answers stay below the brake, with room for the summary; the rest comes with the next look.
  const now = creatingAtMost(observation.config.brake - 1, told);
  return {
    effects: [
      ...dropDoubles(observation),
      ...now,
      ...(record ? reactionsOwed(observation, record.fields) : []),
      ...(record ? followSummary(observation, issue, file, record) : []),
      ...(record ? followIssue(observation, issue, record, "closed") : close(issue)),
    ],
    notes: [],
    settles: now === told,
  };
}

const close = ({ number, state }: Issue): readonly Effect[] =>
  state === "open" ? [{ kind: "edit-issue", number, state: "closed", reason: "completed" }] : [];

function replies(
  observation: IncidentObservation,
  issue: Issue,
  { path }: RecordFile,
  record: IncidentRecord | undefined,
): readonly Effect[] {
  const { repository, permissions, config } = observation;
  const cursor = readCursor(record?.fields.cursor, issue.createdAt);
  const answered = answering(observation);
  let told: readonly Effect[] = [];
  for (const comment of observation.comments) {
    const { author } = comment;
    const happening = { id: `c${comment.id}`, at: comment.createdAt };
    const theirs = !author.bot && !isOurWord(comment, repository.self);
    const may = permissions[author.login] === "write" || permissions[author.login] === "admin";
    if (!theirs || !may || isConsumed(cursor, happening) || ownComment(observation, replyKey(comment.id))) continue;
    const parsed = parseCommand(comment.body, { at: comment.createdAt, author: author.login, config });
    if (parsed.kind === "none") continue;
    const asked = { kind: "bad" as const, message: "", hint: "" };
    const request = { happening, by: author.login, comment: comment.id, asked };
    const message = "The post-mortem is merged, so commands no longer change it";
    const into = answered(happening, replyKey(comment.id));
    const before = told;
    told =
      into === undefined
        ? told.concat(reply(observation, issue, request, message, whatInstead(path)))
        : joinAnswer(told, into, { ...request, text: `${message}.` }, observation, issue);
    if (into !== undefined && told !== before) told = told.concat(react(request, "confused", observation));
  }
  return told;
}

const whatInstead = (path: string): string =>
  `Edit \`${path.replaceAll("`", "")}\` in a pull request. If it happens again, declare a new incident with the incident form.`;

/** A person who reopens the issue must learn why it is closed again. */
function sayClosed(
  observation: IncidentObservation,
  issue: Issue,
  { path }: RecordFile,
  record: IncidentRecord | undefined,
): readonly Effect[] {
  const key = "closed";
  const reopened = issue.state === "open" && issue.stateReason === "reopened" && record?.fields.status === "closed";
  if (!reopened || ownComment(observation, key)) return [];
  const body = withKey(key, `Closed again: the post-mortem is merged. ${whatInstead(path)}`);
  return [{ kind: "comment", key, on: issue.number, id: null, body }];
}
