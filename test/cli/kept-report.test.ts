import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { generate } from "../../bench/generate.ts";
import type { Io } from "../../src/cli/io.ts";
import { keptAnswer } from "../../src/cli/runbook-coverage/kept-answer.ts";
import { readKeptReport } from "../../src/cli/runbook-coverage/kept-report.ts";
import { withOptions } from "../../src/cli/runbook-coverage/with-options.ts";
import type { Asked } from "../../src/cli/verb.ts";
import { openWorkspace } from "../../src/cli/workspace.ts";
import { emptyFolder, type Folder } from "../host/clone.ts";
import { cli } from "./cli.ts";

let folder: Folder;
const names: string[] = [];
const now = ["--now", "2026-09-01T00:00:00Z"];
const run = (...args: readonly string[]) => cli(folder.path, ["coverage", "--alerts", "ops", ...now, ...args]);
const quiet = (): Io => ({ cwd: folder.path, env: {}, err: () => {} }) as unknown as Io;
const asked = (): Asked => ({ args: [], options: { cwd: folder.path, alerts: "ops", now: now[1] } });

/** What the kept report is answered with, without looking at all files again; undefined: it has to be made anew. */
async function answered(): Promise<string | undefined> {
  const workspace = withOptions(openWorkspace(asked(), quiet()), asked());
  const answer = await keptAnswer(workspace, join(folder.path, "kept"), quiet());
  return answer && Buffer.concat(answer.pieces).toString("utf8");
}

const rules = (...all: readonly string[]): string =>
  `groups:\n- name: a\n  rules:\n${all.map((name) => `  - alert: ${name}\n`).join("")}`;

beforeEach(() => {
  folder = emptyFolder();
  folder.git("init", "-q");
  names.length = 0;
  for (const { path, text } of generate(30)) {
    folder.write(path, text);
    names.push(path);
  }
  folder.write("ops/a.yaml", rules("ErrorRateHigh", "Slow"));
  folder.write("runbooks/search.md", "---\nservices: [search]\nlast_verified: 2026-01-01\n---\n# Search\n");
  folder.write("runbooks/slow.md", "# Slow\n");
  // What was written a moment ago may be written again without a trace: a clock that is ahead makes it long ago.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

/** The cold answer, which the kept one must equal in every way of asking. */
async function expectSame(): Promise<string> {
  const cold = await run("--json", "--no-cache");
  expect(await run("--json", "--cache", "kept")).toEqual(cold);
  expect(await run("--cache", "kept", "--min", "50")).toEqual(await run("--no-cache", "--min", "50"));
  return cold.out;
}

describe("a report that was kept", () => {
  it("answers for incidents that changed, came and went, without being made anew", async () => {
    const first = await expectSame();
    expect(await answered()).toBe(first);
    const [changed = "", gone = "", odd = "", binary = ""] = names;
    folder.write(changed, "---\nservices: [nova]\nalerts: [Slow]\nrunbooks: [gone.md]\n---\n");
    rmSync(join(folder.path, gone));
    folder.write(odd, "---\nservices: &a [x, y]\nkind: dril\n---\n");
    writeFileSync(join(folder.path, binary), Buffer.from([45, 0, 255]));
    folder.write("incidents/2027/INC-2027-001.md", "---\r\nservices: !!seq [x]\r\n---\r\n");
    const after = await answered();
    expect(after).toBeDefined();
    expect(after).not.toBe(first);
    expect(await expectSame()).toBe(after);
  });

  it.each<readonly [string, () => void]>([
    ["an alert more", () => folder.write("ops/a.yaml", rules("ErrorRateHigh", "Slow", "New"))],
    ["another file of alerts", () => folder.write("ops/b.yaml", rules("New"))],
    ["another runbook", () => folder.write("runbooks/new.md", "---\nalerts: [ErrorRateHigh]\n---\n")],
    ["a runbook that changed", () => folder.write("runbooks/slow.md", "# Other\n")],
    ["a report before it", () => folder.write("reports/runbook-coverage.json", "{}")],
    ["another origin", () => void folder.git("remote", "add", "origin", "https://github.com/octo/shop")],
    ["a config", () => folder.write(".github/gitcident.yml", "runbooks: books\n")],
    ["most incidents changed", () => names.forEach((name) => void folder.write(name, "---\nservices: [x]\n---\n"))],
  ])("is made anew for %s", async (_, change) => {
    await expectSame();
    change();
    // The config, too, is what a report is kept under.
    expect(await answered()).toBeUndefined();
    await expectSame();
    expect(await answered()).toBeDefined();
  });

  it("is made anew on another day", async () => {
    await run("--json", "--cache", "kept");
    const later = ["coverage", "--alerts", "ops", "--json", "--now", "2027-01-01T00:00:00Z"];
    expect(await cli(folder.path, [...later, "--cache", "kept"])).toEqual(
      await cli(folder.path, [...later, "--no-cache"]),
    );
  });

  it("says at every run what it skips, and follows no link that came since", async () => {
    await expectSame();
    rmSync(join(folder.path, names[0] ?? ""));
    symlinkSync("/etc/passwd", join(folder.path, names[0] ?? ""));
    expect((await run("--json", "--cache", "kept")).err).toContain("a symbolic link, which is never followed");
    await expectSame();
    folder.write("runbooks/slow.md", "# Other\n");
    await expectSame();
    expect((await run("--json", "--cache", "kept")).err).toContain("a symbolic link, which is never followed");
  });

  it("hazard 30: is not believed when it is cut or a bit of it is flipped", async () => {
    const cold = await run("--json", "--no-cache");
    await run("--json", "--cache", "kept");
    const file = join(folder.path, "kept/coverage-report.bin");
    const bytes = readFileSync(file);
    const workspace = withOptions(openWorkspace(asked(), quiet()), asked());
    expect(readKeptReport(workspace, join(folder.path, "kept"))).toBeDefined();
    let believed = 0;
    for (let at = 0; at < 1000; at += 1) {
      const offset = Math.floor((at / 1000) * bytes.length);
      const flipped = Buffer.from(bytes);
      flipped[offset] = (bytes[offset] as number) ^ (1 << (at % 8));
      writeFileSync(file, at % 2 === 0 ? bytes.subarray(0, offset) : flipped);
      if (readKeptReport(workspace, join(folder.path, "kept"))) believed += 1;
      if (at % 50 === 0) expect(await run("--json", "--cache", "kept")).toEqual(cold);
    }
    console.info(`hazard 30: 1000 damaged reports of coverage, ${believed} believed`);
    expect(believed).toBe(0);
  });
});
