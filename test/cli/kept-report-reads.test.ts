import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../../bench/generate.ts";
import { type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { mainScript } from "./cli.ts";

let folder: Folder;
let paths: readonly string[];

beforeAll(async () => {
  folder = freshClone();
  folder.write(".github/gitcident.yml", "alerts:\n  - paths: ['rules/*.yaml']\n");
  folder.write("rules/a.yaml", "groups:\n- name: a\n  rules:\n  - alert: ErrorRateHigh\n");
  folder.write("runbooks/a.md", "---\nalerts: [ErrorRateHigh]\n---\n# A\n");
  paths = Array.from(generate(60), ({ path, text }) => {
    folder.write(path, text);
    return path;
  });
  // What was written just now could be written again unnoticed, so no stamp of it is kept.
  await sleep(2100);
}, 60_000);
afterAll(() => folder.remove());

/** Names every file of the repository that is opened, and the libraries that are loaded, on standard error. */
const counter = `data:text/javascript,${encodeURIComponent(`
import fs from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
const open = fs.openSync;
fs.openSync = (path, ...rest) => { if (/\\.(md|yaml)$/.test(String(path))) fs.writeSync(2, "opened " + path + "\\n"); return open(path, ...rest); };
syncBuiltinESMExports();
registerHooks({ load: (url, context, next) => { if (/\\/(zod|yaml|unified|micromark)\\//.test(url)) fs.writeSync(2, "loaded " + url + "\\n"); return next(url, context); } });
`)}`;

/** A run as a person starts it, standing at the root. */
function run(verb: "coverage" | "metrics", ...more: readonly string[]) {
  const args = ["--import", counter, mainScript, verb, "--json", "--now", "2026-06-01T00:00:00Z", ...more];
  const done = spawnSync(process.execPath, args, { cwd: folder.path, env: gitEnv, encoding: "utf8", maxBuffer: 1e9 });
  const named = (what: string): readonly string[] =>
    done.stderr.split("\n").flatMap((line) => (line.startsWith(what) ? [line.slice(what.length + 1)] : []));
  return { out: done.stdout, status: done.status, opened: named("opened"), loaded: named("loaded") };
}

it.each(["coverage", "metrics"] as const)(
  "%s opens only what changed since, and loads no library for it",
  async (verb) => {
    const first = run(verb, "--cache", "kept");
    expect(first.status).toBe(0);
    expect(first.opened.length).toBeGreaterThanOrEqual(60);
    const again = run(verb, "--cache", "kept");
    expect(again).toMatchObject({ out: first.out, opened: [], loaded: [] });
    const changed = paths[7] ?? "";
    const text = readFileSync(join(folder.path, changed), "utf8");
    folder.write(changed, text.replace(/^services: .*$/m, `services: [of-${verb}]`));
    const after = run(verb, "--cache", "kept");
    expect(after.opened).toEqual([expect.stringContaining(changed)]);
    expect(after.loaded).toEqual([]);
    const cold = run(verb, "--no-cache");
    expect(cold.loaded.length).toBeGreaterThan(0);
    expect(cold.out).toContain(`of-${verb}`);
    expect(after.out).toBe(cold.out);
    await sleep(2100);
  },
  60_000,
);
