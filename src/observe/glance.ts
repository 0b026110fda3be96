import { askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { branchOf, idOf, isIncidentPath, issueIn, pathOf } from "../model/incident.ts";
import type { TargetOf } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import type { Branch, Comment, FileText, Issue, IssueEvent, Pull, TreeEntry } from "../model/world.ts";

/** What was read of an incident at once, so that a host can read it with one request. Undefined: not asked for. */
export interface Glance {
  /** The branch that `file`, `branch` and `pulls` were asked of; undefined when none was. */
  readonly name: string | undefined;
  readonly issue: Issue | null;
  /** The first hundred. */
  readonly comments: readonly Comment[];
  readonly events?: readonly IssueEvent[];
  readonly file?: FileText | null;
  readonly branch?: Branch | null;
  readonly pulls?: readonly Pull[];
  readonly labels?: readonly string[];
}

export const noGlance: Glance = { name: undefined, issue: null, comments: [] };

/**
 * Asks for the issue, and for what it will most likely lead to: most incidents were opened this year, so that their
 * branch can be named before the issue is read. Who sees another year asks again.
 */
export function* glanceAt(
  target: TargetOf<"incident">,
  now: Instant,
  entries: readonly TreeEntry[],
  config: Config,
): Look<Glance> {
  const number = target.issue;
  const always = [
    { kind: "issue", number },
    { kind: "comments", issue: number, first: true },
  ] as const;
  if (entries.some(({ path }) => issueIn(path) === number && isIncidentPath(path, config.incidents))) {
    const [issue, comments, labels] = yield* askAll([...always, { kind: "labels" }] as const);
    return { ...noGlance, issue, comments, labels };
  }
  const id = idOf({ number, createdAt: now });
  const name = branchOf(id);
  const running = [
    ...always,
    { kind: "events", issue: number },
    { kind: "file", ref: name, path: pathOf(id, config.incidents) },
  ] as const;
  const pullsOf = { kind: "pulls", head: name } as const;
  if (target.fresh) {
    const all = [...running, pullsOf, { kind: "branch", name }, { kind: "labels" }] as const;
    const [issue, comments, events, file, pulls, branch, labels] = yield* askAll(all);
    return { name, issue, comments, events, file, pulls, branch, labels };
  }
  if (target.thorough) {
    const [issue, comments, events, file, pulls] = yield* askAll([...running, pullsOf] as const);
    return { name, issue, comments, events, file, pulls };
  }
  const [issue, comments, events, file] = yield* askAll(running);
  return { name, issue, comments, events, file };
}
