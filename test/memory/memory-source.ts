import { blobSha } from "../../src/host/blob-sha.ts";
import { maxFileBytes, type Source } from "../../src/model/ask.ts";
import { claimSeconds } from "../../src/model/claim.ts";
import { HostError } from "../../src/model/errors.ts";
import { comparison } from "./comparison.ts";
import { reviewComments } from "./pulls.ts";
import { blobOf, commitOf, hasAccess, treeOf, type World } from "./world.ts";

const shop = { owner: "octo", name: "shop", defaultBranch: "main", url: "https://github.test/octo/shop" };

/** Reads of a world. Answers are copies: a later change of the world does not reach into an observation. */
export function memorySource(world: World): Source {
  const worker = { name: `worker-${world.next.worker++}`, claim: claimSeconds };
  return {
    repository: async () => ({ ...shop, self: world.self, lacks: [...world.lacks], worker }),
    issue: async ({ number }) => copied(world.issues.get(number)),
    issues: async ({ label, state, since = "" }) =>
      some(world.issues, (one) => one.labels.includes(label) && (state === "all" || one.state === state))
        .filter((one) => one.updatedAt >= since)
        .sort((a, b) => a.number - b.number),
    comments: async ({ issue, since = "", first }) =>
      some(world.comments, (one) => one.issue === issue && one.updatedAt >= since)
        .slice(0, first ? 100 : undefined)
        .map(({ issue: _, reacted: __, reactions, ...one }) => ({
          ...one,
          reactions: world.lacks.has("reactions") ? undefined : reactions && { ...reactions },
        })),
    events: async ({ issue }) => world.events.filter((one) => one.issue === issue).map(({ issue: _, ...one }) => one),
    permission: async ({ login }) => world.permissions.get(login) ?? "none",
    labels: async () => [...world.labels].sort(),
    branch: async ({ name }) => {
      const tip = world.branches.has(name) ? commitOf(world, name) : undefined;
      if (!tip) return null;
      const { sha, at: committedAt, message, files } = tip;
      return { name, sha, tree: treeOf(world, files), protected: world.protected.has(name), committedAt, message };
    },
    claims: async () => [...world.claims].map(([name, { until }]) => ({ name, until })),
    branches: async ({ prefix }) =>
      [...world.branches].filter(([name]) => name.startsWith(prefix)).map(([name, sha]) => ({ name, sha })),
    tree: async ({ sha }) => {
      const files = world.trees.get(sha);
      if (!files) throw new HostError(`Unexpected tree ${sha}, expected a seen one`, { status: 404, retryable: false });
      const size = (text: string): number => Buffer.byteLength(text);
      return [...files].sort().map(([path, text]) => ({ path, sha: blobSha(text), size: size(text), type: "file" }));
    },
    file: async ({ ref, path }) => {
      const text = readable(commitOf(world, ref)?.files.get(path));
      return text === null ? null : { path, text, sha: blobOf(world, text) };
    },
    "shared-config": async ({ repository }) => world.sharedConfigs.get(repository) ?? null,
    blob: async ({ sha }) => readable(world.blobs.get(sha)),
    pull: async ({ number }) => {
      const found = copied(world.pulls.get(number));
      return found && { ...found, reviewComments: reviewComments(world, number).length };
    },
    pulls: async ({ head }) => some(world.pulls, (one) => one.head.branch === head).sort((a, b) => b.number - a.number),
    "open-pulls": async () => some(world.pulls, (one) => one.state === "open").sort((a, b) => b.number - a.number),
    changes: async ({ base, head }) => comparison(world, base, head),
    "review-comments": async ({ pull }) => reviewComments(world, pull),
    approvals: async ({ pull, sha }) =>
      (world.approvals.get(pull) ?? []).filter((one) => one.sha === sha).map(({ login }) => login),
    team: async ({ slug }) => world.teams.get(slug) ?? null,
    "issue-state": async ({ number }) => (world.issues.get(number) ?? world.pulls.get(number))?.state ?? "nothing",
    people: async () => [...world.permissions.keys()].filter((login) => hasAccess(world, login)),
    check: async (asked) => {
      const found = some(world.checks, ({ sha, name }) => sha === asked.sha && name === asked.name).at(-1);
      if (!found) return null;
      const { sha: _, name: __, findings: ___, ...check } = found;
      return check;
    },
  };
}

/** Copies of those that fit, in the order in which they were made. */
function some<T extends object>(all: ReadonlyMap<number, T>, fits: (one: T) => boolean): T[] {
  return [...all.values()].filter(fits).map((one) => ({ ...one }));
}

function copied<T extends object>(one: T | undefined): T | null {
  return one ? { ...one } : null;
}

function readable(text: string | undefined): string | null {
  return text === undefined || Buffer.byteLength(text) > maxFileBytes ? null : text;
}
