import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { push } from "../memory/people.ts";
import { commitOf, moveBranch, newWorld, pass, type World } from "../memory/world.ts";

const good = readFileSync("runbooks/network-partition.md", "utf8").replaceAll("../incidents/", "/incidents/");
const owners = { ".github/CODEOWNERS": "/runbooks/ @octo-sre\n" };
const bare = "# Bare\n\n## Resolution\n\n1. See [the other](gone.md).\n";

/** A pull request that saves a runbook, and what the check says of it. */
function proposed(files: Record<string, string>, text: string) {
  const world = newWorld({ files: { "README.md": "# Shop\n", ...files }, now: "2026-11-21T00:00:00Z" });
  world.permissions.set("alice", "write").set("octo-net", "write").set("octo-sre", "write");
  moveBranch(world, "change", world.branches.get("main") ?? "");
  push(world, "alice", "change", "runbooks/x.md", text);
  const head = commitOf(world, "change")?.sha ?? "";
  const base = commitOf(world, "main")?.sha ?? "";
  world.pulls.set(7, {
    ...{ number: 7, node: "PR_7", title: "Change", body: "", state: "open", merged: false, draft: false },
    head: { branch: "change", sha: head, fork: false },
    base: { branch: "main", sha: base },
    author: { login: "alice", bot: false },
    reviewers: [],
    reviewComments: 0,
  });
  return { world, head };
}

async function checked(world: World) {
  pass(world, 60);
  await reconcile({ kind: "pull", number: 7 }, memoryHost(world), { sleep: async () => {}, random: () => 0 });
  const run = [...world.checks.values()].at(-1);
  return { ...run, rules: (run?.findings ?? []).map(({ rule, place }) => `${rule} ${place.line}`) };
}

it("finds what a changed runbook lacks, each on its line, and blocks", async () => {
  const { world } = proposed({}, bare);
  const { conclusion, rules, summary } = await checked(world);
  expect(conclusion).toBe("failure");
  expect(rules).toContain("runbook-links 5");
  expect(new Set(rules.map((rule) => rule.split(" ")[0]))).toEqual(
    new Set(["runbook-approved", "runbook-links", "runbook-owner", "runbook-sections", "runbook-verified"]),
  );
  expect(summary).toContain("runbooks/x.md:5");
});

it("asks for a code owner's review, and is content once there is one of the newest commit", async () => {
  const text = good.replace(/^(approved_by|owner): .*$/gm, '$1: "@octo-sre"').replaceAll(/\]\((?!http)[^)]*\)/g, "]");
  const { world, head } = proposed(owners, text);
  expect((await checked(world)).rules).toEqual([expect.stringMatching(/^runbook-approved \d+$/)]);
  world.approvals.set(7, [{ login: "octo-sre", sha: "0".repeat(40) }]);
  expect((await checked(world)).rules).toHaveLength(1);
  world.approvals.set(7, [{ login: "octo-sre", sha: head }]);
  const done = await checked(world);
  expect(done.rules).toEqual([]);
  expect(done).toMatchObject({ conclusion: "success", title: "Nothing blocks the merge" });
});

it("knows who may be assigned here", async () => {
  const text = good.replace(/^owner: .*$/m, 'owner: "@gone"').replaceAll(/\]\((?!http)[^)]*\)/g, "]");
  const { world } = proposed({}, text);
  expect((await checked(world)).rules).toEqual(["runbook-owner 6"]);
});

it("takes an ignored page of the folder for none", async () => {
  const { world } = proposed({ ".github/gitcident.yml": "runbook: { ignore: [x.md] }\n" }, bare);
  expect((await checked(world)).title).toMatch(/^Not applicable/);
});

it("offers the edits of a runbook's rules, and says what its comments switch off", async () => {
  const text = good
    .replace(/^services: .*$/m, "services: network")
    .replaceAll(/\]\((?!http)[^)]*\)/g, "]")
    .replace(/^owner: .*$/m, '# gitcident-disable-next-line runbook-owner: they start in May\nowner: "@gone"');
  const { world } = proposed({}, text);
  const { rules, summary } = await checked(world);
  expect(rules.map((rule) => rule.split(" ")[0])).toEqual(["runbook-fields"]);
  expect(summary).toContain("### Switched off in the files");
  expect(summary).toContain("they start in May");
  const bodies = [...world.reviewComments.values()].map(({ body }) => body);
  expect(bodies).toEqual([expect.stringContaining("```suggestion\nservices: [network]\n```")]);
});
