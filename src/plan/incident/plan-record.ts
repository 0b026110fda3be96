import { safeCommitMessage } from "../../markdown/safe-text.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { idOf, isIncidentPath, issueIn, pathOf } from "../../model/incident.ts";
import { withoutKey } from "../../model/key.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { creates } from "../brake.ts";
import { answering } from "./answers.ts";
import { commitOf, consume, passOver } from "./consume.ts";
import { follow } from "./follow.ts";
import { readAgain, readInbox, replyKey } from "./inbox.ts";
import { joinAnswer } from "./join-answer.ts";
import { mendCursor } from "./mend-cursor.ts";
import { openingWordsOwed } from "./opening-words.ts";
import { leftToOthers } from "./others-declaration.ts";
import { dropDoubles } from "./own-comment.ts";
import { dropBroken } from "./plan-broken.ts";
import { type IncidentRecord, withFields } from "./record.ts";
import { reactionsOwed } from "./replies.ts";

/** The most commits that one plan makes; the rest waits for the next look. */
const mostCommits = 20;

const others = "Another process declares the incident, and says what follows from that";

/** Consumes the inbox, one commit for each command, then lets issue, summary and pull request follow the file. */
export function planRecord(
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  start: IncidentRecord,
): Plan {
  const inbox = readInbox(observation, issue, start.fields);
  const mended = mendCursor(mendIdentity(start, issue), observation, issue);
  if (!isIncidentPath(file.path, observation.config.incidents) || issueIn(file.path) !== issue.number)
    return moveBack(observation, issue, file);
  let effects: readonly Effect[] = [...dropDoubles(observation), ...dropBroken(observation)];
  const notes = [...inbox.notes];
  let record = mended;
  if (mended.text !== start.text)
    effects = [...effects, commitOf(file, start.text, mended.text, `${idOf(issue)}: restore what Gitcident keeps`)];
  // What the inbox holds is known again once the cursor is.
  if (mended.fields.cursor !== start.fields.cursor) return { effects, notes, settles: false };
  const left = leftToOthers(observation);
  if (left === undefined) effects = [...effects, ...openingWordsOwed(observation, issue)];
  const answered = answering(observation);
  let taken = 0;
  let created = 0;
  for (const waiting of inbox.requests.slice(0, mostCommits)) {
    const request = readAgain(waiting, observation, record.fields);
    const done = consume(record, request, observation, issue, file);
    const answer = done.effects.find((one) => one.kind === "comment" && one.key.startsWith("reply:"));
    const { comment, by } = request;
    const into = answer && comment !== undefined ? answered(request.happening, replyKey(comment)) : undefined;
    const step = into === undefined ? done : passOver(record, request, observation, issue, file);
    if (into !== undefined && comment !== undefined && answer?.kind === "comment")
      effects = joinAnswer(effects, into, { comment, by, text: withoutKey(answer.body) }, observation, issue);
    created += step.effects.filter(creates).length;
    // Answers count for the brake: what goes beyond waits, so that the brake never stops an incident.
    if (created >= observation.config.brake && taken > 0) break;
    record = step.record;
    for (const effect of step.effects) {
      // What is remarked of a command that was done counts with the answers: a program may answer it, too.
      const share = isAside(effect) ? answered(request.happening, effect.key) : undefined;
      effects =
        isAside(effect) && share !== undefined
          ? joinAnswer(effects, share, { comment, by, text: withoutKey(effect.body) }, observation, issue)
          : [...effects, effect];
    }
    if (step.note) notes.push(step.note);
    taken += 1;
  }
  const waits = taken < inbox.requests.length;
  effects = [...effects, ...reactionsOwed(observation, start.fields)];
  const following = follow(observation, issue, { ...file, text: record.text }, record);
  const follows = waits ? [] : following.effects;
  const all = [...effects, ...(left === undefined ? follows : follows.filter(isAnybodys))];
  if (left !== undefined)
    return { effects: all, notes: [...notes, ...following.notes, others], settles: false, again: left };
  return { effects: all, notes: [...notes, ...following.notes], settles: !waits && following.settles };
}

/** A comment about what is over all the same: a remark, what was masked, why a change of the issue was refused. */
function isAside(effect: Effect): effect is Extract<Effect, { kind: "comment" }> {
  return effect.kind === "comment" && /^(?:note:|masked:|reply:e)/.test(effect.key);
}

/** A record under a name that does not say whose it is would be lost to the archive: it gets its name back. */
function moveBack({ config }: IncidentObservation, issue: Issue, file: RecordFile): Plan {
  const path = pathOf(idOf(issue), config.incidents);
  const files = [
    { path: file.path, before: file.text, after: null },
    { path, before: null, after: file.text },
  ];
  const message = safeCommitMessage(`${idOf(issue)}: give the record its name back`);
  return {
    effects: [{ kind: "commit", branch: file.branch, message, files }],
    notes: [`${file.path} is renamed to ${path}, by which the archive finds it`],
    settles: false,
  };
}

/** `id` and `issue` are ours: a person's edit of them is undone. */
function mendIdentity(record: IncidentRecord, issue: Issue): IncidentRecord {
  const kept = record.fields.id === idOf(issue) && record.fields.issue === issue.number;
  return kept ? record : withFields(record, { id: idOf(issue), issue: issue.number });
}

/** What may be done while another process declares: labels of ours would look as if the form had said them. */
function isAnybodys(effect: Effect): boolean {
  return !creates(effect) && effect.kind !== "edit-issue";
}
