import { expect, it } from "vitest";
import { app, github, onStage, quiet, shop } from "./on-stage.ts";

onStage();

it("offers the stub of a runbook over HTTP after a merge without one, and never again once it is closed", async () => {
  const alice = github.as("alice");
  const { data: issue } = await alice.issues.create({ ...shop, title: "Queue is stuck", labels: ["incident"] });
  await quiet(4);
  for (const body of ["/ack", "/timeline Restarted the consumers", "/mitigate", "/resolve --force"]) {
    await alice.issues.createComment({ ...shop, issue_number: issue.number, body });
    await quiet(4);
  }
  const pulls = async () => (await alice.pulls.list({ ...shop, state: "all" })).data;
  const own = (await pulls()).find(({ head }) => head.ref.startsWith("incident/"));
  await alice.pulls.merge({ ...shop, pull_number: own?.number ?? 0 });
  await quiet(4);

  const stubs = async () => (await pulls()).filter(({ head }) => head.ref.startsWith("gitcident/runbook/INC-"));
  const [stub, ...more] = await stubs();
  expect(more).toEqual([]);
  expect(stub).toMatchObject({ title: "Runbook for Queue is stuck", state: "open", user: { login: "gitcident[bot]" } });
  const { data: file } = await alice.repos.getContent({
    ...shop,
    path: "runbooks/queue-is-stuck.md",
    ref: stub?.head.ref ?? "",
    mediaType: { format: "raw" },
  });
  expect(String(file)).toMatch(/## Resolution[^#]*\n1\. Restarted the consumers\n/);
  // What is not written yet is found by the check of its own pull request.
  const { data: checks } = await alice.checks.listForRef({ ...shop, ref: stub?.head.sha ?? "" });
  expect(checks.check_runs.map(({ name }) => name)).toEqual(["gitcident / post-mortem"]);

  await alice.pulls.update({ ...shop, pull_number: stub?.number ?? 0, state: "closed" });
  await quiet(4);
  await app.tick();
  await quiet(4);
  expect((await stubs()).map(({ state }) => state)).toEqual(["closed"]);
}, 600_000);
