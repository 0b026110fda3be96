import { blobSha } from "../../src/host/blob-sha.ts";
import { maxFileBytes, type Source } from "../../src/model/ask.ts";
import { claimSeconds } from "../../src/model/claim.ts";
import { HostError } from "../../src/model/errors.ts";
import { commitOf, differing, mergeBase, treeOf, type World } from "./world.ts";

const absent = { status: 404, retryable: false };

/** Reads of a world. Answers are copies: a later change of the world does not reach into an observation. */
export function memorySource(world: World): Source {
  const worker = { name: `worker-${world.next.worker++}`, claim: claimSeconds };
  return {
    repository: async () => ({
      owner: "octo",
      name: "shop",
      defaultBranch: "main",
      url: "https://github.test/octo/shop",
      self: world.self,
      lacks: [...world.lacks],
      worker,
    }),
    issue: async ({ number }) => copied(world.issues.get(number)),
    issues: async ({ label, state, since = "" }) =>
      [...world.issues.values()]
        .filter((one) => one.labels.includes(label) && (state === "all" || one.state === state))
        .filter((one) => one.updatedAt >= since)
        .sort((a, b) => a.number - b.number)
        .map((one) => ({ ...one })),
    comments: async ({ issue, since = "", first }) =>
      [...world.comments.values()]
        .filter((one) => one.issue === issue && one.updatedAt >= since)
        .slice(0, first ? 100 : undefined)
        .map(({ issue: _, reacted: __, ...one }) => ({
          ...one,
          reactions: world.lacks.has("reactions") ? undefined : one.reactions && { ...one.reactions },
        })),
    events: async ({ issue }) => world.events.filter((one) => one.issue === issue).map(({ issue: _, ...one }) => one),
    permission: async ({ login }) => world.permissions.get(login) ?? "none",
    labels: async () => [...world.labels].sort(),
    branch: async ({ name }) => {
      const tip = world.branches.has(name) ? commitOf(world, name) : undefined;
      if (!tip) return null;
      const tree = treeOf(world, tip.files);
      return { name, sha: tip.sha, tree, protected: world.protected.has(name), committedAt: tip.at };
    },
    branches: async ({ prefix }) =>
      [...world.branches].filter(([name]) => name.startsWith(prefix)).map(([name, sha]) => ({ name, sha })),
    tree: async ({ sha }) => {
      const files = world.trees.get(sha);
      if (!files) throw new HostError(`Unexpected tree ${sha}, expected one that was seen`, absent);
      return [...files].sort().map(([path, text]) => ({
        path,
        sha: blobSha(text),
        size: Buffer.byteLength(text),
        type: "file" as const,
      }));
    },
    file: async ({ ref, path }) => {
      const text = commitOf(world, ref)?.files.get(path);
      if (text === undefined || tooLarge(text)) return null;
      const sha = blobSha(text);
      world.blobs.set(sha, text);
      return { path, text, sha };
    },
    "shared-config": async ({ repository }) => world.sharedConfigs.get(repository) ?? null,
    blob: async ({ sha }) => {
      const text = world.blobs.get(sha);
      return text === undefined || tooLarge(text) ? null : text;
    },
    pull: async ({ number }) => {
      const found = copied(world.pulls.get(number));
      const commented = [...world.reviewComments.values()].filter(({ pull }) => pull === number);
      return found && { ...found, reviewComments: commented.length };
    },
    pulls: async ({ head }) =>
      [...world.pulls.values()]
        .filter((one) => one.head.branch === head)
        .sort((a, b) => b.number - a.number)
        .map((one) => ({ ...one })),
    "open-pulls": async () =>
      [...world.pulls.values()]
        .filter((one) => one.state === "open")
        .sort((a, b) => b.number - a.number)
        .map((one) => ({ ...one })),
    changes: async ({ base, head }) => {
      const [from, to] = [commitOf(world, base), commitOf(world, head)];
      if (!from || !to) throw new HostError(`Unexpected comparison ${base}...${head}, expected both to exist`, absent);
      const before = mergeBase(world, from.sha, to.sha)?.files ?? new Map<string, string>();
      return differing(before, to.files).map((path) => {
        const status = !before.has(path) ? "added" : to.files.has(path) ? "modified" : "removed";
        const text = to.files.get(path) ?? before.get(path) ?? "";
        world.blobs.set(blobSha(text), text);
        return { path, status, sha: blobSha(text), hunks: hunksBetween(before.get(path) ?? "", to.files.get(path)) };
      });
    },
    "review-comments": async ({ pull: number }) => {
      const pull = world.pulls.get(number);
      return [...world.reviewComments.values()]
        .filter((one) => one.pull === number)
        .map(({ id, author, body, path, lines }) => {
          const text = commitOf(world, pull?.head.sha ?? "")?.files.get(path) ?? "";
          return { id, author, body, outdated: !`\n${text}\n`.includes(`\n${lines}\n`) };
        });
    },
    approvals: async ({ pull, sha }) =>
      (world.approvals.get(pull) ?? []).filter((one) => one.sha === sha).map(({ login }) => login),
    "issue-state": async ({ number }) => (world.issues.get(number) ?? world.pulls.get(number))?.state ?? "nothing",
    people: async () => [...world.permissions].flatMap(([login, has]) => (has === "none" ? [] : [login])),
    check: async ({ sha, name }) => {
      const found = [...world.checks.values()].filter((one) => one.sha === sha && one.name === name).at(-1);
      if (!found) return null;
      const { id, status, conclusion, title, summary } = found;
      return { id, status, conclusion, title, summary };
    },
  };
}

function copied<T extends object>(one: T | undefined): T | null {
  return one ? { ...one } : null;
}

/** What a diff with three lines around each change would show, taken as one hunk. */
function hunksBetween(before: string, after: string | undefined): readonly (readonly [number, number])[] {
  if (after === undefined) return [];
  const [old, now] = [before.replace(/\n$/, "").split("\n"), after.replace(/\n$/, "").split("\n")];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [[Math.max(1, head - 2), Math.min(now.length, now.length - tail + 3)]];
}

function tooLarge(text: string): boolean {
  return Buffer.byteLength(text) > maxFileBytes;
}
