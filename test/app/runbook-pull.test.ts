import { expect, it } from "vitest";
import { github, onStage, quiet, shop } from "./on-stage.ts";

onStage();

const text = `---
title: Queue
owner: "@bob"
approved_by: "@bob"
last_verified: 2025-01-15
---

# Queue

${["Symptoms", "Impact", "Diagnosis", "Resolution", "Escalation", "Prevention"].map((name) => `## ${name}\n\n1. Look.\n`).join("\n")}`;

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
