import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("plays the failover incident to the right end, in a process of its own", { timeout: 600_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["test/demo/main.ts"], { maxBuffer: 10_000_000 });
  expect(stdout).toContain("Everything is as it should be.");
  expect(stdout).not.toContain("✗");
});
