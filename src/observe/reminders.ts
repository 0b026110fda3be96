import { askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { branchOf, idOf, isIncidentPath, issueIn, pathOf } from "../model/incident.ts";
import type { ReminderObservation } from "../model/observation.ts";
import type { Instant } from "../model/time.ts";
import type { Comment, Issue, TreeEntry } from "../model/world.ts";
import { dueOnActionItem, dueOnIncident } from "../reports/due.ts";
import { lookAtBlobs, lookAtGround } from "./ground.ts";

/** Looks at what may be due now. Comments are read only where something is due, to see whether it has been said. */
export function* lookAtReminders(now: Instant): Look<ReminderObservation> {
  const { ground, entries } = yield* lookAtGround(now);
  const { config, repository } = ground;
  const [issues, actions, branches, claims] = yield* askAll([
    { kind: "issues", label: config.label, state: "open" },
    { kind: "issues", label: config.actionLabel, state: "open" },
    { kind: "branches", prefix: "incident/" },
    { kind: "claims" },
  ] as const);
  const records = yield* lookAtRecords(issues, branches, entries, config);
  const dueIncidents = records.filter(({ text }) => dueOnIncident(text, config, now).length > 0);
  const dueActions = actions.filter(
    (issue) => issue.author.login === repository.self && dueOnActionItem(issue, now).length > 0,
  );
  const comments = yield* lookAtComments([...dueIncidents.map(({ issue }) => issue), ...dueActions]);
  return {
    ...ground,
    kind: "reminders",
    claims,
    incidents: dueIncidents.map((one) => ({ ...one, comments: comments.get(one.issue.number) ?? [] })),
    actionIssues: dueActions.map((issue) => ({ issue, comments: comments.get(issue.number) ?? [] })),
  };
}

/** The records of open incidents, read at their branches' commits, so that an unchanged one is not read again. */
function* lookAtRecords(
  issues: readonly Issue[],
  branches: readonly { readonly name: string; readonly sha: string }[],
  entries: readonly TreeEntry[],
  config: Config,
): Look<readonly { readonly issue: Issue; readonly text: string }[]> {
  const merged = entries.filter((entry) => entry.type === "file" && isIncidentPath(entry.path, config.incidents));
  const archived = issues.flatMap((issue) => {
    const entry = merged.find(({ path }) => issueIn(path) === issue.number);
    return entry ? [{ issue, entry }] : [];
  });
  const texts = yield* lookAtBlobs(archived.map(({ entry }) => entry));
  const running = issues.flatMap((issue) => {
    const branch = branches.find(({ name }) => name === branchOf(idOf(issue)));
    return branch && !archived.some((one) => one.issue === issue) ? [{ issue, branch }] : [];
  });
  const files = yield* askAll(
    running.map(({ issue, branch }) => ({
      kind: "file" as const,
      ref: branch.sha,
      path: pathOf(idOf(issue), config.incidents),
    })),
  );
  return [
    ...archived.flatMap(({ issue, entry }) =>
      texts.filter(({ path }) => path === entry.path).map(({ text }) => ({ issue, text })),
    ),
    ...running.flatMap(({ issue }, index) => (files[index] ? [{ issue, text: files[index].text }] : [])),
  ];
}

function* lookAtComments(issues: readonly Issue[]): Look<ReadonlyMap<number, readonly Comment[]>> {
  const comments = yield* askAll(issues.map(({ number }) => ({ kind: "comments" as const, issue: number })));
  return new Map(issues.map(({ number }, index) => [number, comments[index] ?? []]));
}
