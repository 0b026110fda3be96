import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cli } from "./cli.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-archive-"));
  mkdirSync(join(root, ".git"));
  write(".git/HEAD", "ref: refs/heads/main\n");
  incident(1, "Database failover failed", "2025-01-15T02:00:00Z");
  incident(2, "Search\u001b[2J is slow", "2025-02-15T02:00:00Z");
  incident(3, "Checkout answers 503", "2025-03-15T02:00:00Z");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

function incident(number: number, title: string, started: string): void {
  const id = `INC-2025-00${number}`;
  const alerts = number === 2 ? [] : ["ReplicaLag"];
  const fields = {
    id,
    title,
    severity: "sev1",
    status: "closed",
    started,
    resolved: started.replace("T02", "T03"),
    alerts,
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  write(`incidents/2025/${id}.md`, `---\n${lines.join("\n")}\n---\n`);
}

describe("search", () => {
  it("finds incidents by their words, for people and as JSON", async () => {
    const { code, out, err } = await cli(root, ["search", "failover"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^INC-2025-001 {2}Database failover failed\n {2}sev1, 2025-01-15T02:00:00Z, 1 h {2}incidents\/2025/,
    );
    const json = JSON.parse((await cli(root, ["search", "slow", "--json"])).out);
    expect(json).toMatchObject([{ entry: { id: "INC-2025-002" }, because: [{ field: "title", words: ["slow"] }] }]);
    expect((await cli(root, ["search", "slow"])).out).not.toContain("\u001b");
  });

  it("finds what happened before", async () => {
    for (const name of ["INC-2025-003", "3", "#3", "incidents/2025/INC-2025-003.md"])
      expect((await cli(root, ["search", "--like", name])).out).toMatch(
        /^INC-2025-001 .*\n.*\n {2}found in alerts: replicalag\n/,
      );
    expect(await cli(root, ["search", "--like", "1"])).toMatchObject({
      code: 0,
      out: "",
      err: expect.stringContaining("No earlier"),
    });
  });

  it("says what it expects", async () => {
    expect(await cli(root, ["search"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("expected either words"),
    });
    expect(await cli(root, ["search", "--like", "77"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Unexpected incident 77"),
    });
  });
});

describe("maturity", () => {
  it("prints levels and recommendations", async () => {
    const { code, out, err } = await cli(root, ["maturity"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^\| process +\| 2 Recorded +\| 3 Defined +\|/m);
    expect(out).toContain("(no-drill)");
  });

  it("writes a page or JSON", async () => {
    await cli(root, ["maturity", "-o", "maturity.json"]);
    const report = JSON.parse(readFileSync(join(root, "maturity.json"), "utf8"));
    expect(report).toMatchObject({ version: 1, incidents: 3, window: { to: "2025-03-15T03:00:00Z" } });
    expect((await cli(root, ["maturity", "-o", "maturity.md", "--dry-run"])).err).toContain("maturity.md");
  });
});
