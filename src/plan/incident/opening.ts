import { msOf } from "../../model/time.ts";
import type { Issue, IssueEvent } from "../../model/world.ts";

/** An issue as it was when it was opened: what a declaration is made from, however late it is made. */
export interface Opening {
  readonly title: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Ids of the events that belong to the opening itself. */
  readonly events: readonly string[];
}

/** Milliseconds within which a change belongs to the opening: GitHub writes its events a moment later. */
const moment = 2000;

/** Takes back what the events say was changed since an issue was opened. */
export function openingOf(issue: Issue, events: readonly IssueEvent[]): Opening {
  const later = events.filter((event) => msOf(event.createdAt) > msOf(issue.createdAt) + moment);
  const renamed = later.find(({ change }) => change.kind === "renamed");
  const since = (kind: "labeled" | "assigned", name: string): boolean =>
    later.some(({ change }) =>
      change.kind === "labeled"
        ? kind === "labeled" && change.label === name
        : change.kind === "assigned" && kind === "assigned" && change.login === name,
    );
  return {
    title: renamed?.change.kind === "renamed" ? renamed.change.from : issue.title,
    labels: issue.labels.filter((label) => !since("labeled", label)),
    assignees: issue.assignees.filter((login) => !since("assigned", login)),
    events: events.filter((event) => !later.includes(event)).map((event) => `e${event.id}`),
  };
}
