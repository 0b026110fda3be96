import type { Config } from "./config.ts";
import { type IncidentFields, isRunning } from "./fields.ts";
import type { Issue } from "./world.ts";

/** Whether an issue has a label; GitHub compares them without case. */
export function hasLabel(issue: Pick<Issue, "labels">, name: string): boolean {
  return issue.labels.some((label) => lower(label) === lower(name));
}

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
  const name = lower(label);
  return name === lower(config.label) || ours.some((prefix) => name.startsWith(prefix));
}

/** The issue as the file wants it. GitHub allows ten assignees, labels of fifty characters, titles of 256. */
export function projectionOf(fields: IncidentFields, config: Config): Projection {
  const labels = [
    config.label,
    fields.severity && `severity:${fields.severity}`,
    fields.status && `status:${fields.status}`,
    fields.type && `type:${fields.type}`,
    fields.kind !== "incident" && `kind:${fields.kind}`,
  ].filter((label): label is string => typeof label === "string" && label !== "");
  const people = [...Object.values(fields.roles), ...fields.responders].filter(isLogin);
  return {
    title: titleOf(fields.title),
    labels: labels.map((label) => oneLine(label).slice(0, 50).trim()),
    assignees: [...new Set(people.map((who) => who.slice(1)))].slice(0, 10),
    state: isRunning(fields) ? "open" : fields.status === "resolved" ? undefined : "closed",
  };
}

/** Whether `@alice` is a person and no team: teams are never assigned to issues. */
export function isLogin(who: string): boolean {
  return /^@[A-Za-z0-9-]+$/.test(who);
}

/** The labels of an issue once ours follow the file and everybody else's stay. */
export function labelsAfter(issue: Issue, projection: Projection, config: Config): readonly string[] {
  const others = issue.labels.filter((label) => !isOurLabel(label, config));
  return [...others, ...projection.labels];
}

function titleOf(title: string | undefined): string | undefined {
  const line = oneLine(title ?? "");
  return line === "" ? undefined : [...line].length > 256 ? [...line].slice(0, 256).join("").trim() : line;
}

const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();

/** Which parts of an issue disagree with its file. */
export function driftOf(
  issue: Issue,
  projection: Projection,
  config: Config,
): readonly ("title" | "labels" | "assignees" | "state")[] {
  const drift: ("title" | "labels" | "assignees" | "state")[] = [];
  if (projection.title !== undefined && issue.title !== projection.title) drift.push("title");
  if (!sameSet(issue.labels.map(lower), labelsAfter(issue, projection, config).map(lower))) drift.push("labels");
  if (!sameSet(issue.assignees.map(lower), projection.assignees.map(lower))) drift.push("assignees");
  if (projection.state !== undefined && issue.state !== projection.state) drift.push("state");
  return drift;
}

const lower = (text: string): string => text.toLowerCase();

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}
