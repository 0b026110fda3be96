import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type Eavesdropper, eavesdrop } from "./eavesdrop.ts";
import { disorderly, pathOf } from "./many-findings.ts";
import { jobToken, type Runner, type Step, startRunner } from "./runner.ts";

let github: TestGitHub;
let wire: Eavesdropper;
let runner: Runner;
let readOnly: string;
// biome-ignore lint/suspicious/noExplicitAny: an event as GitHub sends it.
let event: any;
const shop = { owner: "octo", repo: "shop" };
const files = 40;
const reads = { contents: "read", issues: "read", pull_requests: "read", checks: "read" } as const;

beforeAll(async () => {
  github = await startGitHub();
  const hostile = {
    // Each would let the change pass, or run something, if what is proposed counted.
    ".github/gitcident.yml": "rules: { timeline-order: off, timeline-inside: off, required-sections: off }\n",
    "templates/postmortem.md": "{{ constructor }}",
    "dist/action.js": "process.exit(0)",
    "package.json": '{"scripts":{"preinstall":"touch canary"}}',
  };
  const incidents = Array.from({ length: files }, (_, index) => [pathOf(100 + index), disorderly(100 + index, 30)]);
  const number = await propose({ ...hostile, ...Object.fromEntries(incidents) }, "patch");
  await github.deliveries.flush();
  const told = github.deliveries.log.findLast((one) => one.event === "pull_request" && one.action === "opened");
  event = structuredClone(told?.payload);
  expect(event.pull_request.number).toBe(number);
  const fork = { ...event.pull_request.head.repo, full_name: "mallory/shop", fork: true };
  event.pull_request.head.repo = { ...fork, owner: { login: "mallory", type: "User" } };
  readOnly = await jobToken(github, reads);
  wire = await eavesdrop(github.url);
  runner = startRunner({ apiUrl: wire.url, token: readOnly });
}, 600_000);
afterAll(async () => {
  runner?.close();
  wire?.close();
  await github?.close();
});

async function propose(texts: Readonly<Record<string, string>>, branch: string): Promise<number> {
  const alice = github.as("alice");
  const { data: base } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  const { data: tree } = await alice.git.createTree({
    ...shop,
    base_tree: (await alice.git.getCommit({ ...shop, commit_sha: base.object.sha })).data.tree.sha,
    tree: Object.entries(texts).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })),
  });
  const { data: commit } = await alice.git.createCommit({
    ...shop,
    message: "x",
    tree: tree.sha,
    parents: [base.object.sha],
  });
  await alice.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: commit.sha });
  const { data } = await alice.pulls.create({ ...shop, title: "Fixes", head: branch, base: "main", body: "" });
  return data.number;
}

async function writesDuring(work: () => Promise<Step>): Promise<{ step: Step; writes: readonly string[] }> {
  wire.forget();
  const step = await work();
  return { step, writes: [...wire.writes] };
}

const rows = (summary: string): number => summary.split("\n").filter((line) => /^\| (?:❌|⚠️) /u.test(line)).length;

describe("a pull request from a fork", () => {
  it("writes nothing, prints ten findings of a kind, has all in the summary and fails", async () => {
    const { step, writes } = await writesDuring(() => runner.run("pull_request", event));
    expect(writes).toEqual([]);
    expect(step.code, step.log).toBe(1);
    const total = Number(step.outputs["findings"]);
    expect(total).toBeGreaterThanOrEqual(1000);
    expect(rows(step.summary)).toBe(total);
    expect(step.summary).toContain(`## ${total} findings in 40 files`);
    const annotations = step.commands.filter((line) => line.startsWith("::error") && line.includes("file="));
    expect(annotations.length).toBe(9);
    expect(annotations[0]).toMatch(
      /^::error title=[\w-]+,file=[^:,]+,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?::Unexpected /,
    );
    expect(step.commands.filter((line) => line.startsWith("::error")).length).toBeLessThanOrEqual(11);
    expect(step.log).toContain(
      `${Number(step.outputs["errors"]) - 9} more findings of this kind are in the job's summary.`,
    );
    expect(step.log).not.toContain("##[");
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1_048_576);
    console.info(`hazard 25: ${total} findings in ${files} files, ${rows(step.summary)} in the summary, 0 writes`);
  }, 600_000);

  it("puts all findings on their lines where the token may write", async () => {
    const own = structuredClone(event);
    own.pull_request.head.repo = own.pull_request.base.repo;
    const token = await jobToken(github, { contents: "read", pull_requests: "read", checks: "write" });
    const step = await runner.run("pull_request", own, { token });
    expect([step.code, step.commands], step.log).toEqual([0, []]);
    const alice = github.as("alice");
    const { data } = await alice.checks.listForRef({ ...shop, ref: own.pull_request.head.sha });
    const [run] = data.check_runs.filter(({ name }) => name === "gitcident / post-mortem");
    const told = await alice.paginate(alice.checks.listAnnotations, {
      ...shop,
      check_run_id: run?.id ?? 0,
      per_page: 100,
    });
    expect([run?.conclusion, told.length]).toEqual(["failure", Number(step.outputs["findings"])]);
    const again = await writesDuring(() => runner.run("pull_request", own, { token }));
    expect([again.writes, again.step.outputs["findings"]]).toEqual([[], step.outputs["findings"]]);
  }, 600_000);

  it("runs nothing from a pull request, wherever it lies", async () => {
    const workspace = mkdtempSync(join(tmpdir(), "gitcident-hostile-"));
    const canary = join(workspace, "canary");
    const write = (path: string, text: string, mode = 0o755): void => {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text, { mode });
    };
    try {
      execFileSync("git", ["init", "-q", workspace]);
      const touch = `require("fs").writeFileSync(${JSON.stringify(canary)}, "")`;
      for (const path of [
        "dist/action.js",
        "action.js",
        "node_modules/zod/index.js",
        "node_modules/@octokit/rest/index.js",
        "gitcident.config.js",
      ]) {
        write(path, touch);
      }
      write("package.json", '{"main":"action.js","type":"commonjs"}');
      write("git", `#!/bin/sh\ntouch ${canary}\n`);
      write(".gitattributes", "* filter=evil diff=evil\n");
      write(".git/hooks/post-checkout", `#!/bin/sh\ntouch ${canary}\n`);
      const { step, writes } = await writesDuring(() => runner.run("pull_request", event, { workspace }));
      const target = await writesDuring(() =>
        runner.run("pull_request_target", event, { workspace, token: readOnly, inputs: { "dry-run": "true" } }),
      );
      expect([existsSync(canary), writes, target.writes]).toEqual([false, [], []]);
      // The proposed config, which turns the rules off, does not count.
      expect(Number(step.outputs["errors"])).toBeGreaterThan(40);
      expect(target.step.outputs["errors"]).toBe(step.outputs["errors"]);
      console.info("hazard 24: 0 executed, 0 written, the proposed settings had no effect");
    } finally {
      rmSync(workspace, { recursive: true, force: true });
    }
  }, 600_000);
});

describe("a token that may too little", () => {
  it("fails the step, names the permission and prints what the check would have shown", async () => {
    const number = await propose({ [pathOf(900)]: disorderly(900, 3) }, "small");
    await github.deliveries.flush();
    const told = github.deliveries.log.findLast((one) => one.payload.pull_request?.number === number);
    const token = await jobToken(github, { contents: "read", pull_requests: "read" });
    const step = await runner.run("pull_request", told?.payload, { token });
    expect(step.code, step.log).toBe(1);
    expect(step.log).toContain("checks: write");
    expect(step.commands).toContainEqual(expect.stringContaining("file=incidents/2025/"));
  }, 600_000);

  it("says which line to add for an incident that can't be written", async () => {
    const alice = github.as("alice");
    const { data: issue } = await alice.issues.create({ ...shop, title: "Down", body: "", labels: ["incident"] });
    await github.deliveries.flush();
    const told = github.deliveries.log.findLast(
      (one) => one.event === "issues" && one.payload.issue.number === issue.number,
    );
    const token = await jobToken(github, { ...reads, issues: "write" });
    const step = await runner.run("issues", told?.payload, { token });
    expect(step.code).toBe(1);
    expect(step.log).toContain("Add this line to the job's `permissions:` in the workflow:%0A  contents: write");
    expect(JSON.parse(step.outputs["plan"] ?? "[]")[0].failure).toContain("contents: write");
  }, 600_000);

  it("fails where there is nothing to run in", async () => {
    const lost = await runner.run("issues", {}, { env: { GITHUB_REPOSITORY: "", GITHUB_TOKEN: "" } });
    expect([lost.code, lost.log]).toEqual([1, expect.stringContaining("GITHUB_REPOSITORY (not set)")]);
  }, 600_000);

  it("says why there was nothing to do", async () => {
    const payload = { action: "created", issue: { number: 1, labels: [] }, sender: { login: "alice", type: "User" } };
    const step = await runner.run("issue_comment", payload);
    expect([step.code, step.log.trim()]).toEqual([0, "Looked at: issue_comment (created) concerns no incident"]);
    expect(step.summary).toContain("Nothing was to do");
  });
});
