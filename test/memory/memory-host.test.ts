import { expect, it } from "vitest";
import { memoryHost } from "./memory-host.ts";
import { label, merge, openIssue, push, say } from "./people.ts";
import { newWorld, pass } from "./world.ts";

it("lives through an incident", async () => {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  const { source, sink } = memoryHost(world);
  const issue = openIssue(world, "alice", { title: "Down", labels: ["incident"] });
  pass(world, 60);
  const comment = say(world, "alice", issue, "/ack");
  const base = await source.branch({ kind: "branch", name: "main" });
  await sink.branch({ kind: "branch", name: "incident/x", from: base?.sha ?? "" });
  const files = [{ path: "incidents/x.md", before: null, after: "one\n" }];
  await sink.commit({ kind: "commit", branch: "incident/x", message: "Declare", files });
  const opened = await sink["open-pull"]({
    kind: "open-pull",
    head: "incident/x",
    base: "main",
    title: "x",
    body: `Closes #${issue}`,
    draft: true,
  });
  await sink.react({ kind: "react", comment, with: "rocket" });
  const number = opened.done ? (opened.number ?? 0) : 0;
  const pushed = push(world, "bob", "incident/x", "incidents/x.md", "two\n");
  expect((await source.pull({ kind: "pull", number }))?.head.sha).toBe(pushed);
  expect(await source.changes({ kind: "changes", base: "main", head: "incident/x" })).toMatchObject([
    { path: "incidents/x.md", status: "added" },
  ]);
  push(world, "carol", "main", "other.md", "other\n");
  merge(world, number);
  const tree = (await source.branch({ kind: "branch", name: "main" }))?.tree ?? "";
  expect((await source.tree({ kind: "tree", sha: tree })).map((one) => one.path)).toEqual([
    "README.md",
    "incidents/x.md",
    "other.md",
  ]);
  expect(await source.issue({ kind: "issue", number: issue })).toMatchObject({ state: "closed", comments: 1 });
  expect((await source.comments({ kind: "comments", issue }))[0]?.reactions).toEqual({ rocket: 1, confused: 0 });
  label(world, "alice", issue, "later");
  const changes = (await source.events({ kind: "events", issue })).map((one) => one.change.kind);
  expect(changes).toEqual(["labeled", "closed", "labeled"]);
});
