import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePostmortem } from "../demo/postmortem.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type Eavesdropper, eavesdrop } from "./eavesdrop.ts";
import { allWrites, jobToken, type Runner, runsOf, type Step, startRunner } from "./runner.ts";

let github: TestGitHub;
let wire: Eavesdropper;
let runner: Runner;
let runs: () => Promise<readonly Step[]>;
const shop = { owner: "octo", repo: "shop" };

beforeAll(async () => {
  github = await startGitHub();
  const admin = github.as("octo-admin");
  const runbook = "---\ntitle: Failover\nservices: [database]\n---\n\n# Failover\n";
  await admin.repos.createOrUpdateFileContents({
    ...shop,
    path: "runbooks/failover.md",
    message: "Add a runbook",
    content: Buffer.from(runbook).toString("base64"),
  });
  wire = await eavesdrop(github.url);
  runner = startRunner({ apiUrl: wire.url, token: await jobToken(github, allWrites) });
  runs = runsOf(github, runner);
  await github.deliveries.flush();
}, 600_000);
afterAll(async () => {
  runner?.close();
  wire?.close();
  await github?.close();
});

async function comment(issue: number, by: string, body: string): Promise<readonly Step[]> {
  await github.as(by).issues.createComment({ ...shop, issue_number: issue, body });
  return runs();
}

async function fileOn(ref: string, path: string): Promise<{ text: string; sha: string }> {
  const { data } = await github.as("alice").repos.getContent({ ...shop, path, ref });
  if (Array.isArray(data) || !("content" in data)) throw new Error(`Unexpected folder at ${path}`);
  return { text: Buffer.from(data.content, "base64").toString("utf8"), sha: data.sha };
}

async function checkOn(sha: string): Promise<string | null | undefined> {
  const { data } = await github.as("alice").checks.listForRef({ ...shop, ref: sha });
  return data.check_runs.findLast((run) => run.name === "gitcident / post-mortem")?.conclusion;
}

describe("an incident kept by the Action alone", () => {
  it("lives from its declaration to its action items", async () => {
    const alice = github.as("alice");
    await runs();
    const { data: issue } = await alice.issues.create({
      ...shop,
      title: "Database failover failed",
      body: "### What is seen\n\n503 everywhere\n\n### Services\n\ndatabase\n\n### Type\n\navailability",
      labels: ["incident"],
    });
    const declared = await runs();
    expect(declared.map(({ code }) => code)).toEqual(declared.map(() => 0));
    const id = declared[0]?.outputs["incident"] ?? "";
    expect(id).toMatch(/^INC-\d{4}-\d{3}$/);
    const branch = `incident/${id}`;
    const path = `incidents/${id.slice(4, 8)}/${id}.md`;
    const pull = async () => (await alice.pulls.list({ ...shop, state: "all", head: `octo:${branch}` })).data[0];
    const { number, head } = (await pull()) ?? { number: 0, head: { sha: "" } };
    // Nobody was told of the pull request that the job's token opened: the same run looked at it.
    expect(await checkOn(head.sha)).toBe("failure");
    expect(JSON.parse(declared[0]?.outputs["plan"] ?? "[]").map((one: { target: string }) => one.target)).toEqual([
      `incident/${issue.number}`,
      `pull/${number}`,
    ]);
    expect(Number(declared[0]?.outputs["errors"])).toBeGreaterThan(0);

    const said = [
      ["bob", "/ack"],
      ["alice", "/severity sev2"],
      ["alice", "/assign commander @alice"],
      ["bob", "/timeline The standby took over: %0A::error::no ##[command]"],
      ["bob", "/impact customers=30%"],
      ["alice", "/cause The script compared the wrong node"],
      ["alice", "/action Fix the script @bob due:2027-01-30 priority:high"],
      ["mallory", "/resolve nothing to see here"],
      ["bob", "/mitigate"],
      ["alice", "/resolve"],
    ] as const;
    for (const [by, body] of said) {
      const steps = await comment(issue.number, by, body);
      expect(
        steps.map(({ code }) => code),
        body,
      ).toEqual([0]);
      expect(steps[0]?.log).not.toMatch(/^::/m);
    }
    const record = await fileOn(branch, path);
    expect(record.text).toContain("The standby took over");
    expect(record.text).toMatch(/^status: resolved$/m);
    expect(record.text).not.toContain("nothing to see here");
    expect((await pull())?.draft).toBe(false);

    await alice.repos.createOrUpdateFileContents({
      ...shop,
      path,
      branch,
      message: "Write the post-mortem",
      sha: record.sha,
      content: Buffer.from(writePostmortem(record.text)).toString("base64"),
    });
    const reviewed = await runs();
    expect(reviewed.flatMap(({ code }) => code).every((code) => code === 0)).toBe(true);
    const written = await pull();
    expect([await checkOn(written?.head.sha ?? ""), reviewed.at(-1)?.summary]).toEqual(["success", expect.any(String)]);

    await alice.pulls.merge({ ...shop, pull_number: number });
    const merged = await runs();
    expect(merged.every(({ code }) => code === 0)).toBe(true);
    const { data: items } = await alice.issues.listForRepo({ ...shop, labels: "action-item", state: "all" });
    expect(items.map(({ title }) => title)).toEqual(["Fix the script"]);
    expect((await alice.issues.get({ ...shop, issue_number: issue.number })).data.state).toBe("closed");
    expect((await fileOn("main", path)).text).toMatch(new RegExp(`Fix the script .*#${items[0]?.number}`));
    expect((await fileOn("main", "reports/runbook-coverage.md")).text).toContain(id);
    const reported = merged.find(({ summary }) => summary.includes("## Reports"));
    expect(reported?.summary).toContain("xychart-beta");
    expect(reported?.summary).toContain("| Incidents with a runbook | 1 of 1 (100 %) |");

    await alice.issues.update({ ...shop, issue_number: items[0]?.number ?? 0, state: "closed" });
    await runs();
    expect((await fileOn("main", path)).text).toMatch(/- \[x\] Fix the script/);

    wire.forget();
    const quiet = await runner.run("schedule", { schedule: "*/15 * * * *" });
    expect([quiet.code, wire.writes]).toEqual([0, []]);
    console.info(`an idle run asks ${wire.requests.length} times`);
  }, 240_000);
});
