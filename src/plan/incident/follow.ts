import { safeTitle } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import { isRunning } from "../../model/fields.ts";
import { idOf } from "../../model/incident.ts";
import { summaryKey } from "../../model/key.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import { driftOf, labelsAfter, projectionOf } from "../../model/projection.ts";
import type { Issue } from "../../model/world.ts";
import { missingLabels } from "./labels.ts";
import { openPull } from "./open-pull.ts";
import { ownComment } from "./own-comment.ts";
import type { IncidentRecord } from "./record.ts";
import { summaryBody } from "./summary.ts";

export interface Following {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
  readonly settles: boolean;
}

/** What must change outside the file so that issue, summary and pull request agree with it. */
export function follow(
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  record: IncidentRecord,
): Following {
  const pull = followPull(observation, issue, record);
  const effects = [
    ...pull.effects,
    ...followSummary(observation, issue, file, record),
    ...followIssue(observation, issue, record),
  ];
  return { effects, notes: pull.notes, settles: pull.settles };
}

/** The summary comment as the file wants it. */
export function followSummary(
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  record: IncidentRecord,
): readonly Effect[] {
  const body = summaryBody(record, file, observation);
  const comment = ownComment(observation, summaryKey);
  return comment?.body.trim() === body.trim()
    ? []
    : [{ kind: "comment", key: summaryKey, on: issue.number, id: comment?.id ?? null, body }];
}

/** Title, labels, assignees and state as the file wants them; `state` where something else decides it. */
export function followIssue(
  observation: IncidentObservation,
  issue: Issue,
  record: IncidentRecord,
  state?: "closed",
): readonly Effect[] {
  const { config, permissions } = observation;
  const wanted = projectionOf(record.fields, config);
  // GitHub silently drops people who may not be assigned: asking again for them would never settle.
  const assignees = wanted.assignees.filter(
    (login) => has(issue.assignees, login) || permissions[login] === "write" || permissions[login] === "admin",
  );
  const projection = { ...wanted, assignees, ...(state ? { state } : {}) };
  const drift = driftOf(issue, projection, config);
  if (drift.length === 0) return [];
  const labels = labelsAfter(issue, projection, config);
  return [
    ...(drift.includes("labels") ? missingLabels(observation, projection.labels) : []),
    {
      kind: "edit-issue",
      number: issue.number,
      ...(drift.includes("title") && projection.title !== undefined ? { title: projection.title } : {}),
      ...(drift.includes("labels") ? { labels } : {}),
      ...(drift.includes("assignees") ? { assignees } : {}),
      ...(drift.includes("state") && projection.state
        ? { state: projection.state, reason: reasonOf(projection.state, record) }
        : {}),
    },
  ];
}

const has = (list: readonly string[], login: string): boolean =>
  list.some((one) => one.toLowerCase() === login.toLowerCase());

function reasonOf(state: "open" | "closed", { fields }: IncidentRecord): "completed" | "not_planned" | "reopened" {
  if (state === "open") return "reopened";
  return fields.status === "cancelled" || fields.status === "duplicate" ? "not_planned" : "completed";
}

/** The pull request: there is one, it is open while there is something to review, a draft while the incident runs, ready once it is over. */
function followPull(observation: IncidentObservation, issue: Issue, record: IncidentRecord): Following {
  const { pull, repository, config } = observation;
  const { fields } = record;
  const over = !isRunning(fields);
  if (pull === undefined) return { effects: [], notes: [], settles: !over };
  const dropped = fields.status === "cancelled" || fields.status === "duplicate";
  if (pull === null)
    return dropped ? quiet() : { effects: [openPull(issue, idOf(issue), observation)], notes: [], settles: !over };
  if (pull.merged)
    return { effects: [], notes: [`Pull request #${pull.number} is merged; the archive takes over`], settles: true };
  const title = safeTitle(`${idOf(issue)}: ${fields.title ?? issue.title}`);
  if (dropped) {
    const change = {
      ...(pull.title === title ? {} : { title }),
      ...(pull.state === "open" ? { state: "closed" as const } : {}),
    };
    // A review that was asked for is taken back, and it looks the same as if it had never been ready.
    const again = pull.state === "open" && !pull.draft && !repository.lacks.includes("ready-for-review");
    const effects: readonly Effect[] = [
      ...(again ? [{ kind: "ready" as const, number: pull.number, node: pull.node, draft: true as const }] : []),
      ...(Object.keys(change).length > 0 ? [{ kind: "edit-pull" as const, number: pull.number, ...change }] : []),
    ];
    return { effects, notes: [], settles: effects.length === 0 };
  }
  const stuck = pull.draft && repository.lacks.includes("ready-for-review");
  if (pull.state === "closed") {
    if (stuck) return one(openPull(issue, idOf(issue), observation), anew(pull.number));
    return one(
      { kind: "edit-pull", number: pull.number, state: "open" },
      `Pull request #${pull.number} was closed without a merge; it holds the record and is opened again`,
    );
  }
  const effects: Effect[] = pull.title === title ? [] : [{ kind: "edit-pull", number: pull.number, title }];
  if (!over && !pull.draft && !repository.lacks.includes("ready-for-review"))
    effects.push({ kind: "ready", number: pull.number, node: pull.node, draft: true });
  if (fields.status !== "resolved" || !pull.draft) return { effects, notes: [], settles: true };
  if (stuck) {
    const close: Effect = { kind: "edit-pull", number: pull.number, state: "closed" };
    return { effects: [close, openPull(issue, idOf(issue), observation)], notes: [anew(pull.number)], settles: false };
  }
  effects.push({ kind: "ready", number: pull.number, node: pull.node });
  effects.push(...askReviewers(pull.number, pull.author.login, pull.reviewers, config.reviewers));
  return { effects, notes: [], settles: true };
}

/** A draft that can never be merged is worth nothing: another pull request from the same branch is no draft. */
const anew = (number: number): string =>
  `This server can't mark pull request #${number} ready, so one that is no draft takes its place; nobody is asked to review it`;

function askReviewers(
  number: number,
  author: string,
  asked: readonly string[],
  wanted: readonly string[],
): readonly Effect[] {
  const names = wanted.map((name) => name.replace(/^@/, "")).filter((name) => name !== author && !asked.includes(name));
  const teams = names.filter((name) => name.includes("/")).map((name) => name.split("/")[1] ?? "");
  const users = names.filter((name) => !name.includes("/"));
  return names.length === 0 ? [] : [{ kind: "reviewers", pull: number, users, teams }];
}

const quiet = (): Following => ({ effects: [], notes: [], settles: true });
const one = (effect: Effect, note?: string): Following => ({
  effects: [effect],
  notes: note ? [note] : [],
  settles: false,
});
