import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openClues } from "../../src/cli/runbook-coverage/known-clues.ts";
import { emptyFolder, type Folder } from "../host/clone.ts";
import { cli } from "./cli.ts";

let folder: Folder;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => folder.remove());

/** Asks for files, each with a stamp, and says which had to be read. */
function asked(stamps: Readonly<Record<string, string | undefined>>, facts: unknown = "config") {
  const read: string[] = [];
  const known = openClues(folder.path, facts);
  const clues = Object.entries(stamps).map(([path, stamp]) =>
    known.clues(path, stamp, () => {
      read.push(path);
      return { path, stamp };
    }),
  );
  known.keep();
  return { read, clues };
}

it("reads again what was touched, what is too fresh to tell, and all of it under another config", () => {
  const first = asked({ a: "1", b: "1", fresh: undefined });
  expect(first.read).toEqual(["a", "b", "fresh"]);
  expect(asked({ a: "1", b: "2", fresh: undefined })).toMatchObject({ read: ["b", "fresh"] });
  expect(asked({ a: "1", b: "2" })).toMatchObject({ read: [], clues: [{ path: "a", stamp: "1" }, { stamp: "2" }] });
  expect(asked({ a: "1", b: "2" }, "other config").read).toEqual(["a", "b"]);
});

it("forgets files that are gone, and is as good as none when it is damaged", () => {
  asked({ a: "1", b: "1" });
  asked({ a: "1" });
  expect(asked({ a: "1", b: "1" }).read).toEqual(["b"]);
  writeFileSync(join(folder.path, "coverage.json"), "gitcident 2 x\n[]");
  expect(asked({ a: "1" }).read).toEqual(["a"]);
});

it("gives the same report with it, cold, warm and after a change", async () => {
  folder.git("init", "-q");
  folder.write("runbooks/down.md", "# Down\n");
  folder.write("ops/a.yaml", "groups:\n- name: a\n  rules:\n  - alert: Down\n");
  const run = (...args: readonly string[]) => cli(folder.path, ["coverage", "--alerts", "ops", "--json", ...args]);
  const now = ["--now", "2026-09-01T00:00:00Z"];
  const cold = await run("--no-cache", ...now);
  expect(cold.code).toBe(0);
  expect(await run("--cache", "kept", ...now)).toEqual(cold);
  expect(await run("--cache", "kept", ...now)).toEqual(cold);
  folder.write("ops/a.yaml", "groups:\n- name: a\n  rules:\n  - alert: Up\n");
  const changed = await run("--no-cache", ...now);
  expect(changed).not.toEqual(cold);
  expect(await run("--cache", "kept", ...now)).toEqual(changed);
});
