import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { cli } from "./cli.ts";

const sourceOf = (name: string): string => new URL(`../../src/cli/remark/${name}.ts`, import.meta.url).href;
const remark = fileURLToPath(new URL("../../node_modules/remark-cli/cli.js", import.meta.url));
const now = "2025-01-15T12:00:00Z";

/** Each message as remark-cli's reporter is given it. */
const reporter = `export default (files) => JSON.stringify(files.flatMap(({ path, messages }) => messages.map(
  ({ ruleId, source, fatal, reason, note, place, expected }) => ({ path, ruleId, source, fatal, reason, note, place, expected }))));`;

const plugin = "gitcident/remark/plugin";

/** The package under its name, as far as remark looks for it there. */
function install(): void {
  const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  folder.write("node_modules/gitcident/package.json", JSON.stringify({ name: "gitcident", type: "module", exports }));
  for (const [file, source] of [
    [exports["./remark"], "preset"],
    [exports["./remark/plugin"], "plugin"],
  ]) {
    folder.write(`node_modules/gitcident/${file}`, `export { default } from ${JSON.stringify(sourceOf(source))};`);
  }
}

let folder: Folder;
beforeAll(() => {
  folder = freshClone();
  folder.write("reporter.mjs", reporter);
  install();
  // The preset by its name, and the plugin behind it, so that no rule asks the clock.
  folder.write(".remarkrc.json", JSON.stringify({ plugins: ["gitcident/remark", [plugin, { now }]] }));
  const bad = failover
    .replace("severity: sev1", "severity: SEV-1")
    .replace("## Impact", "## Other")
    .replace("- 2025-01-15T02:50:00Z", "- 2025-01-15T2:50:00Z")
    .replace("## Summary\n", "## Summary\n\n[gone](../../nowhere.md) and TODO\n");
  folder.write("incidents/2025/INC-2025-001.md", failover);
  folder.write("incidents/2025/INC-2025-002.md", bad);
  folder.write("incidents/2025/INC-2025-003.md", `\uFEFF${bad.replaceAll("\n", "\r\n")}`);
  folder.write("incidents/2025/INC-2025-004.md", "no frontmatter\n");
  folder.write("incidents/2025/INC-2025-005.md", `---\nid: [\n---\n${"> ".repeat(100)}\n`);
  for (const [, runbook = ""] of failover.matchAll(/(runbooks\/[\w-]+\.md)/g)) folder.write(runbook, "# A runbook\n");
  folder.write("runbooks/db.md", "---\nlast_verified: yesterday\n---\n\n# Database\n");
  folder.write("README.md", "# Not ours: TODO\n");
  folder.write(".github/gitcident.yml", "rules: { links: warning }\n");
});
afterAll(() => folder.remove());

interface Message {
  readonly path: string;
  readonly ruleId: string;
  readonly source: string;
  readonly fatal: boolean;
  readonly reason: string;
  readonly note?: string;
  readonly place: { readonly start: { readonly line: number; readonly column: number } };
  readonly expected?: readonly string[];
}

function runRemark(...args: readonly string[]): {
  readonly code: number | null;
  readonly messages: readonly Message[];
} {
  const options = ["--no-stdout", "--quiet", "--report", join(folder.path, "reporter.mjs")];
  const done = spawnSync(process.execPath, [remark, ...args, ...options], {
    cwd: folder.path,
    env: gitEnv,
    encoding: "utf8",
  });
  return { code: done.status, messages: JSON.parse(done.stderr) as readonly Message[] };
}

describe("gitcident/remark", () => {
  it("finds what check finds, at the same lines and columns", async () => {
    const { code, messages } = runRemark("incidents", "runbooks", "README.md");
    const checked = JSON.parse((await cli(folder.path, ["check", "--json", "--now", now])).out);
    const said = messages.map(({ path, ruleId, fatal, reason, note, place: { start } }) =>
      [path, start.line, start.column, ruleId, fatal ? "error" : "warning", reason, note].join(" | "),
    );
    const expected: readonly string[] = checked.findings.map((one: Record<string, string>) =>
      ["path", "line", "column", "rule", "severity", "message", "fix"].map((name) => one[name]).join(" | "),
    );
    expect(said.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(12);
    expect(new Set(messages.map(({ path }) => path)).size).toBe(8);
    expect(messages.every(({ source }) => source === "gitcident")).toBe(true);
    // A finding that blocks makes remark-cli fail.
    expect(code).toBe(1);
  });

  it("is content with a good record, and offers editors what a machine can mend", () => {
    expect(runRemark("incidents/2025/INC-2025-001.md")).toEqual({ code: 0, messages: [] });
    const [typo] = runRemark("incidents/2025/INC-2025-002.md").messages.filter(
      ({ ruleId }) => ruleId === "frontmatter-schema",
    );
    expect(typo).toMatchObject({ expected: ["sev1"], place: { start: { line: 7, column: 11 } } });
  });

  it("is a preset, alone on the command line and under the key of a config", async () => {
    const named = (messages: readonly Message[]): readonly string[] =>
      messages.map(({ path, ruleId, place: { start } }) => `${path}:${start.line} ${ruleId}`).toSorted();
    const checked = JSON.parse((await cli(folder.path, ["check", "--json"])).out);
    const expected: readonly string[] = checked.findings
      .map(({ path, line, rule }: Record<string, string>) => `${path}:${line} ${rule}`)
      .toSorted();
    expect(expected.length).toBeGreaterThan(12);
    const used = runRemark("--no-config", "--use", "gitcident/remark", "incidents", "runbooks", "README.md");
    expect(named(used.messages)).toEqual(expected);
    const others = { settings: { bullet: "*" }, plugins: ["remark-gfm", "gitcident/remark"] };
    const gfm = fileURLToPath(new URL("../../node_modules/remark-gfm", import.meta.url));
    symlinkSync(gfm, join(folder.path, "node_modules", "remark-gfm"));
    folder.write("others.json", JSON.stringify(others));
    const beside = runRemark("--no-config", "--rc-path", "others.json", "incidents", "runbooks", "README.md");
    expect(named(beside.messages)).toEqual(expected);
    const { default: preset } = await import(sourceOf("preset"));
    expect(preset).toEqual({ plugins: [expect.any(Function)] });
  });

  it("takes another config, as check does", () => {
    folder.write("quiet.yml", "rules: { frontmatter-schema: off }\n");
    folder.write("quiet.json", JSON.stringify({ plugins: [[plugin, { now, config: "quiet.yml" }]] }));
    const args = ["--no-config", "--rc-path", "quiet.json", "incidents/2025/INC-2025-002.md"];
    const rules = runRemark(...args).messages.map(({ ruleId }) => ruleId);
    expect(rules).toContain("required-sections");
    expect(rules).not.toContain("frontmatter-schema");
  });

  it("takes the text of an editor, and says nothing outside of a repository", () => {
    const typed = (path: string): readonly Message[] => {
      const args = ["--no-stdout", "--quiet", "--report", join(folder.path, "reporter.mjs"), "--file-path", path];
      const done = spawnSync(process.execPath, [remark, ...args], {
        cwd: folder.path,
        env: gitEnv,
        encoding: "utf8",
        input: failover.replace("severity: sev1", "severity: sev9"),
      });
      return JSON.parse(done.stderr);
    };
    expect(typed("incidents/2025/INC-2025-001.md").map(({ ruleId }) => ruleId)).toContain("frontmatter-schema");
    expect(typed("elsewhere/INC-2025-001.md")).toEqual([]);
  });
});
