import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { emptyFolder, gitEnv } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { mainScript } from "./cli.ts";

const folder = emptyFolder();
afterAll(() => folder.remove());

/** The lines that the README has a new user type, in the block after this text. */
function linesAfter(text: string): readonly string[] {
  const readme = readFileSync("README.md", "utf8");
  const block = /```sh\n(.*?)```/s.exec(readme.slice(readme.indexOf(text)))?.[1] ?? "";
  return block.split("\n").filter((line) => line !== "");
}

/** As a person types it; `npx gitcident` is what a checkout has of it. */
function type(line: string): { readonly code: number | null; readonly out: string; readonly err: string } {
  const npx = `npx() { [ "$1" = gitcident ] && shift && "${process.execPath}" "${mainScript}" "$@"; }`;
  const done = spawnSync("bash", ["-c", `${npx}\n${line}`], { cwd: folder.path, env: gitEnv, encoding: "utf8" });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

it("takes a new user from an empty folder to a report, line by line as the README has it", () => {
  const lines = linesAfter("From an empty folder:");
  const verbs = lines.map((line) => /^npx gitcident (\w+)|^git (\w+)/.exec(line)?.slice(1).find(Boolean));
  expect(verbs).toEqual(["init", "init", "add", "declare", "switch", "check", "report"]);
  let id = "INC-2025-001";
  let transcript = "";
  for (const [index, line] of lines.entries()) {
    // The year is that of the day on which it is declared.
    const typed = line.replaceAll("INC-2025-001", id);
    const { code, out, err } = type(typed);
    transcript += `$ ${typed}\n${out}${err}[${code}]\n`;
    const first = verbs[index] === "check";
    expect(code, transcript).toBe(first ? 1 : 0);
    if (verbs[index] === "declare") id = /^INC-\d{4}-\d{3}/.exec(out)?.[0] ?? "";
    if (!first) continue;
    // It is not written up yet. The user edits, and asks again.
    expect(out).toContain("status-resolved");
    const path = `incidents/${id.slice(4, 8)}/${id}.md`;
    folder.write(path, failover.replaceAll("INC-2025-001", id).replace(/^runbooks: .*\n/m, ""));
    const again = type(typed);
    transcript += `(the user writes it up)\n$ ${typed}\n${again.out}${again.err}[${again.code}]\n`;
    expect(again, transcript).toMatchObject({ code: 0, out: "" });
  }
  expect(readFileSync(join(folder.path, "report.html"), "utf8")).toContain(`<title>${id}: `);
  console.info(transcript);
}, 600_000);
