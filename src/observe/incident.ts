import { parseCommand } from "../commands/parse.ts";
import { ask, askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { isConsumed, isSound, overlapMinutes, readCursor } from "../model/cursor.ts";
import { type IncidentFields, isRunning } from "../model/fields.ts";
import { branchOf, idOf } from "../model/incident.ts";
import { keyIn, summaryKey } from "../model/key.ts";
import type { Ground, IncidentObservation } from "../model/observation.ts";
import { isOurWord } from "../model/own-words.ts";
import { driftOf, hasLabel, isLogin, projectionOf } from "../model/projection.ts";
import type { TargetOf } from "../model/target.ts";
import { addMinutes, type Instant } from "../model/time.ts";
import type { Comment, Issue, IssueEvent, Permission } from "../model/world.ts";
import { glanceAt } from "./glance.ts";
import { lookAtGround } from "./ground.ts";
import { fieldsIn, lookAtRecord } from "./record.ts";

/** Looks at one incident. What is not needed to decide is not read: see `IncidentObservation`. */
export function* lookAtIncident(target: TargetOf<"incident">, now: Instant): Look<IncidentObservation> {
  const { ground, entries } = yield* lookAtGround(now);
  const { config, base, repository } = ground;
  const nothing = {
    ...ground,
    kind: "incident" as const,
    comments: [],
    events: null,
    permissions: {},
    named: {},
    record: null,
    branch: undefined,
    pull: undefined,
    labels: null,
  };
  const glance = yield* glanceAt(target, now, entries, config);
  const { issue } = glance;
  if (!issue || !concerns(issue, config, repository.self)) return { ...nothing, issue };
  const { record, branch: seen } = yield* lookAtRecord(issue, entries, base, config, glance);
  const fields = record ? fieldsIn(record.text) : undefined;
  const comments = yield* lookAtComments(issue, fields, glance.comments, ground);
  // Whether another process may be saying it just now. Seen after the record, or it may be older than that.
  const unsaid = record && !record.archived && !isSummed(comments, repository.self);
  const branch = unsaid ? yield* ask({ kind: "branch", name: record.branch }) : seen;
  const drift = fields ? driftOf(issue, projectionOf(fields, config), config) : [];
  const events = record?.archived ? null : (glance.events ?? (yield* ask({ kind: "events", issue: issue.number })));
  // A declaration is made of what the issue says, whoever says it.
  const permissions =
    record === null ? {} : yield* lookAtPermissions(issue, fields, comments, events, config, repository.self);
  const asksPull =
    !record?.archived &&
    (record === null || target.thorough === true || fields?.status === undefined || !isRunning(fields));
  const name = branchOf(idOf(issue));
  const pulls = asksPull
    ? glance.name === name && glance.pulls
      ? glance.pulls
      : yield* ask({ kind: "pulls", head: name })
    : undefined;
  const labels =
    record === null || drift.includes("labels") ? (glance.labels ?? (yield* ask({ kind: "labels" }))) : null;
  return {
    ...nothing,
    issue,
    comments,
    events,
    permissions,
    named: record ? yield* lookAtNamed(comments, config) : {},
    record,
    branch,
    pull: pulls === undefined ? undefined : (pulls.find((pull) => pull.state === "open") ?? pulls[0] ?? null),
    labels,
  };
}

/** Whether an issue is ours: it has the label, or labels that only we write and it lost the first. */
export function concerns(issue: Issue, config: Config, self: string): boolean {
  if (hasLabel(issue, config.actionLabel) && issue.author.login === self) return false;
  const once =
    issue.labels.some((label) => label.startsWith("status:")) &&
    issue.labels.some((label) => label.startsWith("severity:"));
  return hasLabel(issue, config.label) || once;
}

/**
 * All comments of a short issue; of a long one the first hundred, where the summary is, and what may be unconsumed. All
 * of them where that does not show the summary (the issue was long before it was an incident), or the cursor is no help.
 */
function* lookAtComments(
  issue: Issue,
  fields: IncidentFields | undefined,
  first: readonly Comment[],
  { now, repository }: Ground,
): Look<readonly Comment[]> {
  // The count may be older than the list, which shows no more than a page.
  if (issue.comments <= 100 && first.length < 100) return first;
  const summed = isSummed(first, repository.self);
  if (!fields || !summed || !isSound(fields.cursor, now)) return yield* ask({ kind: "comments", issue: issue.number });
  const since = addMinutes(readCursor(fields.cursor, issue.createdAt).at, -overlapMinutes);
  const recent = yield* ask({ kind: "comments", issue: issue.number, since });
  const seen = new Set(first.map((comment) => comment.id));
  return [...first, ...recent.filter((comment) => !seen.has(comment.id))];
}

function isSummed(comments: readonly Comment[], self: string): boolean {
  return comments.some(({ author, body }) => author.login === self && keyIn(body) === summaryKey);
}

/** The issues that commands name. Whoever says so, and whether it was done, matters little: commands that do are rare. */
function* lookAtNamed(comments: readonly Comment[], config: Config): Look<IncidentObservation["named"]> {
  const numbers = comments.flatMap(({ author, body, createdAt }) => {
    if (author.bot || !/\bdup/i.test(body)) return [];
    const parsed = parseCommand(body, { at: createdAt, author: author.login, config });
    return parsed.kind === "command" && parsed.command.name === "duplicate" ? [parsed.command.of] : [];
  });
  const asked = [...new Set(numbers)];
  const issues = yield* askAll(asked.map((number) => ({ kind: "issue" as const, number })));
  return Object.fromEntries(asked.map((number, index) => [number, issues[index] ?? null]));
}

/** The live permission of everybody whose word would count, and of those who are to be assigned. */
function* lookAtPermissions(
  issue: Issue,
  fields: IncidentFields | undefined,
  comments: readonly Comment[],
  events: readonly IssueEvent[] | null,
  config: Config,
  self: string,
): Look<Readonly<Record<string, Permission>>> {
  const cursor = readCursor(fields?.cursor, issue.createdAt);
  const speakers = comments
    .filter((comment) => !comment.author.bot && !isOurWord(comment, self))
    .filter((comment) => !isConsumed(cursor, { id: `c${comment.id}`, at: comment.createdAt }))
    .flatMap(({ author, body, createdAt }) => {
      const parsed = parseCommand(body, { at: createdAt, author: author.login, config });
      if (parsed.kind === "none") return [];
      const assigns = parsed.kind === "command" && parsed.command.name === "assign" ? parsed.command.user : "";
      return [author.login, ...(isLogin(assigns) ? [assigns.slice(1)] : [])];
    });
  const actors = (events ?? [])
    .filter((event) => !event.actor.bot && event.actor.login !== self)
    .filter((event) => !isConsumed(cursor, { id: `e${event.id}`, at: event.createdAt }))
    .map((event) => event.actor.login);
  const wanted = fields
    ? projectionOf(fields, config).assignees.filter((login) => !issue.assignees.includes(login))
    : [];
  const logins = [...new Set([...speakers, ...actors, ...wanted])];
  const answers = yield* askAll(logins.map((login) => ({ kind: "permission" as const, login })));
  return Object.fromEntries(logins.map((login, index) => [login, answers[index] ?? "none"]));
}
