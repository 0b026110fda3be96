import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { mainScript } from "./cli.ts";

// util-linux' script(1) lends a command a terminal.
const script = spawnSync("script", ["--version"], { encoding: "utf8" });
const lends = script.status === 0 && script.stdout.includes("util-linux");

let folder: Folder;
afterEach(() => folder.remove());

/** Runs `init` on a terminal, and types each answer once its question is there. Returns what a person saw. */
async function init(
  answers: readonly (readonly [question: string, keys: string])[],
): Promise<{ code: number; said: string }> {
  folder = freshClone();
  const command = `stty cols 90 rows 40; "${process.execPath}" "${mainScript}" init`;
  const env = { ...gitEnv, TERM: "xterm-256color", SHELL: "/bin/sh" };
  const child = spawn("script", ["-qefc", command, "/dev/null"], {
    cwd: folder.path,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const left = [...answers];
  let said = "";
  let from = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    const [question, keys] = left[0] ?? [];
    if (question === undefined || keys === undefined || !stripVTControlCharacters(said.slice(from)).includes(question))
      return;
    left.shift();
    from = said.length;
    child.stdin.write(keys);
  });
  const [code] = await once(child, "close");
  return { code, said: stripVTControlCharacters(said) };
}

const written = (path: string): boolean => existsSync(join(folder.path, path));

describe.skipIf(!lends)("init on a terminal (skipped without util-linux' script)", () => {
  it("asks who owns it, shows what it will write, and writes it", async () => {
    const { code, said } = await init([
      ["Who owns", "octo\r"],
      ["Expected @login", "\u007f\u007f\u007f\u007f@octo/sre\r"],
      ["Write 10 files?", "y"],
    ]);
    expect([code, said]).toEqual([0, expect.stringContaining("+ .github/workflows/gitcident.yml")]);
    expect(said).toContain("wrote .github/CODEOWNERS");
    expect(said).toMatch(/Next:\s+1\. /);
    expect(spawnSync("grep", ["-c", "@octo/sre", ".github/CODEOWNERS"], { cwd: folder.path }).status).toBe(0);
    // Nothing that stays runs over the edge.
    const stays = said.slice(said.indexOf("wrote .github")).split("\n");
    expect(stays.filter((line) => line.length > 105)).toEqual([]);
  }, 600_000);

  it("writes nothing where the answer is no, or ^C", async () => {
    const refused = await init([
      ["Who owns", "\r"],
      ["Write 10 files?", "n"],
    ]);
    expect([refused.code, written(".github"), refused.said]).toEqual([
      2,
      false,
      expect.stringContaining("nothing was written"),
    ]);
    folder.remove();
    const stopped = await init([["Who owns", "\u0003"]]);
    expect([stopped.code, written(".github"), stopped.said]).toEqual([
      2,
      false,
      expect.stringContaining("nothing was written"),
    ]);
  }, 600_000);
});
