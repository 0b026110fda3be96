import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutSource } from "../../src/host/checkout/checkout-source.ts";
import { type Objects, openObjects } from "../../src/host/checkout/objects.ts";
import type { Source } from "../../src/model/ask.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { allWrites, jobToken, startRunner } from "./runner.ts";

const clone = mkdtempSync(join(tmpdir(), "gitcident-clone-"));
const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: clone,
    encoding: "utf8",
  }).trim();
let objects: Objects | undefined;

beforeAll(() => {
  git("init", "-q", "-b", "main");
  mkdirSync(join(clone, "a/ü b"), { recursive: true });
  writeFileSync(join(clone, "a/ü b/c.md"), "\uFEFFtext\r\n");
  writeFileSync(join(clone, "binary.md"), Buffer.from([0xff, 0xfe, 0]));
  writeFileSync(join(clone, "large.md"), "x".repeat(1_048_577));
  symlinkSync("/etc/passwd", join(clone, "link.md"));
  git("add", "-A");
  git("commit", "-q", "-m", "x");
  objects = openObjects(clone, process.env);
});
afterAll(() => {
  objects?.close();
  rmSync(clone, { recursive: true, force: true });
});

const asked: string[] = [];
const server = {
  tree: async ({ sha }: { sha: string }) => asked.push(sha) && [],
  blob: async ({ sha }: { sha: string }) => `from the server: ${asked.push(sha) > 0}`,
} as unknown as Source;
const source = () => checkoutSource(server, objects as Objects);

describe("a source over a checkout", () => {
  it("reads trees and texts as they are, without the server", async () => {
    const entries = await source().tree({ kind: "tree", sha: git("rev-parse", "HEAD^{tree}") });
    const listed = git("ls-tree", "-r", "-z", "-l", "HEAD").split("\0").filter(Boolean);
    expect(entries.map(({ path, sha, size }) => [path, sha, size])).toEqual(
      listed.map((line) => {
        const [, , sha, size] = line.split("\t")[0]?.split(/ +/) ?? [];
        return [line.split("\t")[1], sha, Number(size)];
      }),
    );
    expect(entries.find(({ path }) => path === "link.md")?.type).toBe("link");
    const text = (path: string) => source().blob({ kind: "blob", sha: git("rev-parse", `HEAD:${path}`) });
    expect(await Promise.all(["a/ü b/c.md", "binary.md", "large.md"].map(text))).toEqual([
      "\uFEFFtext\r\n",
      null,
      null,
    ]);
    expect(asked).toEqual([]);
  });

  it("asks the server for what the clone does not have, or is no name of an object", async () => {
    const nowhere = "0".repeat(40);
    expect(await source().blob({ kind: "blob", sha: nowhere })).toBe("from the server: true");
    expect(await source().blob({ kind: "blob", sha: "HEAD:binary.md\ninfo HEAD" })).toBe("from the server: true");
    expect(await source().tree({ kind: "tree", sha: nowhere })).toEqual([]);
  });

  it("knows nothing where git is missing, and is none where the folder is no clone", async () => {
    const lost = openObjects(clone, { PATH: "/nowhere" });
    expect(await lost?.get(git("rev-parse", "HEAD:binary.md"), 10)).toBeUndefined();
    expect(openObjects(join(clone, "a"), process.env)).toBeUndefined();
  });
});

describe("the Action with a checkout", () => {
  let github: TestGitHub;
  beforeAll(async () => {
    github = await startGitHub();
  }, 600_000);
  afterAll(() => github?.close());

  it("asks GitHub for fewer texts, and says where it reads", async () => {
    const runbook = "---\ntitle: Failover\nservices: [database]\n---\n\n# Failover\n";
    writeFileSync(join(clone, "runbook.md"), runbook);
    git("add", "-A");
    git("commit", "-q", "-m", "y");
    const content = Buffer.from(runbook).toString("base64");
    const path = "runbooks/failover.md";
    await github
      .as("octo-admin")
      .repos.createOrUpdateFileContents({ owner: "octo", repo: "shop", path, message: "x", content });
    const runner = startRunner({ apiUrl: github.url, token: await jobToken(github, allWrites) });
    const blobs = async (options: object): Promise<[number, string]> => {
      const from = github.requests.length;
      const { log } = await runner.run("workflow_dispatch", {}, { inputs: { target: "reminders" }, ...options });
      return [github.requests.slice(from).filter(({ path }) => path.includes("/git/blobs/")).length, log];
    };
    const [without] = await blobs({});
    const [within, log] = await blobs({ workspace: clone });
    runner.close();
    expect([without, within, log]).toEqual([1, 0, expect.stringContaining("read from the checkout")]);
  }, 600_000);
});
