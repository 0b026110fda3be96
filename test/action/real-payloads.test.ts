import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { disorderly, pathOf } from "./many-findings.ts";
import { jobToken, type Runner, type Step, startRunner } from "./runner.ts";
import { loadWorkflow, type WorkflowEvent } from "./workflow-jobs.ts";

// biome-ignore lint/suspicious/noExplicitAny: payloads as GitHub sends them.
type Payload = any;
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];
const shop = { owner: "octo", repo: "shop" };
const main = "refs/heads/main";

let github: TestGitHub;
let runner: Runner;
let workflow: Awaited<ReturnType<typeof loadWorkflow>>;
let issue = 0;
let id = "";
let written = 0;

/** Every example of an event that our workflow listens to; of schedules GitHub shows none. */
function heard(): readonly WorkflowEvent[] {
  const all = examples.flatMap(({ name: event, examples: payloads }) =>
    payloads
      .filter((payload) => workflow.listensTo(event, payload.action))
      .map((payload) => ({ event, payload: structuredClone(payload) })),
  );
  return [...all, { event: "schedule", payload: { schedule: "7,22,37,52 * * * *" } }];
}

/** Runs the jobs that the workflow starts for an event, each with a token of its own permissions. */
async function runJobs(told: WorkflowEvent): Promise<readonly { readonly job: string; readonly step: Step }[]> {
  const steps = [];
  for (const { job, inputs, permissions } of workflow.jobsOf(told)) {
    const may = Object.entries(permissions).map(([name, access]) => [name.replace("-", "_"), access]);
    const token = await jobToken(github, Object.fromEntries(may));
    steps.push({ job, step: await runner.run(told.event, told.payload, { inputs, token }) });
  }
  return steps;
}

beforeAll(async () => {
  [github, workflow] = await Promise.all([startGitHub(), loadWorkflow()]);
  const permissions = { contents: "write", issues: "write", pull_requests: "write", checks: "write" } as const;
  runner = startRunner({ apiUrl: github.url, token: await jobToken(github, permissions) });
  const alice = github.as("alice");
  const labels = ["incident"];
  issue = (await alice.issues.create({ ...shop, title: "Checkout is down", body: "", labels })).data.number;
  const step = await runner.run("issues", {
    action: "opened",
    issue: { number: issue, labels: [{ name: "incident" }] },
  });
  id = step.outputs["incident"] ?? "";
  expect([step.code, id], step.log).toEqual([0, expect.stringMatching(/^INC-/)]);
}, 600_000);
afterAll(async () => {
  runner?.close();
  await github?.close();
});

const fileOn = async (ref: string, path: string): Promise<string> => {
  const { data } = await github
    .as("alice")
    .repos.getContent({ ...shop, path, ref })
    .catch(() => ({ data: {} as { content?: string } }));
  return "content" in data && data.content ? Buffer.from(data.content, "base64").toString("utf8") : "";
};
const write = async (branch: string, path: string, text: string): Promise<string> => {
  const content = Buffer.from(text).toString("base64");
  const { data } = await github
    .as("octo-admin")
    .repos.createOrUpdateFileContents({ ...shop, path, branch, content, message: "x" });
  return data.commit.sha ?? "";
};
const checkOn = async (sha: string) => {
  const { data } = await github.as("alice").checks.listForRef({ ...shop, ref: sha });
  return data.check_runs.findLast(({ name }) => name === "gitcident / post-mortem")?.conclusion ?? "none";
};
const branchAt = async (branch: string): Promise<void> => {
  const alice = github.as("alice");
  const { data } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  await alice.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: data.object.sha });
};

/** Something for a run to do, and a look whether it was done. */
interface Undone {
  readonly event: WorkflowEvent;
  readonly done: () => Promise<boolean>;
}

/** Somebody said something that is not in the incident's file. */
async function unrecorded(): Promise<Undone["done"]> {
  const text = `The standby answers ${written++}`;
  await github.as("alice").issues.createComment({ ...shop, issue_number: issue, body: `/timeline ${text}` });
  return async () => (await fileOn(`incident/${id}`, `incidents/${id.slice(4, 8)}/${id}.md`)).includes(text);
}

/** A post-mortem on the default branch that no report names. */
async function unreported(): Promise<Undone["done"]> {
  const number = 500 + written++;
  await write("main", pathOf(number), disorderly(number, 2));
  return async () => (await fileOn("main", "reports/runbook-coverage.md")).includes(`INC-2025-${number}`);
}

/** The event as it would be of our emulated repository, and something that it must lead to. */
async function staged({ event, payload }: WorkflowEvent): Promise<Undone | undefined> {
  const home = { full_name: "octo/shop", name: "shop", default_branch: "main", owner: { login: "octo" } };
  const repository = { ...payload.repository, ...home };
  const told = (more: Payload, ref?: string) => ({
    event: { event, payload: { ...payload, repository, ...more }, ...(ref !== undefined && { ref }) },
  });
  if (event === "issues" || event === "issue_comment") {
    const labels = [...payload.issue.labels, { name: "incident" }];
    return { ...told({ issue: { ...payload.issue, number: issue, labels } }), done: await unrecorded() };
  }
  if (event === "pull_request" && payload.action === "closed") {
    const pull = { ...payload.pull_request, merged: true, head: { ...payload.pull_request.head, repo: repository } };
    return { ...told({ pull_request: pull }), done: await unreported() };
  }
  if (event === "pull_request" || event === "pull_request_review") {
    const head = `change-${written++}`;
    await branchAt(head);
    const sha = await write(head, pathOf(700 + written), disorderly(700 + written, 2));
    const { data } = await github.as("alice").pulls.create({ ...shop, title: "x", head, base: "main", body: "" });
    const ends = { head: { ref: head, sha, repo: repository }, base: { ref: "main", repo: repository } };
    const pull = { ...payload.pull_request, number: data.number, state: "open", ...ends };
    const review = payload.review && { review: { ...payload.review, state: "approved" } };
    return {
      ...told({ number: data.number, pull_request: pull, ...review }),
      done: async () => (await checkOn(sha)) === "failure",
    };
  }
  if (event === "merge_group") {
    const head = payload.merge_group.head_ref.replace(/\d+(?=-[0-9a-f]{40}$)/, String(100 + written++));
    await branchAt(head.replace("refs/heads/", ""));
    const sha = await write(head.replace("refs/heads/", ""), pathOf(900 + written), disorderly(900 + written, 2));
    const group = { ...payload.merge_group, head_ref: head, head_sha: sha };
    return { ...told({ merge_group: group }, head), done: async () => (await checkOn(sha)) === "failure" };
  }
  if (event === "push") {
    // The workflow hears of branches only; whoever lets it hear of tags has a run that says why it did nothing.
    if (!payload.ref.startsWith("refs/heads/")) return undefined;
    return { ...told({ ref: main }, main), done: await unreported() };
  }
  const inputs = event === "workflow_dispatch" ? { target: "all", "dry-run": false } : undefined;
  return { ...told({ inputs }), done: written++ % 2 ? await unrecorded() : await unreported() };
}

describe("GitHub's own examples of the events that the workflow listens to", () => {
  it("do what they are for, in the jobs that the workflow starts, with those jobs' permissions", async () => {
    const counts: Record<string, number> = {};
    for (const told of heard()) {
      const undone = await staged(told);
      if (!undone) continue;
      const { event, payload } = undone.event;
      const what = `${event} ${payload.action ?? ""}`;
      expect(await undone.done(), what).toBe(false);
      const ran = await runJobs(undone.event);
      expect(
        ran.map(({ step }) => step.code),
        `${what}\n${ran.map(({ step }) => step.log)}`,
      ).toEqual([0]);
      expect(await undone.done(), `${what}\n${ran.map(({ step }) => step.log)}`).toBe(true);
      counts[event] = (counts[event] ?? 0) + 1;
    }
    console.info(`real payloads, each with work to do: ${JSON.stringify(counts)}, all done`);
    expect(Object.keys(counts).length).toBe(9);
  }, 600_000);

  it("never crash it and never leave it silent, whatever repository they are of", async () => {
    let runs = 0;
    const names = [
      "issues",
      "issue_comment",
      "pull_request",
      "pull_request_review",
      "merge_group",
      "push",
      "repository_dispatch",
    ];
    const others = examples
      .filter(({ name }) => names.includes(name))
      .flatMap(({ name: event, examples: payloads }) => payloads.map((payload) => ({ event, payload })))
      // Each is a process: one of each action, and all of them where there is time.
      .filter(({ event, payload }, at, all) => {
        const same = (one: (typeof all)[number]) => one.event === event && one.payload.action === payload.action;
        return process.env["GITCIDENT_LONG"] !== undefined || all.findIndex(same) === at;
      });
    for (const { event, payload } of others) {
      const step = await runner.run(event, payload);
      const what = `${event} ${payload.action ?? ""}\n${step.log}`;
      expect(step.code, what).toBe(0);
      expect(step.log, what).toMatch(/^Looked at: \w/);
      expect(step.log, what).not.toMatch(/^\s+at |Error:|undefined|\[object/m);
      expect(step.summary, what).toContain("# Gitcident");
      expect(Object.keys(step.outputs), what).toEqual(["findings", "errors", "incident", "plan"]);
      // Green without a target is only for what tells of nothing of ours.
      const targets = JSON.parse(step.outputs["plan"] ?? "null") as readonly unknown[];
      if (targets.length === 0) expect(step.summary, what).toMatch(/Nothing was to do: \w.*concerns no incident/);
      runs++;
    }
    console.info(`real payloads as they are: ${runs} runs, 0 crashes`);
  }, 600_000);
});
