import type { Host } from "../host/host.ts";
import { type Ask, askAll, type Look } from "../model/ask.ts";
import { branchOf, idOf, issueIn, running } from "../model/incident.ts";
import { mergeGroupOf, mergeGroupPrefix } from "../model/merge-group.ts";
import type { Target } from "../model/target.ts";
import { addMinutes, type Instant } from "../model/time.ts";
import type { Pull } from "../model/world.ts";
import { lookAtGround } from "../observe/ground.ts";
import { observe } from "./observe.ts";

/** A target that somebody should look at, unless `mark` is the same as when it was last brought into order. */
export interface Found {
  readonly target: Target;
  readonly mark: string;
}

/** Everything in a repository that may need work, found with a few lists whatever the number of incidents. */
export function sweep(host: Host): Promise<readonly Found[]> {
  return observe(lookAtWork(host.now()), host.source);
}

/** Minutes for which a closed incident is found again: what was said after its end, and those closed before we ever looked. */
const lastDay = 24 * 60;
const lastMonth = 30 * lastDay;
const ended = ["closed", "cancelled", "duplicate"].map((status) => `status:${status}`);

/** An issue that is closed says `status:closed` or how else it ended; one that doesn't was lost sight of. */
const unended = [...running, "resolved"].map(
  (status): Ask<"issues"> => ({ kind: "issues", label: `status:${status}`, state: "all" }),
);

function* lookAtWork(now: Instant): Look<readonly Found[]> {
  const { ground } = yield* lookAtGround(now);
  const { label } = ground.config;
  const since = addMinutes(now, -lastMonth);
  const [open, recent, branches, queued, pulls, ...others] = yield* askAll([
    { kind: "issues", label, state: "open" },
    { kind: "issues", label, state: "all", since },
    { kind: "branches", prefix: "incident/" },
    { kind: "branches", prefix: mergeGroupPrefix },
    { kind: "open-pulls" },
    ...unended,
  ] as const);
  const shas = new Map(branches.map(({ name, sha }) => [name, sha]));
  const marks = new Map<number, string>();
  const heard = addMinutes(now, -lastDay);
  const closed = recent.filter(
    ({ labels, updatedAt }) => updatedAt >= heard || !ended.some((name) => labels.includes(name)),
  );
  for (const issue of [open, closed, ...others].flat()) {
    marks.set(issue.number, `${issue.updatedAt} ${shas.get(branchOf(idOf(issue))) ?? ""}`);
  }
  for (const pull of pulls) {
    // An incident whose issue is closed still has work to do while its pull request is open.
    const issue = pull.head.branch.startsWith("incident/") && !pull.head.fork ? issueIn(pull.head.branch) : undefined;
    if (issue !== undefined) marks.set(issue, `${marks.get(issue) ?? ""} ${markOf(pull)}`);
  }
  return [
    { target: { kind: "archive" }, mark: "" },
    { target: { kind: "reminders" }, mark: "" },
    ...[...marks].map(([issue, mark]): Found => ({ target: { kind: "incident", issue, thorough: true }, mark })),
    ...queued
      .filter(({ name }) => mergeGroupOf(name))
      .map(({ name, sha }): Found => ({ target: { kind: "merge-group", branch: name }, mark: sha })),
    ...pulls.map((pull): Found => ({ target: { kind: "pull", number: pull.number }, mark: markOf(pull) })),
  ];
}

function markOf({ number, head, base, draft, title }: Pull): string {
  return [number, head.sha, base.branch, draft, title].join(" ");
}
