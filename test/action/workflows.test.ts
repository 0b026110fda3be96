import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const workflows = readdirSync(new URL(".github/workflows/", root)).map((name) => `.github/workflows/${name}`);

type Validate = (document: object) => Promise<readonly { message: string; range: object }[]>;
let validate: Validate;
let asked = 0;
const scratch = mkdtempSync(join(tmpdir(), "gitcident-languageservice-"));

beforeAll(async () => {
  // Its modules import JSON as bundlers do and Node does not.
  const file = join(scratch, "languageservice.mjs");
  await build({
    input: "@actions/languageservice",
    cwd: fileURLToPath(root),
    platform: "node",
    logLevel: "silent",
    output: { file, codeSplitting: false },
  });
  ({ validate } = await import(pathToFileURL(file).href));
}, 600_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function problemsOf(path: string, text: string): Promise<readonly { message: string }[]> {
  const offsets = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const positionAt = (offset: number) => {
    const line = offsets.findLastIndex((start) => start <= offset);
    return { line, character: offset - (offsets[line] ?? 0) };
  };
  const lineCount = offsets.length;
  const offsetAt = ({ line, character }: { line: number; character: number }) => (offsets[line] ?? 0) + character;
  // What it made of an address is remembered by it.
  return validate({
    uri: pathToFileURL(`/repo-${asked++}/${path}`).href,
    getText: () => text,
    positionAt,
    offsetAt,
    lineCount,
  });
}

/** Every step's `uses`, and the permissions of every job. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<
    Record<
      string,
      { permissions?: unknown; steps: readonly { uses?: string; with?: Record<string, unknown>; run?: string }[] }
    >
  >;
}
const workflow = (path: string): Workflow => parse(read(path));

describe("what GitHub itself says of our files", () => {
  it.each([...workflows, "action.yml"])("finds nothing wrong with %s", async (path) => {
    expect(await problemsOf(path, read(path))).toEqual([]);
  });

  it.each([
    [".github/workflows/gitcident.yml", "cancel-in-progress", "cancel-in-progres"],
    [".github/workflows/gitcident.yml", "github.event_name == 'pull_request'", "githob.event_name == 'pull_request'"],
    ["action.yml", "main: dist", "mian: dist"],
  ])("would see a mistake in %s", async (path, right, wrong) => {
    expect(await problemsOf(path, read(path).replace(right, wrong))).not.toEqual([]);
  });
});

describe("the workflows", () => {
  it.each(workflows)("pin every action of %s by its commit, with the version beside it", (path) => {
    const lines = read(path)
      .split("\n")
      .filter((line) => /\buses:/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: (?:\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it("listen to what the issue names", () => {
    expect(Object.keys(workflow(".github/workflows/gitcident.yml").on).sort()).toEqual(
      [
        "issues",
        "issue_comment",
        "pull_request",
        "pull_request_review",
        "merge_group",
        "push",
        "schedule",
        "workflow_dispatch",
        "repository_dispatch",
      ].sort(),
    );
  });

  it("give no more than is needed, and run nothing that a pull request brings", () => {
    const { permissions, jobs, concurrency } = workflow(".github/workflows/gitcident.yml");
    expect(permissions).toEqual({});
    expect(jobs["check"]?.permissions).toEqual({
      contents: "read",
      issues: "read",
      "pull-requests": "write",
      checks: "write",
    });
    expect(jobs["incident"]?.permissions).toEqual({
      contents: "write",
      issues: "write",
      "pull-requests": "write",
      checks: "write",
    });
    expect(concurrency["cancel-in-progress"]).toBe(false);
    for (const { steps } of Object.values(jobs)) {
      for (const step of steps) {
        expect(step.run).toBeUndefined();
        if (!step.uses?.startsWith("actions/checkout@")) continue;
        expect(step.with?.["persist-credentials"]).toBe(false);
        expect(step.with?.["ref"]).toMatch(/base\.sha|default_branch/);
      }
    }
  });

  it("describe every input and output of the Action", () => {
    const action = parse(read("action.yml"));
    expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
    for (const described of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect((described as { description?: string }).description).toMatch(/\w{3}/);
    }
    expect(Object.keys(action.outputs)).toEqual(["findings", "errors", "incident", "plan"]);
    expect(action.branding).toEqual({
      icon: expect.stringMatching(/^[a-z-]+$/),
      color: expect.stringMatching(/^[a-z]+$/),
    });
  });
});
