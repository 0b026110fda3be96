import { createHmac, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { disorderly, pathOf } from "../action/many-findings.ts";
import { app, github, onStage, quiet, shop } from "./on-stage.ts";

// biome-ignore lint/suspicious/noExplicitAny: payloads as GitHub sends them.
type Payload = any;
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];
const example = (name: string): Payload => structuredClone(examples.find((one) => one.name === name)?.examples[0]);

onStage();

/** What a merge queue makes: a branch with the changes that it would merge. Returns its name and head. */
async function queued(pull: number, path: string, text: string): Promise<{ branch: string; sha: string }> {
  const admin = github.as("octo-admin");
  const { data } = await admin.git.getRef({ ...shop, ref: "heads/main" });
  const branch = `gh-readonly-queue/main/pr-${pull}-${data.object.sha}`;
  await admin.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: data.object.sha });
  const content = Buffer.from(text).toString("base64");
  const made = await admin.repos.createOrUpdateFileContents({ ...shop, path, branch, content, message: "x" });
  return { branch, sha: made.data.commit.sha ?? "" };
}

/** The same repository and installation as in whatever else the App hears. */
async function deliver(event: string, payload: Payload): Promise<void> {
  const repository = { ...payload.repository, name: "shop", full_name: "octo/shop", default_branch: "main" };
  repository.owner = { ...repository.owner, login: "octo" };
  const body = JSON.stringify({ ...payload, repository, installation: { id: github.installationId } });
  const signature = `sha256=${createHmac("sha256", github.webhookSecret).update(body).digest("hex")}`;
  const signed = { "x-github-event": event, "x-github-delivery": randomUUID(), "x-hub-signature-256": signature };
  const headers = { "content-type": "application/json", ...signed };
  const { ok } = await fetch(`${app.url}/api/github/webhooks`, { method: "POST", headers, body });
  expect(ok).toBe(true);
  await quiet();
}

async function checksOn(ref: string): Promise<readonly unknown[]> {
  const { data } = await github.as("alice").checks.listForRef({ ...shop, ref });
  return data.check_runs.map(({ name, conclusion }) => [name, conclusion]);
}

it("checks a merge group that the queue tells of", async () => {
  const { branch, sha } = await queued(104, pathOf(104), disorderly(104, 2));
  const payload = example("merge_group");
  const group = { ...payload.merge_group, head_ref: `refs/heads/${branch}`, head_sha: sha };
  await deliver("merge_group", { ...payload, action: "checks_requested", merge_group: group });
  expect(await checksOn(sha)).toEqual([["gitcident / post-mortem", "failure"]]);
}, 600_000);

it("checks one that only its push tells of, once", async () => {
  const { branch, sha } = await queued(105, "src/a.ts", "export {};\n");
  const payload = example("push");
  for (let told = 0; told < 2; told++) await deliver("push", { ...payload, ref: `refs/heads/${branch}`, after: sha });
  expect(await checksOn(sha)).toEqual([["gitcident / post-mortem", "success"]]);
}, 600_000);

it("finds with one tick a group that nobody told of", async () => {
  const { sha } = await queued(106, "src/b.ts", "export {};\n");
  await app.tick();
  await quiet();
  expect(await checksOn(sha)).toEqual([["gitcident / post-mortem", "success"]]);
}, 600_000);
