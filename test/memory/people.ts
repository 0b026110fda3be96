import { refuseHeld } from "../../src/model/claim.ts";
import type { Effect } from "../../src/model/effect.ts";
import { StaleError } from "../../src/model/errors.ts";
import type { IssueEvent } from "../../src/model/world.ts";
import { clockOf, commit, commitOf, differing, type Files, hasAccess, mergeBase, userOf, type World } from "./world.ts";

/** What people (and, through the host, we) do to a world. Each returns what it made. */

export function openIssue(
  world: World,
  login: string,
  given: { title: string; body?: string; labels?: readonly string[]; assignees?: readonly string[] },
): number {
  const number = world.next.issue++;
  const at = clockOf(world);
  const made = {
    number,
    id: 900_000 + number,
    title: given.title,
    author: userOf(login),
    createdAt: at,
    updatedAt: at,
  };
  const blank = { body: "", state: "open", stateReason: null, labels: [], assignees: [], comments: 0 } as const;
  world.issues.set(number, { ...made, ...blank, closedAt: null });
  editIssue(world, login, number, given);
  return number;
}

/** Changes an issue as a person does, leaving the events that GitHub would. */
export function editIssue(
  world: World,
  login: string,
  number: number,
  to: {
    title?: string;
    body?: string;
    labels?: readonly string[];
    assignees?: readonly string[];
    state?: "open" | "closed";
    reason?: string;
  },
): void {
  const issue = issueOf(world, number);
  const tell = (change: IssueEvent["change"]): void => {
    const id = world.next.event++;
    world.events.push({ id, actor: userOf(login), createdAt: clockOf(world), change, issue: number });
  };
  if (to.title !== undefined && to.title !== issue.title) tell({ kind: "renamed", from: issue.title, to: to.title });
  issue.title = to.title ?? issue.title;
  issue.body = to.body ?? issue.body;
  if (to.labels) {
    const after = [...new Set(to.labels)];
    for (const label of after) world.labels.add(label);
    for (const label of after.filter((one) => !issue.labels.includes(one))) tell({ kind: "labeled", label });
    for (const label of issue.labels.filter((one) => !after.includes(one))) tell({ kind: "unlabeled", label });
    issue.labels = after;
  }
  if (to.assignees) {
    const after = [...new Set(to.assignees)].filter((one) => hasAccess(world, one));
    for (const one of after.filter((one) => !issue.assignees.includes(one))) tell({ kind: "assigned", login: one });
    for (const one of issue.assignees.filter((one) => !after.includes(one))) tell({ kind: "unassigned", login: one });
    issue.assignees = after;
  }
  if (to.state && to.state !== issue.state) {
    const reason = to.reason ?? (to.state === "closed" ? "completed" : "reopened");
    issue.state = to.state;
    issue.stateReason = reason;
    issue.closedAt = to.state === "closed" ? clockOf(world) : null;
    tell(to.state === "closed" ? { kind: "closed", reason } : { kind: "reopened" });
  }
  issue.updatedAt = clockOf(world);
}

export function label(world: World, login: string, number: number, name: string): void {
  editIssue(world, login, number, { labels: [...issueOf(world, number).labels, name] });
}

export function unlabel(world: World, login: string, number: number, name: string): void {
  editIssue(world, login, number, { labels: issueOf(world, number).labels.filter((one) => one !== name) });
}

export function say(world: World, login: string, number: number, body: string): number {
  const issue = issueOf(world, number);
  const id = world.next.comment++;
  const at = clockOf(world);
  const made = { id, issue: number, author: userOf(login), body, createdAt: at, updatedAt: at };
  world.comments.set(id, { ...made, reactions: { rocket: 0, confused: 0 }, reacted: new Set() });
  issue.comments += 1;
  issue.updatedAt = at;
  return id;
}

export function rewrite(world: World, comment: number, body: string): number {
  const found = commentOf(world, comment);
  found.body = body;
  found.updatedAt = clockOf(world);
  issueOf(world, found.issue).updatedAt = clockOf(world);
  return comment;
}

/** Counts once for each who gives it, however often. */
export function react(world: World, login: string, comment: number, reaction: "rocket" | "confused"): void {
  const found = commentOf(world, comment);
  found.reacted.add(`${reaction} ${login}`);
  const count = (name: string): number => [...found.reacted].filter((one) => one.startsWith(name)).length;
  found.reactions = { rocket: count("rocket"), confused: count("confused") };
}

/** Claims a name, unless another worker's claim of it holds. */
export function claim(world: World, { name, worker, at, until }: Effect<"claim">): void {
  refuseHeld(world.claims.get(name), { name, worker, at });
  world.claims.set(name, { worker, until });
}

export function erase(world: World, comment: number): void {
  const found = world.comments.get(comment);
  if (found && world.comments.delete(comment)) issueOf(world, found.issue).comments -= 1;
}

/** A person's push of one file; `text` null deletes it. Returns the commit's SHA. */
export function push(world: World, login: string, branch: string, path: string, text: string | null): string {
  if (!world.branches.has(branch)) throw new Error(`Unexpected branch ${branch}, expected one of this world`);
  return commit(world, login, { branch, message: `Edit ${path}`, files: [{ path, after: text }] });
}

/** Deletes a branch; GitHub then closes its open pull requests. */
export function dropBranch(world: World, branch: string): void {
  world.branches.delete(branch);
  for (const pull of world.pulls.values()) {
    if (pull.state === "open" && pull.head.branch === branch) pull.state = "closed";
  }
}

/** Merges a pull request and closes the issues that its body names. Throws where GitHub would show a conflict. */
export function merge(world: World, number: number, login = "merger"): string {
  const pull = world.pulls.get(number);
  const head = commitOf(world, pull?.head.branch ?? "");
  const base = commitOf(world, pull?.base.branch ?? "");
  if (pull?.state !== "open" || !head || !base) throw new Error(`Unexpected pull ${number}, expected an open one`);
  const from: Files = mergeBase(world, base.sha, head.sha)?.files ?? new Map();
  const files = differing(from, head.files).map((path) => {
    const [ours, theirs] = [head.files.get(path), base.files.get(path)];
    if (theirs !== from.get(path) && theirs !== ours) throw new Error(`Unexpected conflict in ${path}`);
    return { path, after: ours ?? null };
  });
  Object.assign(pull, { state: "closed", merged: true });
  const message = `Merge #${number}`;
  const made = commit(world, login, { branch: pull.base.branch, message, files, merges: head.sha });
  for (const [, closed] of pull.body.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d+)/gi)) {
    if (world.issues.has(Number(closed))) editIssue(world, login, Number(closed), { state: "closed" });
  }
  return made;
}

function issueOf(world: World, number: number): NonNullable<ReturnType<World["issues"]["get"]>> {
  const issue = world.issues.get(number);
  if (!issue) throw new Error(`Unexpected issue ${number}, expected one of this world`);
  return issue;
}

function commentOf(world: World, id: number): NonNullable<ReturnType<World["comments"]["get"]>> {
  const comment = world.comments.get(id);
  if (!comment) throw new StaleError(`Comment ${id} is gone`);
  return comment;
}
