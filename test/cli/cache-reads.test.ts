import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../../bench/generate.ts";
import { type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { mainScript } from "./cli.ts";

const [count, changed] = [1200, 10];
let folder: Folder;
let paths: readonly string[];

beforeAll(async () => {
  folder = freshClone();
  paths = Array.from(generate(count), ({ path, text }) => {
    folder.write(path, text);
    return path;
  });
  // What was written just now could be written again unnoticed, so no stamp of it is kept.
  await sleep(2100);
}, 600_000);
afterAll(() => folder.remove());

/** Counts what is opened, in every thread, and says it on standard error at each thread's end. */
const counter = `data:text/javascript,${encodeURIComponent(`
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const open = fs.openSync;
let read = 0;
fs.openSync = (path, ...rest) => { if (/INC-\\d{4}-\\d+\\.md$/.test(String(path))) read++; return open(path, ...rest); };
syncBuiltinESMExports();
process.on("exit", () => fs.writeSync(2, "opened " + read + "\\n"));
`)}`;

/** A run of `check` with a cache. A second run has few files to look at and needs no further threads. */
function check(...more: readonly string[]): { readonly out: string; readonly opened: number } {
  const args = [
    "--import",
    counter,
    mainScript,
    "check",
    "--json",
    "--cache",
    "cache",
    "--now",
    "2026-06-01T00:00:00Z",
    ...more,
  ];
  const options = { cwd: folder.path, env: gitEnv, encoding: "utf8", maxBuffer: 1e9 } as const;
  const { stdout, stderr } = spawnSync(process.execPath, args, options);
  const opened = Array.from(stderr.matchAll(/^opened (\d+)$/gm), ([, n]) => Number(n)).reduce((a, b) => a + b, 0);
  return { out: stdout, opened };
}

it("reads only the files that changed, and says what a cold check would", () => {
  const cold = check();
  expect(JSON.parse(cold.out).files).toBe(count);
  const warm = check();
  expect([warm.opened, warm.out === cold.out]).toEqual([0, true]);
  for (const path of paths.slice(100, 100 + changed)) {
    const text = readFileSync(join(folder.path, path), "utf8");
    writeFileSync(join(folder.path, path), text.replace(/^severity: .*$/m, "severity: huge"));
  }
  const after = check();
  expect(after.opened).toBe(changed);
  expect(after.out).not.toBe(cold.out);
  expect(after.out).toBe(check("--no-cache").out);
  console.info(`second check of ${count} files after ${changed} changed: ${after.opened} read`);
}, 600_000);
