import { at, listAt, numberAt, textAt } from "../host/github/json.ts";
import { issueIn } from "../model/incident-name.ts";
import { keyIn } from "../model/key.ts";
import { mergeGroupOf } from "../model/merge-group.ts";
import type { Target } from "../model/target.ts";

/**
 * The targets that a webhook may concern. They say where to look, never what happened, so that too many cost a look and
 * too few are found by the next tick. `self` is our own login: what we wrote ourselves needs no second look.
 * Any field of the payload may be missing or of another type.
 */
export function targetsOf(event: string, payload: unknown, self: string): readonly Target[] {
  const find = Object.hasOwn(byEvent, event) ? byEvent[event] : undefined;
  const sender = textAt(payload, "sender", "login");
  const heard: Heard = {
    payload,
    action: textAt(payload, "action"),
    own: sender !== "" && sender === self,
    bot: textAt(payload, "sender", "type") === "Bot",
    self,
  };
  return find?.(heard) ?? [];
}

interface Heard {
  readonly payload: unknown;
  readonly action: string;
  /** Whether we did it, or some bot. */
  readonly own: boolean;
  readonly bot: boolean;
  readonly self: string;
}

const byEvent: Readonly<Record<string, (heard: Heard) => readonly Target[]>> = {
  issues: ofIssue,
  issue_comment: ofComment,
  pull_request: ofPull,
  // Whether a code owner has approved a runbook is a rule.
  pull_request_review: ({ payload, action, own }) =>
    own || !["submitted", "dismissed"].includes(action) ? [] : pull(numberAt(payload, "pull_request", "number")),
  merge_group: ({ payload, action }) =>
    action === "checks_requested" ? groupOf(textAt(payload, "merge_group", "head_ref")) : [],
  // The second is what a press on a button of ours is called.
  check_run: ({ payload, action }) =>
    ["rerequested", "requested_action"].includes(action) ? checkedIn(at(payload, "check_run")) : [],
  check_suite: ({ payload, action }) => (action === "rerequested" ? checkedIn(at(payload, "check_suite")) : []),
  push: ofPush,
};

function ofIssue({ payload, action, own, bot, self }: Heard): readonly Target[] {
  const issue = at(payload, "issue");
  if (own || isPull(issue)) return [];
  const ours = textAt(issue, "user", "login") === self;
  if (ours && keyIn(textAt(issue, "body"))?.startsWith("action:")) return [{ kind: "archive" }];
  if (isOrdinary(issue) && action !== "unlabeled") return [];
  if (bot && isQuarrel(action, textAt(payload, "label", "name"))) return [];
  const fresh = action === "opened" || action === "labeled";
  return incident(numberAt(issue, "number")).map((target) => (fresh ? { ...target, fresh } : target));
}

/** What another bot does to the labels that we keep: answering at once could go on for ever, a tick answers as well. */
function isQuarrel(action: string, label: string): boolean {
  if (action === "labeled") return /^(?:severity|status|type|kind):/.test(label);
  return !["opened", "reopened", "closed", "transferred", "deleted"].includes(action);
}

function ofComment({ payload, own, bot }: Heard): readonly Target[] {
  const issue = at(payload, "issue");
  // Bots' comments have no effect, so that two of them can't keep each other talking.
  return own || bot || isPull(issue) || isOrdinary(issue) ? [] : incident(numberAt(issue, "number"));
}

const pullActions = ["opened", "synchronize", "reopened", "ready_for_review", "edited"];

function ofPull({ payload, action, own }: Heard): readonly Target[] {
  const number = numberAt(payload, "pull_request", "number") || numberAt(payload, "number");
  const targets: Target[] = [];
  if (pullActions.includes(action) && isNumber(number) && !(own && action === "edited")) {
    targets.push({ kind: "pull", number });
  }
  if (action === "closed" && at(payload, "pull_request", "merged") === true) targets.push({ kind: "archive" });
  const moved = action === "closed" || action === "reopened" || action === "opened";
  if (moved && !own) targets.push(...incidentOf(textAt(payload, "pull_request", "head", "ref")));
  return targets;
}

function ofPush({ payload, own }: Heard): readonly Target[] {
  const branch = /^refs\/heads\/(.+)$/s.exec(textAt(payload, "ref"))?.[1];
  if (own || branch === undefined) return [];
  const base = textAt(payload, "repository", "default_branch");
  if (branch === base) return [{ kind: "archive" }];
  // An App hears of merge groups by their pushes, without a permission for the queue.
  return [...incidentOf(branch), ...groupOf(branch)];
}

function incidentOf(branch: string): readonly Target[] {
  if (!branch.startsWith("incident/")) return [];
  return incident(issueIn(branch) ?? 0).map((target) => ({ ...target, thorough: true }));
}

function pull(number: number): readonly Target[] {
  return isNumber(number) ? [{ kind: "pull", number }] : [];
}

function incident(issue: number): readonly (Target & { readonly kind: "incident" })[] {
  return isNumber(issue) ? [{ kind: "incident", issue }] : [];
}

/** What a check run or suite is of: pull requests or, naming none, a merge group's branch. */
function checkedIn(holder: unknown): readonly Target[] {
  const suite = at(holder, "check_suite") ?? holder;
  return [...pullsIn(holder), ...groupOf(textAt(suite, "head_branch"))];
}

function groupOf(ref: string): readonly Target[] {
  const branch = ref.replace(/^refs\/heads\//, "");
  return mergeGroupOf(branch) ? [{ kind: "merge-group", branch }] : [];
}

function pullsIn(holder: unknown): readonly Target[] {
  const pulls = [...listAt(holder, "pull_requests"), ...listAt(holder, "check_suite", "pull_requests")];
  const numbers = new Set(pulls.map((pull) => numberAt(pull, "number")).filter(isNumber));
  return [...numbers].map((number) => ({ kind: "pull", number }));
}

/** Without any label and without a form's headings it is no incident: repositories with many issues need not be looked at. */
function isOrdinary(issue: unknown): boolean {
  const labels = at(issue, "labels");
  return Array.isArray(labels) && labels.length === 0 && !/^### /m.test(textAt(issue, "body"));
}

function isPull(issue: unknown): boolean {
  const pull = at(issue, "pull_request");
  return pull !== undefined && pull !== null;
}

function isNumber(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}
