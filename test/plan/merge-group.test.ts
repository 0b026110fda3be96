import { beforeEach, expect, it } from "vitest";
import { mergeGroupOf } from "../../src/model/merge-group.ts";
import { nameOf } from "../../src/model/target.ts";
import { sweep } from "../../src/reconcile/sweep.ts";
import { disorderly, pathOf } from "../action/many-findings.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { push } from "../memory/people.ts";
import { commitOf, moveBranch, newWorld, type World } from "../memory/world.ts";
import { settled } from "./stage.ts";

const tried = `gh-readonly-queue/main/pr-7-${"a".repeat(40)}`;
const target = { kind: "merge-group", branch: tried } as const;
let world: World;

beforeEach(() => {
  world = newWorld({ files: { "README.md": "# Shop\n" } });
  moveBranch(world, tried, commitOf(world, "main")?.sha ?? "");
});

const checks = () => [...world.checks.values()].map(({ sha, conclusion, title }) => ({ sha, conclusion, title }));

it("passes a merge group without incident files, on the commit that is tried", async () => {
  const sha = push(world, "alice", tried, "README.md", "# Shop!\n");
  await settled(world, target);
  expect(checks()).toEqual([{ sha, conclusion: "success", title: expect.stringMatching(/^Not applicable/) }]);
  const again = await settled(world, target);
  expect([again.effects, checks().length]).toEqual([0, 1]);
});

it("holds a post-mortem up that would be merged unfinished, as on its pull request", async () => {
  const sha = push(world, "alice", tried, pathOf(100), disorderly(100, 3));
  await settled(world, target);
  expect(checks()).toEqual([{ sha, conclusion: "failure", title: expect.any(String) }]);
});

it("does nothing about a group that is gone or is none", async () => {
  world.branches.delete(tried);
  const gone = await settled(world, target);
  expect([gone.effects, gone.notes]).toEqual([0, ["There is no such pull request or merge group any more"]]);
  const none = await settled(world, { kind: "merge-group", branch: "main" });
  expect([none.effects, checks()]).toEqual([0, []]);
});

it("is found by a sweep, whatever else is called like it", async () => {
  moveBranch(world, "gh-readonly-queue/mine", commitOf(world, "main")?.sha ?? "");
  const found = await sweep(memoryHost(world));
  expect(found.map((one) => one.target).filter(({ kind }) => kind === "merge-group")).toEqual([target]);
});

const sha = "929f8209d40f77f4abc622a499c93a83babdbe64";

it.each([
  [`gh-readonly-queue/main/pr-104-${sha}`, { base: "main", pull: 104, onto: sha }],
  [`gh-readonly-queue/release/2.x/pr-7-${sha}`, { base: "release/2.x", pull: 7, onto: sha }],
  [`gh-readonly-queue/main/pr-104-${sha}/pr-1-${sha}`, { base: `main/pr-104-${sha}`, pull: 1, onto: sha }],
  [`gh-readonly-queue/main/pr-104-${sha.slice(1)}`, undefined],
  [`gh-readonly-queue//pr-104-${sha}`, undefined],
  [`gh-readonly-queue/pr-104-${sha}`, undefined],
  [`x/gh-readonly-queue/main/pr-104-${sha}`, undefined],
  ["main", undefined],
])("reads the name of a merge group's branch: %s", (branch, expected) => {
  expect(mergeGroupOf(branch)).toEqual(expected);
});

it("names the target without the words of the branch", () => {
  expect(nameOf({ kind: "merge-group", branch: `gh-readonly-queue/a|b/pr-104-${sha}` })).toBe(`merge-group/104-${sha}`);
});
