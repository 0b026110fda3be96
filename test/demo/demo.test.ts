import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cli } from "../cli/cli.ts";
import { cloneWith, type Folder } from "../host/clone.ts";

let clone: Folder;
beforeAll(() => {
  clone = cloneWith({ ".github/gitcident.yml": "incidents: outages\nreviewers: ['@dave']\n" });
  writeFileSync(join(clone.path, "elsewhere.yml"), "reports: numbers\n");
});
afterAll(() => clone.remove());

it("plays the failover incident to the right end, in a process of its own", { timeout: 600_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["test/demo/main.ts"], { maxBuffer: 10_000_000 });
  expect(stdout).toContain("Everything is as it should be.");
  expect(stdout).not.toContain("✗");
});

it("plays under a clone's own config, and answers in JSON on standard output alone", { timeout: 600_000 }, async () => {
  const { code, out } = await cli("/", ["demo", "--cwd", clone.path, "--json"]);
  expect(code, out).toBe(0);
  const answer = JSON.parse(out) as { readonly checked: number };
  expect(answer).toMatchObject({ right: true, wrong: [], id: "INC-2025-001", path: "outages/2025/INC-2025-001.md" });
  expect(answer.checked).toBeGreaterThan(20);
});

it("says what is not as it should be under a config that is not the story's", { timeout: 600_000 }, async () => {
  const { code, out } = await cli(clone.path, ["demo", "--config", "elsewhere.yml", "--json"]);
  expect(code, out).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ right: false, wrong: ["the runbook coverage is on main"] });
});

it.each([
  ["--config", "none.yml"],
  ["--cwd", "/nowhere"],
  ["--now", "yesterday"],
])("refuses %s %s before it starts", async (...wrong) => {
  const { code, err } = await cli(clone.path, ["demo", ...wrong]);
  expect([code, err]).toEqual([2, expect.stringContaining("xpected")]);
});
