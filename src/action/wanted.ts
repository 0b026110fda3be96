import { at, textAt } from "../host/github/json.ts";
import { nameOf, type Target } from "../model/target.ts";
import { targetsOf } from "../reconcile/targets.ts";
import type { Environment } from "./environment.ts";

/** What a run is to look at. */
export interface Wanted {
  readonly targets: readonly Target[];
  /** Whether to look for everything in the repository that may need work, too. */
  readonly sweep: boolean;
  /** The token may read only: nothing is written, findings are printed. */
  readonly readOnly: boolean;
  /** What was looked at and why, for the log. */
  readonly why: string;
}

/** Events that tell of one thing; every other is a reason to look at everything. */
const narrow = [
  "issues",
  "issue_comment",
  "pull_request",
  "pull_request_review",
  "merge_group",
  "push",
  "check_run",
  "check_suite",
];

/** What an event, or the input `target`, asks to be looked at. `self` is our own login. */
export function wantedOf({ event, payload, asked }: Environment, self: string): Wanted {
  const readOnly = isForeign(event, payload);
  if (asked === "all") return { targets: [], sweep: true, readOnly, why: "asked for by `target`" };
  if (asked) return { targets: [asked], sweep: false, readOnly, why: "asked for by `target`" };
  const name = event === "pull_request_target" ? "pull_request" : event;
  if (!narrow.includes(name)) return { targets: [], sweep: true, readOnly, why: `the event ${event} names nothing` };
  const found = targetsOf(name, payload, self);
  const action = textAt(payload, "action");
  const told = action === "" ? event : `${event} (${action})`;
  const targets = readOnly ? found.filter(({ kind }) => kind === "pull") : found;
  const names = targets.map(nameOf).join(", ");
  return {
    targets,
    sweep: false,
    readOnly,
    why: names === "" ? `${told} concerns no incident` : `${told} concerns ${names}`,
  };
}

/** Whether a pull request comes from a fork, whose runs are given a token that may read only. */
function isForeign(event: string, payload: unknown): boolean {
  const pull = at(payload, "pull_request");
  if (!/^pull_request(?:_review|_review_comment)?$/.test(event) || pull === undefined) return false;
  const home = textAt(payload, "repository", "full_name") || textAt(pull, "base", "repo", "full_name");
  // A fork that was deleted leaves no repository behind.
  return textAt(pull, "head", "repo", "full_name").toLowerCase() !== home.toLowerCase();
}
