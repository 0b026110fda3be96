import { expect, it } from "vitest";
import { github, onStage, quiet, shop } from "./on-stage.ts";

onStage({ without: ["graphql"] });

const rules = (name: string): string => `groups:\n- name: a\n  rules:\n  - alert: ${name}\n    expr: up == 0\n`;

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
