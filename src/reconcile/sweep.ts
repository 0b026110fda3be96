import type { Host } from "../host/host.ts";
import { type Ask, ask, askAll, type Look } from "../model/ask.ts";
import { branchOf, idOf, issueIn } from "../model/incident.ts";
import type { Target } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import type { Pull } from "../model/world.ts";
import { lookAtGround } from "../observe/ground.ts";
import { observe } from "./observe.ts";

/** A target that somebody should look at, unless `mark` is the same as when it was last brought into order. */
export interface Found {
  readonly target: Target;
  readonly mark: string;
}

/** Everything in a repository that may need work, found with five lists whatever the number of incidents. */
export function sweep(host: Host): Promise<readonly Found[]> {
  return observe(lookAtWork(host.now()), host.source);
}

/** The incidents whose issue is closed and does not say yet that its record is: the archive closed it just now. */
export async function sweepClosed(host: Host): Promise<readonly Target[]> {
  const issues = await observe(ask(lagging), host.source);
  return issues.filter(({ state }) => state === "closed").map(({ number }) => ({ kind: "incident", issue: number }));
}

/** Closed records have `status:closed`; their issues follow, unless what should tell them so was lost. */
const lagging: Ask<"issues"> = { kind: "issues", label: "status:resolved", state: "all" };

function* lookAtWork(now: Instant): Look<readonly Found[]> {
  const { ground } = yield* lookAtGround(now);
  const [issues, resolved, branches, pulls] = yield* askAll([
    { kind: "issues", label: ground.config.label, state: "open" },
    lagging,
    { kind: "branches", prefix: "incident/" },
    { kind: "open-pulls" },
  ] as const);
  const shas = new Map(branches.map(({ name, sha }) => [name, sha]));
  const marks = new Map<number, string>();
  for (const issue of [...issues, ...resolved]) {
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
    ...pulls.map((pull): Found => ({ target: { kind: "pull", number: pull.number }, mark: markOf(pull) })),
  ];
}

function markOf({ number, head, base, draft, title }: Pull): string {
  return [number, head.sha, base.branch, draft, title].join(" ");
}
