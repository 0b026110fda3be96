import type { Host } from "../../src/host/host.ts";
import type { Effect, EffectKind, Receipt } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import type { Capability } from "../../src/model/world.ts";
import { memorySource } from "./memory-source.ts";
import { claim, dropBranch, editIssue, erase, openIssue, react, rewrite, say } from "./people.ts";
import { askReviewers, editPull, openPull, pullOf, review } from "./pulls.ts";
import { clockOf, commit, commitOf, moveBranch, type World } from "./world.ts";

export type Crash = (effect: Effect, phase: "before" | "half" | "after") => void;

/**
 * A host over a world in memory. `crash` may throw before an effect, between its requests (`half`: only effects that
 * take more than one have it) or after it, when it is done and the answer is lost. Unlike the GitHub host it remembers
 * no keys, so that a planner that forgets to look is found out.
 */
export function memoryHost(world: World, { crash = () => {} }: { readonly crash?: Crash } = {}): Host {
  const guarded = Object.entries(writers).map(([kind, write]) => [
    kind,
    async (effect: Effect): Promise<Receipt> => {
      crash(effect, "before");
      refuse(effect);
      const lacks = needs[effect.kind];
      const receipt: Receipt =
        lacks && world.lacks.has(lacks)
          ? { done: false, lacks, note: `This world has no ${lacks}` }
          : { done: true, ...(write as Writer)(world, effect, () => crash(effect, "half")) };
      crash(effect, "after");
      return receipt;
    },
  ]);
  return { source: memorySource(world), sink: Object.fromEntries(guarded), now: () => clockOf(world) };
}

type Texts = { readonly title?: string; readonly body?: string; readonly labels?: readonly string[] };

/** What GitHub refuses with 422 however often it is asked: too long a title, label or text. */
function refuse(effect: Effect): void {
  const { title = "-", body = "", labels = [] } = effect as Texts;
  const names = effect.kind === "make-label" ? [effect.name] : labels;
  const untitled = effect.kind !== "check" && (title.trim() === "" || [...title].length > 256);
  if (untitled || body.length > 65_536 || names.some((name) => name.trim() === "" || name.length > 50)) {
    throw new HostError(`Unexpected length in ${effect.kind}`, { status: 422, retryable: false });
  }
}

const needs: { readonly [K in EffectKind]?: Capability } = {
  ready: "ready-for-review",
  review: "reviews",
  react: "reactions",
  check: "checks",
};
const absent = { status: 404, retryable: false };
type Made = { readonly number?: number; readonly id?: number; readonly sha?: string };
type Does<K extends EffectKind, R> = (world: World, effect: Effect<K>, half: () => void) => R;
type Writer<K extends EffectKind = EffectKind> = Does<K, Made> | Does<K, void>;

const writers: { readonly [K in EffectKind]: Writer<K> } = {
  branch: (world, { name, from }) => {
    if (world.branches.has(name)) throw new StaleError(`Branch ${name} exists already`);
    if (!world.commits.has(from)) throw new HostError(`Unexpected commit ${from}, expected one of this world`, absent);
    moveBranch(world, name, from);
    return { sha: from };
  },
  "drop-branch": (world, { name, at }) => {
    if ((world.branches.get(name) ?? at) !== at) throw new StaleError(`Branch ${name} moved`);
    dropBranch(world, name);
  },
  commit: (world, { branch, parent, onto, message, files }) => {
    const tip = world.branches.has(branch) ? commitOf(world, branch) : undefined;
    if (!tip || (parent !== undefined && tip.sha !== parent)) throw new StaleError(`Branch ${branch} moved`);
    const on = onto === undefined ? tip : world.commits.get(onto);
    if (!on) throw new HostError(`Unexpected commit ${onto}, expected one of this world`, absent);
    const moved = files.some(({ path, before }) => (on.files.get(path) ?? null) !== before);
    if (moved) throw new StaleError("A file is no longer what the plan was made from");
    if (onto === undefined && files.every(({ before, after }) => before === after)) return { sha: tip.sha };
    if (world.protected.has(branch)) {
      throw new HostError(`Unexpected commit to the protected branch ${branch}`, { status: 409, retryable: false });
    }
    return { sha: commit(world, world.self, { branch, message, files, on }) };
  },
  "open-pull": (world, effect) => ({ number: openPull(world, world.self, effect) }),
  "edit-pull": (world, { kind: _, number, ...to }) => editPull(world, number, to),
  ready: (world, { number, draft = false }) => void Object.assign(pullOf(world, number), { draft }),
  reviewers: (world, { pull, users, teams }) => askReviewers(world, pull, users, teams),
  "open-issue": (world, { parent, ...given }, half) => {
    const number = openIssue(world, world.self, given);
    half();
    if (parent !== undefined && !world.lacks.has("sub-issues")) world.parents.set(number, parent);
    return { number, id: world.issues.get(number)?.id ?? 0 };
  },
  "edit-issue": (world, { number, ...to }) => {
    if (!world.issues.has(number)) throw new StaleError(`Issue ${number} is gone`);
    editIssue(world, world.self, number, to);
  },
  "make-label": (world, { name }) => void world.labels.add(name),
  claim: (world, effect) => claim(world, effect),
  "drop-claim": (world, { name }) => void world.claims.delete(name),
  comment: (world, { on, id, body }) => ({
    id: id === null ? say(world, world.self, on, body) : rewrite(world, id, body),
  }),
  "drop-comment": (world, { id }) => erase(world, id),
  review: (world, effect) => ({ id: review(world, world.self, effect) }),
  "drop-review-comment": (world, { id }) => void world.reviewComments.delete(id),
  react: (world, { comment, with: reaction }) => react(world, world.self, comment, reaction),
  check: (world, { sha, name, id, conclusion, title, summary, findings }, half) => {
    const key = id ?? world.next.check++;
    const begun = { id: key, sha, name, title, summary, findings: findings.slice(0, 50) };
    world.checks.set(key, { ...begun, status: "in_progress", conclusion: null });
    if (findings.length > 50) half();
    world.checks.set(key, { ...begun, status: "completed", conclusion, findings: [...findings] });
    return { id: key };
  },
};
