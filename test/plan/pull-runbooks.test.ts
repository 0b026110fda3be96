import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lookAtPull } from "../../src/observe/pull.ts";
import { planPull } from "../../src/plan/pull/plan-pull.ts";
import { observe } from "../../src/reconcile/observe.ts";
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

describe("a runbook that a team owns", () => {
  const files = { ".github/CODEOWNERS": "/runbooks/ @octo/sre @octo-boss\n/other/ @octo/web\n" };
  const text = good
    .replace(/^approved_by: .*$/m, 'approved_by: "@octo/sre"')
    .replace(/^owner: .*$/m, 'owner: "@octo/sre"')
    .replaceAll(/\]\((?!http)[^)]*\)/g, "]");

  it.each<readonly [string, string, readonly string[] | undefined, number]>([
    ["a member", "Alice", ["bob", "alice"], 0],
    ["somebody who is not in it", "eve", ["bob", "alice"], 1],
    ["anybody, where we may not know who is in it", "eve", undefined, 0],
    ["a person who owns it beside the team", "octo-boss", ["bob"], 0],
    ["anybody, but it has nobody", "eve", [], 1],
  ])("is approved by %s", async (_, login, members, findings) => {
    const { world, head } = proposed(files, text);
    if (members) world.teams.set("sre", members);
    world.approvals.set(7, [{ login, sha: head }]);
    expect((await checked(world)).rules).toHaveLength(findings);
  });

  it("names in `approved_by` who is in it", async () => {
    const { world, head } = proposed(files, text.replace(/^approved_by: .*$/m, 'approved_by: "@eve"'));
    world.approvals.set(7, [{ login: "alice", sha: head }]);
    expect((await checked(world)).rules).toEqual([]);
    world.teams.set("sre", ["alice"]);
    expect((await checked(world)).rules).toEqual([expect.stringMatching(/^runbook-approved \d+$/)]);
  });

  it("costs one request, and none where it decides nothing; what can't be known is said", async () => {
    const { world, head } = proposed(files, text);
    const asked: string[] = [];
    const noted: string[] = [];
    const host = memoryHost(world);
    const team: typeof host.source.team = async (ask) => {
      asked.push(ask.slug);
      return host.source.team(ask);
    };
    const check = async (login: string | undefined): Promise<readonly string[]> => {
      asked.length = 0;
      if (login !== undefined) world.approvals.set(7, [{ login, sha: head }]);
      const observation = await observe(lookAtPull({ kind: "pull", number: 7 }, host.now()), { ...host.source, team });
      noted.push(...planPull(observation).notes);
      return [...asked];
    };
    expect(await check(undefined)).toEqual([]);
    expect(await check("octo-boss")).toEqual([]);
    expect(noted).toEqual([]);
    expect(await check("alice")).toEqual(["sre"]);
    expect(noted).toEqual([expect.stringMatching(/^Who is in @octo\/sre can't be read, .*members: read/)]);
  });
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
