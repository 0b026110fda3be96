import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneWith, type Folder, gitEnv } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { mainScript, run } from "./cli.ts";

let clone: Folder;
beforeAll(() => {
  const broken = failover.replace(/^severity: .*$/m, "severity: sev9");
  clone = cloneWith(
    Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`incidents/2025/INC-2025-${String(n + 1).padStart(3, "0")}.md`, broken]),
    ),
  );
});
afterAll(() => clone.remove());

const shell = (line: string): ReturnType<typeof spawnSync> =>
  spawnSync("bash", ["-o", "pipefail", "-c", line], {
    cwd: clone.path,
    env: { ...gitEnv, NODE: process.execPath, MAIN: mainScript },
    encoding: "utf8",
  });

describe("as a process", () => {
  it("puts data on standard output and everything else on standard error", () => {
    const { out, err, code } = run(clone.path, ["check", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out).files).toBe(300);
    expect(err).toMatch(/^300 files checked: \d+ errors and \d+ warnings\n$/);
  });

  it("colours nothing without a terminal, and obeys NO_COLOR and FORCE_COLOR", () => {
    const one = ["check", "incidents/2025/INC-2025-002.md"];
    expect(run(clone.path, one).out).not.toContain("\u001b");
    expect(run(clone.path, one, { env: { FORCE_COLOR: "1" } }).out).toContain("\u001b");
    expect(run(clone.path, one, { env: { NO_COLOR: "1", FORCE_COLOR: "1" } }).out).not.toContain("\u001b");
  });

  it("takes a reader that goes away for what it is", () => {
    const { stderr, status } = shell(
      '"$NODE" "$MAIN" check --json | head -c 10 >/dev/null; echo "$PIPESTATUS" >&2; exit 0',
    );
    expect(status).toBe(0);
    expect(String(stderr)).not.toMatch(/EPIPE|Error|at /);
    expect(String(stderr)).toMatch(/300 files checked/);
    expect(String(stderr).trim().split("\n").at(-1)).toBe("1");
  });

  it("stops when it is told to", async () => {
    const child = spawn(process.execPath, [mainScript, "check"], { cwd: clone.path, env: gitEnv, stdio: "pipe" });
    child.stdout.resume();
    // Far enough for the handler to be there, not far enough to be done.
    setTimeout(() => child.kill("SIGINT"), 150);
    const [code, signal] = await once(child, "exit");
    expect([130, null, 1]).toContain(code);
    expect(signal === null || signal === "SIGINT").toBe(true);
  });
});
