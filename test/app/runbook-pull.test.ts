import { afterAll, beforeAll, expect, it } from "vitest";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";

let github: TestGitHub;
let app: App;

beforeAll(async () => {
  github = await startGitHub();
  app = await startApp({
    baseUrl: github.url,
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    host: "127.0.0.1",
    port: 0,
    logLevel: "warn",
    ticks: false,
  });
  github.deliveries.to(`${app.url}/api/github/webhooks`);
}, 30_000);
afterAll(async () => {
  await app?.close();
  await github?.close();
});

const shop = { owner: "octo", repo: "shop" };
const text = `---
title: Queue
owner: "@bob"
approved_by: "@bob"
last_verified: 2025-01-15
---

# Queue

${["Symptoms", "Impact", "Diagnosis", "Resolution", "Escalation", "Prevention"].map((name) => `## ${name}\n\n1. Look.\n`).join("\n")}`;

async function quiet(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await github.deliveries.flush();
    await app.idle();
  }
}

it("asks for the review of a code owner on a pull request of a runbook, and sees it", async () => {
  const alice = github.as("alice");
  const save = (path: string, content: string, branch: string) =>
    alice.repos.createOrUpdateFileContents({
      ...shop,
      path,
      branch,
      message: `Save ${path}`,
      content: Buffer.from(content).toString("base64"),
    });
  await save("CODEOWNERS", "/runbooks/ @bob\n", "main");
  const { data: main } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  await alice.git.createRef({ ...shop, ref: "refs/heads/queue", sha: main.object.sha });
  await save("runbooks/queue.md", text, "queue");
  const { data: pull } = await alice.pulls.create({ ...shop, head: "queue", base: "main", title: "Runbook" });
  await quiet();
  const run = async () => {
    const { data } = await alice.checks.listForRef({ ...shop, ref: pull.head.sha });
    return data.check_runs[0]?.output.title;
  };
  expect(await run()).toBe("Nothing blocks the merge, 1 is advice");
  await github.as("bob").pulls.createReview({ ...shop, pull_number: pull.number, event: "APPROVE" });
  await quiet();
  expect(await run()).toBe("Nothing blocks the merge");
}, 600_000);
