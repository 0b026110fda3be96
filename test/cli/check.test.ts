import { afterAll, describe, expect, it } from "vitest";
import { cloneWith, type Folder, freshClone } from "../host/clone.ts";
import { failover, plainFailover } from "../rules/check.ts";
import { cli } from "./cli.ts";

const folders: Folder[] = [];
const clone = (files: Readonly<Record<string, string>>): Folder => {
  const made = cloneWith(files);
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const folder of folders) folder.remove();
});

const path = "incidents/2025/INC-2025-001.md";
const running = failover.replace(/^status: .*$/m, "status: investigating").replace(/^(?:resolved|closed): .*\n/gm, "");

describe("check", () => {
  it("finds nothing in the failover incident", async () => {
    const { path: cwd } = clone({ [path]: plainFailover });
    expect(await cli(cwd, ["check"])).toEqual({
      code: 0,
      out: "",
      err: "1 file checked: 0 errors and 0 warnings\n",
    });
  });

  it("names place, rule, what and how for a person", async () => {
    const { path: cwd } = clone({ [path]: running });
    const { code, out, err } = await cli(cwd, ["check"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^incidents\/2025\/INC-2025-001\.md:\d+:\d+ {2}error {2}status-resolved {2}Unexpected status .*\n {4}\S/m,
    );
    expect(err).toMatch(/^1 file checked: [1-9]\d* errors? and \d+ warnings?\n$/);
  });

  it("gives programs the shape that it promises", async () => {
    const made = clone({ [path]: running, "incidents/README.md": "# Read me\n", "src/a.md": "no\n" });
    const { code, out } = await cli(made.path, ["check", "--json"]);
    const result = JSON.parse(out);
    expect(code).toBe(1);
    expect(Object.keys(result)).toEqual(["files", "findings", "skipped", "disabled"]);
    expect(result.files).toBe(1);
    expect(result.findings[0]).toMatchObject({ severity: "error", path, rule: expect.any(String) });
    for (const key of ["rule", "severity", "message", "path", "line", "column", "url"]) {
      expect(result.findings[0]).toHaveProperty(key);
    }
    expect(result.skipped).toEqual([
      { path: "incidents/README.md", reason: "not named as an incident, such as INC-2025-042.md" },
    ]);
    // The same from below, and by another name of the option.
    const below = await cli(`${made.path}/incidents/2025`, ["check", "--format", "json"]);
    expect(JSON.parse(below.out)).toEqual(result);
  });

  it("annotates lines in a workflow, whatever a file is called and holds", async () => {
    const odd = "incidents/2025/INC-2025-001 100%, a:b.md";
    const { path: cwd } = clone({ [odd]: failover.replace(/^severity: .*$/m, 'severity: "::error::x%0A##[error]y"') });
    const { code, out } = await cli(cwd, ["check", "--format", "github"]);
    expect(code).toBe(1);
    const lines = out.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(
        /^::(?:error|warning) file=incidents\/2025\/INC-2025-001 100%25%2C a%3Ab\.md,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,title=[\w-]+::/,
      );
      expect(line).not.toContain("##[");
      expect(line.slice(2)).not.toMatch(/%(?!25|0A|0D|3A|2C)/);
    }
  });

  it("takes files and folders, and refuses what lies outside or is not there", async () => {
    const { path: cwd } = clone({ [path]: failover, "incidents/2025/INC-2025-002.md": running, "notes.txt": "x" });
    expect((await cli(cwd, ["check", path])).code).toBe(0);
    expect((await cli(cwd, ["check", "incidents"])).err).toContain("2 files checked");
    expect((await cli(`${cwd}/incidents`, ["check", "2025"])).err).toContain("2 files checked");
    expect((await cli(cwd, ["check", "notes.txt"])).err).toContain("Skipped notes.txt: not a .md file");
    for (const wrong of ["../elsewhere.md", "/etc/passwd", "gone.md"]) {
      const { code, err } = await cli(cwd, ["check", wrong]);
      expect([code, err]).toEqual([2, expect.stringContaining(`Unexpected path ${wrong}`)]);
    }
  });

  it("reads the config, and says 2 when the config is wrong", async () => {
    const config = ".github/gitcident.yml";
    const made = clone({ [path]: running, [config]: "rules: { status-resolved: off, no-such-rule: error }\n" });
    expect((await cli(made.path, ["check"])).out).not.toContain("status-resolved");
    made.write(config, "incidents: [a, b]\n");
    const wrong = await cli(made.path, ["check", "--json"]);
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.out).findings[0]).toMatchObject({ rule: "config", path: config, line: 1 });
    made.write(config, "incidents: ../elsewhere\n");
    expect(await cli(made.path, ["check"])).toMatchObject({ code: 2, err: expect.stringContaining("../elsewhere") });
    made.write("other.yml", "label: outage\n");
    expect((await cli(made.path, ["check", "--config", "other.yml"])).code).toBe(1);
    expect((await cli(made.path, ["check", "--config", "none.yml"])).code).toBe(2);
  });

  it("takes another present", async () => {
    const { path: cwd } = clone({ [path]: failover });
    const early = await cli(cwd, ["check", "--now", "2025-01-01T00:00:00Z"]);
    expect([early.code, early.out]).toEqual([1, expect.stringContaining("in the future")]);
    expect(await cli(cwd, ["check", "--now", "yesterday"])).toMatchObject({ code: 2, out: "" });
  });

  it("says usage where usage is wrong, and helps with an example for each verb", async () => {
    const { path: cwd } = freshClone();
    for (const wrong of [["--no-such"], ["no-such"], ["check", "--no-such"], ["check", "--format", "xml"], []]) {
      expect(await cli(cwd, wrong)).toMatchObject({ code: 2, out: "" });
    }
    const { out, code } = await cli(cwd, ["--help"]);
    expect(code).toBe(0);
    const verbs = [...out.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, verb]) => verb ?? "");
    expect(verbs).toEqual(expect.arrayContaining(["init", "declare", "check", "plan", "apply", "doctor", "demo"]));
    for (const verb of verbs) expect((await cli(cwd, [verb, "--help"])).out).toContain(`npx gitcident ${verb}`);
  });
});
