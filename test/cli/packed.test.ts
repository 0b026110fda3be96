import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAppProcess } from "../app/app-process.ts";
import { startGitHub } from "../github/start.ts";
import { emptyFolder, type Folder, gitEnv } from "../host/clone.ts";
import { failover as finished } from "../rules/check.ts";
import type { Ended } from "./cli.ts";

/** A finished post-mortem whose runbooks need not be there. */
const failover = finished.replace(/^runbooks: .*\n/m, "");

const root = fileURLToPath(new URL("../../", import.meta.url));
let home: Folder;
let user: Folder;
/** What a new user types and sees, written down as it happens. */
let transcript = "";

/** A machine on which npm never ran and that reaches no registry: what the package needs, it must bring along. */
function lonely(): NodeJS.ProcessEnv {
  return {
    ...gitEnv,
    // The `node` that the command's first line asks for is the one that runs this.
    PATH: [dirname(process.execPath), gitEnv["PATH"]].join(delimiter),
    HOME: home.path,
    npm_config_cache: join(home.path, "cache"),
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
}

beforeAll(() => {
  home = emptyFolder();
  user = emptyFolder();
  execFileSync("npm", ["pack", "--silent", "--pack-destination", home.path], { cwd: root, stdio: "pipe" });
  const tarball = readdirSync(home.path).find((name) => name.endsWith(".tgz")) ?? "";
  execFileSync("npm", ["install", join(home.path, tarball)], { cwd: user.path, env: lonely(), stdio: "pipe" });
}, 240_000);
afterAll(() => {
  for (const folder of [home, user]) folder.remove();
});

function type(...args: readonly string[]): Ended {
  const done = spawnSync("npx", ["gitcident", ...args], { cwd: user.path, env: lonely(), encoding: "utf8" });
  const ended = { code: done.status ?? -1, out: done.stdout, err: done.stderr };
  transcript += `$ npx gitcident ${args.join(" ")}\n${ended.out}${ended.err}[${ended.code}]\n`;
  return ended;
}

describe("the packed tarball", () => {
  it("holds what it runs on, and a command by the name", () => {
    const at = join(user.path, "node_modules/gitcident");
    const { bin } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    expect(bin).toEqual({ gitcident: "dist/cli/main.js" });
    expect(readFileSync(join(at, bin.gitcident), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(readFileSync(join(at, "dist/cli/licenses.txt"), "utf8")).toMatch(/^zod 4\.[\d.]+: MIT$/m);
    // The optional compiler could not be had, and nothing else was needed.
    expect(readdirSync(dirname(at)).filter((name) => !name.startsWith("."))).toEqual(["gitcident"]);
    expect(type("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(existsSync(join(at, "src"))).toBe(false);
    // What runs where all is known is a file or two: beside a few lines of the bundler they load nothing.
    const files = readdirSync(join(at, "dist/cli")).filter((name) => name.startsWith("warm-"));
    const texts = files.map((name) => readFileSync(join(at, "dist/cli", name), "utf8"));
    const loads = texts.map((text) => [...text.matchAll(/\bfrom\s*"([^"]+)"/g)].map(([, from]) => from?.split("-")[0]));
    expect(loads.toSorted((one, other) => one.length - other.length)).toEqual([
      ["./rolldown"],
      ["./rolldown", "./warm"],
    ]);
    expect(texts.join("").length, "no library has come into it").toBeLessThan(300_000);
  });

  it("is remark's preset, and the plugin in it, by their names", () => {
    const asked = `const { default: preset } = await import("gitcident/remark");
      const { default: plugin } = await import("gitcident/remark/plugin");
      process.stdout.write(String(preset.plugins.length === 1 && preset.plugins[0] === plugin));`;
    const done = spawnSync(process.execPath, ["--input-type=module", "-e", asked], {
      cwd: user.path,
      encoding: "utf8",
    });
    expect(done).toMatchObject({ stdout: "true", status: 0 });
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
    // The user writes it up, and the runbooks that it names.
    user.write("incidents/2025/INC-2025-001.md", failover);
    cpSync(join(root, "runbooks"), join(user.path, "runbooks"), { recursive: true });
    expect(type("check")).toMatchObject({ code: 0, out: "", err: "4 files checked: 0 errors and 0 warnings\n" });
    expect(readdirSync(join(user.path, "node_modules/.cache/gitcident"))).toEqual(["check.json"]);
    expect(type("check", "--json").code).toBe(0);
    const report = type("report", "INC-2025-001");
    expect(report).toMatchObject({ code: 0, out: expect.stringContaining("## Action items") });
    console.info(transcript);
  });

  it("says how to get PDFs, and makes them where their compiler is", () => {
    const pdf = ["report", "INC-2025-001", "-o", "report.pdf"];
    expect(type(...pdf)).toMatchObject({ code: 2, err: expect.stringContaining("npm install") });
    symlinkSync(join(root, "node_modules/@myriaddreamin"), join(user.path, "node_modules/@myriaddreamin"));
    expect(type(...pdf).code).toBe(0);
    expect(readFileSync(join(user.path, "report.pdf"), "latin1")).toMatch(/^%PDF-/);
    rmSync(join(user.path, "node_modules/@myriaddreamin"));
  });

  it("finds the files of its threads", () => {
    user.git("add", "-A");
    user.git("commit", "-q", "-m", "Write it up");
    user.git("switch", "-q", "main");
    user.git("merge", "-q", "incident/INC-2025-001");
    const planned = type("plan", "--archive", "--local");
    expect(planned).toMatchObject({ code: 0, out: expect.stringContaining("reports/") });
    const folder = join(user.path, "incidents/2024");
    mkdirSync(folder, { recursive: true });
    for (let n = 1; n <= 1000; n++) appendFileSync(join(folder, `INC-2024-${1000 + n}.md`), "# Empty\n");
    // With the four that the user wrote.
    expect(type("check", "--no-cache").err).toContain("1004 files checked");
    rmSync(folder, { recursive: true });
  });

  it("does not believe a cache of other rules", () => {
    appendFileSync(join(user.path, "node_modules/.cache/gitcident/check.json"), " ");
    expect(type("check").code).toBe(0);
  });

  it("holds an app that keeps the record of an incident", async () => {
    const github = await startGitHub();
    const app = await startAppProcess(
      {
        GITHUB_API_URL: github.url,
        APP_ID: String(github.appId),
        PRIVATE_KEY: github.privateKey,
        WEBHOOK_SECRET: github.webhookSecret,
        LOG_LEVEL: "info",
      },
      join(user.path, "node_modules/gitcident/dist/app/main.js"),
    );
    try {
      github.deliveries.to(`${app.url}/api/github/webhooks`);
      const [shop, alice] = [{ owner: "octo", repo: "shop" }, github.as("alice")];
      await alice.issues.create({ ...shop, title: "Checkout is down", body: "500s", labels: ["incident"] });
      await github.deliveries.flush();
      await expect
        .poll(async () => (await alice.pulls.list({ ...shop, state: "open" })).data, { timeout: 40_000 })
        .toMatchObject([{ head: { ref: expect.stringMatching(/^incident\/INC-\d{4}-\d{3}$/) } }]);
    } finally {
      app.child.kill("SIGTERM");
      expect(await app.exited).toBe(0);
      await github.close();
    }
  });
});
