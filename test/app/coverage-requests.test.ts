import { afterAll, beforeAll, expect, it } from "vitest";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";

let github: TestGitHub;
let app: App;

beforeAll(async () => {
  github = await startGitHub({ without: ["graphql"] });
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
const rules = (name: string): string => `groups:\n- name: a\n  rules:\n  - alert: ${name}\n    expr: up == 0\n`;

async function quiet(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await github.deliveries.flush();
    await app.idle();
  }
}

/** One commit of alice's to main with some files, pushed at once. */
async function push(files: Readonly<Record<string, string>>): Promise<void> {
  const alice = github.as("alice");
  const { data: main } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  const { data: tip } = await alice.git.getCommit({ ...shop, commit_sha: main.object.sha });
  const { data: tree } = await alice.git.createTree({
    ...shop,
    base_tree: tip.tree.sha,
    tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
  });
  const commit = { ...shop, message: "Change", tree: tree.sha, parents: [main.object.sha] };
  const { data: made } = await alice.git.createCommit(commit);
  await alice.git.updateRef({ ...shop, ref: "heads/main", sha: made.sha });
}

it("makes the report anew with a branch, a tree and the blobs that changed", async () => {
  await push({
    ".github/gitcident.yml": "alerts: [{ paths: ['ops/*.yaml'] }]\n",
    ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`ops/${n}.yaml`, rules(`Alert${n}`)])),
    ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`runbooks/${n}.md`, `# Alert${n}\n`])),
  });
  await quiet();
  github.resetCounts();
  await push({ "ops/1.yaml": rules("Another"), "ops/2.yaml": rules("Second"), "runbooks/3.md": "# Third\n" });
  const own = github.requests.length;
  await quiet();
  const ours = github.requests.slice(own).filter(({ authKind }) => authKind === "installation");
  const reads = ours.flatMap(({ method, path }) => (method === "GET" ? [path.replace("/repos/octo/shop", "")] : []));
  const of = (kind: RegExp): number => reads.filter((path) => kind.test(path)).length;
  expect(of(/^\/git\/blobs\//), reads.join("\n")).toBe(3);
  expect(of(/^\/git\/trees\//), reads.join("\n")).toBe(1);
  expect(of(/^\/branches\/main/), reads.join("\n")).toBe(1);
  // What else is read is not for the report: the issues of action items and incidents.
  expect(reads.length - of(/^\/(?:git\/(?:blobs|trees)|branches)\//), reads.join("\n")).toBe(2);
}, 600_000);
