import type { Config } from "./config.ts";
import { type IncidentFields, isRunning } from "./fields.ts";
import type { Issue } from "./world.ts";

/** What an incident's issue must look like, given its file. */
export interface Projection {
  readonly title: string | undefined;
  /** The labels that are ours: the incident label, `severity:*`, `status:*`, `type:*`, `kind:*`. */
  readonly labels: readonly string[];
  /** Logins without @. */
  readonly assignees: readonly string[];
  /** Undefined: a person may have it either way (resolved, not yet merged). */
  readonly state: "open" | "closed" | undefined;
}

const ours = ["severity:", "status:", "type:", "kind:"];

/** Whether a label is one that Gitcident writes. */
export function isOurLabel(label: string, config: Config): boolean {
  return label === config.label || ours.some((prefix) => label.startsWith(prefix));
}

/** The issue as the file wants it. GitHub allows ten assignees and labels of fifty characters. */
export function projectionOf(fields: IncidentFields, config: Config): Projection {
  const labels = [
    config.label,
    fields.severity && `severity:${fields.severity}`,
    fields.status && `status:${fields.status}`,
    fields.type && `type:${fields.type}`,
    fields.kind !== "incident" && `kind:${fields.kind}`,
  ].filter((label): label is string => typeof label === "string" && label !== "");
  const people = [...Object.values(fields.roles), ...fields.responders].filter((who) => /^@[A-Za-z0-9-]+$/.test(who));
  return {
    title: fields.title,
    labels: labels.map((label) => label.slice(0, 50)),
    assignees: [...new Set(people.map((who) => who.slice(1)))].slice(0, 10),
    state: isRunning(fields) ? "open" : fields.status === "resolved" ? undefined : "closed",
  };
}

/** The labels of an issue once ours follow the file and everybody else's stay. */
export function labelsAfter(issue: Issue, projection: Projection, config: Config): readonly string[] {
  const others = issue.labels.filter((label) => !isOurLabel(label, config));
  return [...others, ...projection.labels];
}

/** Which parts of an issue disagree with its file. */
export function driftOf(
  issue: Issue,
  projection: Projection,
  config: Config,
): readonly ("title" | "labels" | "assignees" | "state")[] {
  const drift: ("title" | "labels" | "assignees" | "state")[] = [];
  if (projection.title !== undefined && issue.title !== projection.title) drift.push("title");
  if (!sameSet(issue.labels, labelsAfter(issue, projection, config))) drift.push("labels");
  if (!sameSet(issue.assignees.map(lower), projection.assignees.map(lower))) drift.push("assignees");
  if (projection.state !== undefined && issue.state !== projection.state) drift.push("state");
  return drift;
}

const lower = (text: string): string => text.toLowerCase();

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}
