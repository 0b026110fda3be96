import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type Eavesdropper, eavesdrop } from "./eavesdrop.ts";
import { allWrites, jobToken, type Runner, runsOf, startRunner } from "./runner.ts";

let github: TestGitHub;
let wire: Eavesdropper;
let runner: Runner;
const shop = { owner: "octo", repo: "shop" };
const minute = 60_000;

beforeAll(async () => {
  github = await startGitHub();
  wire = await eavesdrop(github.url);
  runner = startRunner({ apiUrl: wire.url, token: await jobToken(github, allWrites) });
}, 600_000);
afterAll(async () => {
  runner?.close();
  wire?.close();
  await github?.close();
});

/** A severe incident that somebody leads, and the time of its declaration in ms. */
async function declare(): Promise<{ issue: number; at: number }> {
  const alice = github.as("alice");
  const { data } = await alice.issues.create({
    ...shop,
    title: "Down",
    body: "### Severity\n\nSEV-1",
    labels: ["incident"],
  });
  const payload = {
    action: "opened",
    issue: data,
    repository: { full_name: "octo/shop" },
    sender: { login: "alice", type: "User" },
  };
  const step = await runner.run("issues", payload);
  expect(step.code, step.log).toBe(0);
  return { issue: data.number, at: Date.parse(data.created_at) };
}

/** Cron runs at these minutes after the declaration, and all comments that they left. */
async function ticks(issue: number, at: number, minutes: readonly number[]): Promise<readonly string[]> {
  for (const after of minutes) {
    const now = new Date(at + after * minute).toISOString();
    const step = await runner.run("schedule", { schedule: "7,22,37,52 * * * *" }, { inputs: { now } });
    expect(step.code, step.log).toBe(0);
  }
  const { data } = await github.as("alice").issues.listComments({ ...shop, issue_number: issue });
  return data.map(({ body }) => (body ?? "").replaceAll(/#\d+|INC-\d{4}-\d+/g, "it"));
}

const keysIn = (bodies: readonly string[]): readonly string[] =>
  bodies.flatMap((body) => /gitcident:key (\S+)/.exec(body)?.[1] ?? []).toSorted();

describe("schedules that are late, skipped or doubled", () => {
  it("say what is due once, at whatever minute they run", async () => {
    const orderly = await declare();
    const punctual = await ticks(orderly.issue, orderly.at, [15, 30, 45, 45.1]);
    const other = await declare();
    const late = await ticks(other.issue, other.at, [45, 45, 45]);
    expect(punctual.length).toBeGreaterThan(1);
    expect(new Set(keysIn(punctual)).size).toBe(keysIn(punctual).length);
    const kinds = (bodies: readonly string[]) =>
      keysIn(bodies).map((key) => key.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z|\d+/g, "n"));
    expect([...new Set(kinds(late))]).toEqual([...new Set(kinds(punctual))]);
    expect(new Set(keysIn(late)).size).toBe(keysIn(late).length);
    console.info(`hazard 26: ${keysIn(punctual).join(", ")} | ${keysIn(late).join(", ")}`);
  }, 600_000);

  it("do the same twice over, and heal what no event told", async () => {
    const { issue, at } = await declare();
    const told = runsOf(github, runner);
    await told();
    await github.as("alice").issues.createComment({ ...shop, issue_number: issue, body: "/ack" });
    const first = await ticks(issue, at, [5, 5]);
    wire.forget();
    const again = await ticks(issue, at, [6]);
    expect([again, wire.writes]).toEqual([first, []]);
    const { data: branches } = await github.as("alice").repos.listBranches({ ...shop });
    const branch = branches.find(({ name }) => name.endsWith(String(issue).padStart(3, "0")))?.name ?? "";
    const { data } = await github
      .as("alice")
      .repos.getContent({ ...shop, path: `incidents/${branch.slice(13, 17)}/${branch.slice(9)}.md`, ref: branch });
    const text = "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
    expect(text).toMatch(/^acknowledged: \d/m);
  }, 600_000);

  it("write nothing in a dry run, and say what they would", async () => {
    const { data } = await github.as("alice").issues.create({ ...shop, title: "Slow", body: "", labels: ["incident"] });
    wire.forget();
    const step = await runner.run(
      "workflow_dispatch",
      {},
      { inputs: { target: `incident ${data.number}`, "dry-run": "true" } },
    );
    expect([step.code, wire.writes]).toEqual([0, []]);
    const [plan] = JSON.parse(step.outputs["plan"] ?? "[]");
    expect([plan.target, plan.effects.map(({ kind }: { kind: string }) => kind)]).toEqual([
      `incident/${data.number}`,
      expect.arrayContaining(["branch", "commit", "open-pull"]),
    ]);
    expect(step.summary).toContain("| Looked at | Would write | Result |");
  }, 600_000);
});
