import type { Host } from "../../src/host/host.ts";
import type { Effect, EffectKind, Receipt } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import type { Capability } from "../../src/model/world.ts";
import { memorySource } from "./memory-source.ts";
import { dropBranch, editIssue, erase, openIssue, rewrite, say } from "./people.ts";
import { clockOf, commit, commitOf, moveBranch, userOf, type World } from "./world.ts";

export type Crash = (effect: Effect, phase: "before" | "half" | "after") => void;

/**
 * A host over a world in memory. `crash` may throw before an effect, between its requests (`half`: only effects that
 * take more than one have it) or after it, when it is done and the answer is lost. Unlike the GitHub host it remembers
 * no keys, so that a planner that forgets to look is found out.
 */
export function memoryHost(world: World, options: { readonly crash?: Crash } = {}): Host {
  const crash = options.crash ?? ((): void => {});
  const guarded = Object.entries(writers).map(([kind, write]) => [
    kind,
    async (effect: Effect): Promise<Receipt> => {
      crash(effect, "before");
      refuse(effect);
      const receipt = (write as Writer)(world, effect, () => crash(effect, "half"));
      crash(effect, "after");
      return receipt;
    },
  ]);
  return { source: memorySource(world), sink: Object.fromEntries(guarded), now: () => clockOf(world) };
}

/** What GitHub refuses with 422 however often it is asked: too long a title, label or text. */
function refuse(effect: Effect): void {
  const given = effect as { title?: string; body?: string; labels?: readonly string[]; name?: string };
  const labels = [...(given.labels ?? []), ...(effect.kind === "make-label" ? [effect.name] : [])];
  const wrong =
    (given.title !== undefined &&
      effect.kind !== "check" &&
      (given.title.trim() === "" || [...given.title].length > 256)) ||
    (given.body ?? "").length > 65_536 ||
    labels.some((label) => label.trim() === "" || label.length > 50);
  if (wrong) throw new HostError(`Unexpected length in ${effect.kind}`, { status: 422, retryable: false });
}

const absent = { status: 404, retryable: false };
type Writer<K extends EffectKind = EffectKind> = (world: World, effect: Effect<K>, half: () => void) => Receipt;

const writers: { readonly [K in EffectKind]: Writer<K> } = {
  branch: (world, { name, from }) => {
    if (world.branches.has(name)) throw new StaleError(`Branch ${name} exists already`);
    if (!world.commits.has(from)) throw new HostError(`Unexpected commit ${from}, expected one of this world`, absent);
    moveBranch(world, name, from);
    return { done: true, sha: from };
  },
  "drop-branch": (world, { name, at }) => {
    const sha = world.branches.get(name);
    if (sha !== undefined && sha !== at) throw new StaleError(`Branch ${name} moved`);
    dropBranch(world, name);
    return { done: true };
  },
  commit: (world, { branch, parent, onto, message, files }) => {
    const tip = world.branches.has(branch) ? commitOf(world, branch) : undefined;
    if (!tip || (parent !== undefined && tip.sha !== parent)) throw new StaleError(`Branch ${branch} moved`);
    const base = onto === undefined ? tip : world.commits.get(onto);
    if (!base) throw new HostError(`Unexpected commit ${onto}, expected one of this world`, absent);
    const moved = files.some(({ path, before }) => (base.files.get(path) ?? null) !== before);
    if (moved) throw new StaleError("A file is no longer what the plan was made from");
    if (onto === undefined && files.every(({ before, after }) => before === after)) return { done: true, sha: tip.sha };
    if (world.protected.has(branch)) {
      throw new HostError(`Unexpected commit to the protected branch ${branch}`, { status: 409, retryable: false });
    }
    const next = new Map(base.files);
    for (const { path, after } of files) after === null ? next.delete(path) : next.set(path, after);
    const parents = [...new Set([tip.sha, base.sha])];
    return { done: true, sha: commit(world, branch, world.self, message, next, parents).sha };
  },
  "open-pull": (world, { head, base, title, body, draft }) => {
    const [from, onto] = [world.branches.get(head), world.branches.get(base)];
    const same = [...world.pulls.values()].some((one) => one.state === "open" && one.head.branch === head);
    if (same || !from || !onto) throw new StaleError(`Branch ${head} is gone or has an open pull request`);
    if (from === onto) throw new HostError(`No commits between ${base} and ${head}`, { status: 422, retryable: false });
    const number = world.next.issue++;
    world.pulls.set(number, {
      number,
      node: `PR_${number}`,
      title,
      body,
      draft,
      state: "open",
      merged: false,
      head: { branch: head, sha: from, fork: false },
      base: { branch: base, sha: onto },
      author: userOf(world.self),
      reviewers: [],
    });
    return { done: true, number };
  },
  "edit-pull": (world, { kind: _, number, ...to }) => {
    Object.assign(pullOf(world, number), to);
    return { done: true, number };
  },
  ready: (world, { number, draft = false }) => {
    if (world.lacks.has("ready-for-review")) return lacking("ready-for-review");
    pullOf(world, number).draft = draft;
    return { done: true, number };
  },
  reviewers: (world, { pull, users, teams }) => {
    const one = pullOf(world, pull);
    const able = users.filter((login) => (world.permissions.get(login) ?? "none") !== "none");
    one.reviewers = [...new Set([...one.reviewers, ...able, ...teams.map((team) => `octo/${team}`)])];
    return { done: true, number: pull };
  },
  "open-issue": (world, { parent, ...given }, half) => {
    const number = openIssue(world, world.self, given);
    half();
    if (parent !== undefined && !world.lacks.has("sub-issues")) world.parents.set(number, parent);
    return { done: true, number, id: world.issues.get(number)?.id ?? 0 };
  },
  "edit-issue": (world, { number, ...to }) => {
    if (!world.issues.has(number)) throw new StaleError(`Issue ${number} is gone`);
    editIssue(world, world.self, number, to);
    return { done: true, number };
  },
  "make-label": (world, { name }) => {
    world.labels.add(name);
    return { done: true };
  },
  comment: (world, { on, id, body }) => {
    if (id === null) return { done: true, id: say(world, world.self, on, body) };
    if (!world.comments.has(id)) throw new StaleError(`Comment ${id} is gone`);
    rewrite(world, id, body);
    return { done: true, id };
  },
  "drop-comment": (world, { id }) => {
    erase(world, id);
    return { done: true };
  },
  review: (world, { pull, sha, comments }) => {
    if (world.lacks.has("reviews")) return lacking("reviews");
    const one = pullOf(world, pull);
    if (one.head.sha !== sha) throw new StaleError(`Pull request #${pull} moved on`);
    const review = world.next.review++;
    for (const { path, first, last, body } of comments) {
      const lines = (commitOf(world, sha)?.files.get(path) ?? "").split("\n").slice(first - 1, last);
      const id = world.next.review++;
      world.reviewComments.set(id, { id, pull, author: userOf(world.self), body, path, lines: lines.join("\n") });
    }
    return { done: true, id: review };
  },
  "drop-review-comment": (world, { id }) => {
    world.reviewComments.delete(id);
    return { done: true };
  },
  react: (world, { comment, with: content }) => {
    if (world.lacks.has("reactions")) return lacking("reactions");
    const one = world.comments.get(comment);
    if (!one) throw new StaleError(`Comment ${comment} is gone`);
    one.reacted.add(`${content} ${world.self}`);
    const count = (name: string): number => [...one.reacted].filter((each) => each.startsWith(name)).length;
    one.reactions = { rocket: count("rocket"), confused: count("confused") };
    return { done: true };
  },
  check: (world, { sha, name, id, conclusion, title, summary, findings }, half) => {
    if (world.lacks.has("checks")) return lacking("checks");
    const key = id ?? world.next.check++;
    const begun = { id: key, sha, name, title, summary, findings: findings.slice(0, 50) };
    world.checks.set(key, { ...begun, status: "in_progress", conclusion: null });
    if (findings.length > 50) half();
    world.checks.set(key, { ...begun, status: "completed", conclusion, findings: [...findings] });
    return { done: true, id: key };
  },
};

function lacking(lacks: Capability): Receipt {
  return { done: false, lacks, note: `This world has no ${lacks}` };
}
function pullOf(world: World, number: number): NonNullable<ReturnType<World["pulls"]["get"]>> {
  const pull = world.pulls.get(number);
  if (!pull) throw new StaleError(`Pull request ${number} is gone`);
  return pull;
}
