import { safeInline } from "../../markdown/safe-text.ts";
import { digestOf } from "../../model/digest.ts";
import type { Effect } from "../../model/effect.ts";
import type { Finding } from "../../model/finding.ts";
import { type Key, keyIn, withKey } from "../../model/key.ts";
import type { PullObservation } from "../../model/observation.ts";
import { type LineChange, linesOf } from "./suggested-lines.ts";

/** Suggested changes that stand on a pull request at once. */
export const mostSuggestions = 10;
/** Lines and characters of one: more is no change that somebody reviews at a glance. */
const mostLines = 20;
const mostText = 4000;

const prefix = "suggestion:";

export interface Suggestion extends LineChange {
  readonly key: Key;
  readonly path: string;
  readonly body: string;
}

/**
 * The changes that a reviewer is offered: those that a machine can make, on lines that the diff shows, errors first, at
 * most one for a line. Drafts change with every command, so nobody is offered any.
 */
export function suggestionsFor(observation: PullObservation, findings: readonly Finding[]): readonly Suggestion[] {
  const { pull, repository, files, changes } = observation;
  if (!pull || pull.draft || repository.lacks.includes("reviews")) return [];
  const texts = new Map(files.map(({ path, text }) => [path, text ?? ""]));
  const shown = new Map(changes.map(({ path, hunks = [] }) => [path, hunks]));
  const secret = findings.filter(({ rule }) => rule.includes("secret"));
  const taken: Suggestion[] = [];
  const seen = new Map<Key, number>();
  for (const finding of findings.toSorted((a, b) => Number(a.severity !== "error") - Number(b.severity !== "error"))) {
    if (taken.length >= mostSuggestions) break;
    const { path, edit } = finding;
    const text = texts.get(path) ?? "";
    // What GitHub makes of a suggestion in a file with Windows' line ends nobody promises.
    const change = edit && !text.includes("\r") ? linesOf(edit, text) : undefined;
    if (!change || !fits(change)) continue;
    if (!shown.get(path)?.some(([first, last]) => first <= change.first && change.last <= last)) continue;
    // Nobody repeats a secret in a comment, which stays when the branch is rewritten.
    if (secret.some((one) => one !== finding && one.path === path && overlap(change, lineSpan(one)))) continue;
    if (taken.some((one) => one.path === path && overlap(change, one))) continue;
    const same = digestOf([finding.rule, path, change.before, change.after ?? "\0"].join("\n"));
    const times = seen.get(same) ?? 0;
    seen.set(same, times + 1);
    const key = `${prefix}${same}${times > 0 ? `.${times}` : ""}`;
    taken.push({ ...change, key, path, body: withKey(key, bodyOf(finding, change)) });
  }
  return taken;
}

/**
 * Takes away what no longer holds, and offers what is new: in one review, and only with a check that says something new,
 * so that what a person deleted stays deleted.
 */
export function suggest(
  { pull, commit, comments, repository }: PullObservation,
  wanted: readonly Suggestion[],
  fresh: boolean,
): readonly Effect[] {
  const standing = new Set<Key>();
  const dropped: Effect[] = [];
  for (const { id, author, body, outdated } of comments) {
    const key = author.login === repository.self ? keyIn(body) : undefined;
    if (!key?.startsWith(prefix)) continue;
    if (!outdated && !standing.has(key) && wanted.some((one) => one.key === key)) standing.add(key);
    else dropped.push({ kind: "drop-review-comment", id });
  }
  const missing = fresh ? wanted.filter(({ key }) => !standing.has(key)) : [];
  if (!pull || commit === null || missing.length === 0) return dropped;
  const offered = missing.map(({ key, path, first, last, body }) => ({ key, path, first, last, body }));
  return [...dropped, { kind: "review", pull: pull.number, sha: commit, comments: offered }];
}

function fits({ first, last, before, after }: LineChange): boolean {
  return (
    last - first < mostLines && before.length + (after?.length ?? 0) <= mostText && !/\p{Cc}/u.test(printed(after))
  );
}

/** What a control character could hide in; line ends and tabs hide nothing. */
function printed(after: string | null): string {
  return (after ?? "").replaceAll(/[\n\t]/g, "");
}

function lineSpan({ place }: Finding): Pick<LineChange, "first" | "last"> {
  return { first: place.line, last: place.endLine };
}

function overlap(a: Pick<LineChange, "first" | "last">, b: Pick<LineChange, "first" | "last">): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** docs.github.com: a code block of the language `suggestion` becomes a button. Its fence is longer than any inside. */
function bodyOf({ rule, message, fix }: Finding, { after }: LineChange): string {
  const runs = (after ?? "").match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const says = `**${rule}**: ${safeInline(message, { length: 500 })}. ${safeInline(fix, { length: 300 })}`;
  return `${says}\n\n${fence}suggestion\n${after === null ? "" : `${after}\n`}${fence}\n`;
}
