import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, type Folder } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { type Ended, run } from "./cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let home: Folder;
let user: Folder;
/** What a new user types and sees, written down as it happens. */
let transcript = "";

/**
 * Without a network `npm install` can't fetch what the package needs, so the tarball is unpacked where npm would put it
 * and finds its dependencies in the checkout's own node_modules.
 */
beforeAll(() => {
  home = emptyFolder();
  user = emptyFolder();
  const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", home.path];
  execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: root, stdio: "pipe" });
  execFileSync("npm", pack, { cwd: root, stdio: "pipe" });
  const tarball = readdirSync(home.path).find((name) => name.endsWith(".tgz")) ?? "";
  mkdirSync(join(user.path, "node_modules"), { recursive: true });
  execFileSync("tar", ["-xzf", join(home.path, tarball)], { cwd: join(user.path, "node_modules") });
  execFileSync("mv", ["package", "gitcident"], { cwd: join(user.path, "node_modules") });
  symlinkSync(join(root, "node_modules"), join(user.path, "node_modules/gitcident/node_modules"));
}, 240_000);
afterAll(() => {
  for (const folder of [home, user]) folder.remove();
});

function type(...args: readonly string[]): Ended {
  const ended = run(user.path, args, { script: join(user.path, "node_modules/gitcident/dist/cli/main.js") });
  transcript += `$ npx gitcident ${args.join(" ")}\n${ended.out}${ended.err}[${ended.code}]\n`;
  return ended;
}

describe("the packed tarball", () => {
  it("holds what it runs on, and a command by the name", () => {
    const at = join(user.path, "node_modules/gitcident");
    const { bin } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    expect(bin).toEqual({ gitcident: "dist/cli/main.js" });
    expect(readFileSync(join(at, bin.gitcident), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(type("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(existsSync(join(at, "src"))).toBe(false);
  });

  it("says that the demo needs a checkout", () => {
    expect(type("demo")).toMatchObject({ code: 2, err: expect.stringMatching(/npm ci && npm run demo/) });
  });

  it("takes a new user from an empty folder to a checked incident", () => {
    expect(type("check")).toMatchObject({ code: 2, err: expect.stringContaining("git init") });
    user.git("init", "-q", "-b", "main");
    user.write(".gitignore", "node_modules/\n");
    const init = type("init", "--yes");
    expect(init).toMatchObject({ code: 0, out: expect.stringContaining("wrote .github/gitcident.yml") });
    expect(init.out).toContain("wrote .github/ISSUE_TEMPLATE/incident.yml");
    expect(existsSync(join(user.path, "templates/postmortem.md"))).toBe(true);
    expect(type("doctor").code).toBe(0);
    user.git("add", "-A");
    user.git("commit", "-q", "-m", "Add Gitcident");
    const now = ["--now", "2025-01-15T02:32:15Z"];
    const declare = ["declare", "--severity", "sev1", "--type", "availability", "--title", "Failover failed", ...now];
    expect(type(...declare)).toMatchObject({
      code: 0,
      out: "INC-2025-001 incidents/2025/INC-2025-001.md on branch incident/INC-2025-001\n",
    });
    user.git("switch", "-q", "incident/INC-2025-001");
    const running = type("check");
    expect(running).toMatchObject({ code: 1, out: expect.stringContaining("status-resolved") });
    // The user writes it up.
    user.write("incidents/2025/INC-2025-001.md", failover);
    expect(type("check")).toMatchObject({ code: 0, out: "", err: "1 file checked: 0 errors and 0 warnings\n" });
    expect(readdirSync(join(user.path, "node_modules/.cache/gitcident"))).toEqual(["check.json"]);
    expect(type("check", "--json").code).toBe(0);
    const report = type("report", "INC-2025-001");
    expect(report).toMatchObject({ code: 0, out: expect.stringContaining("## Action items") });
    console.info(transcript);
  });

  it("does not believe a cache of other rules", () => {
    appendFileSync(join(user.path, "node_modules/.cache/gitcident/check.json"), " ");
    expect(type("check").code).toBe(0);
  });
});
