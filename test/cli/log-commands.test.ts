import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defused } from "../../src/cli/defused.ts";
import { cloneWith, type Folder, gitEnv } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { mainScript, run } from "./cli.ts";

/** Commands in a log as a runner finds them (actions/runner, ActionCommand.cs): `::name…::` first on a line, `##[name]` anywhere. */
function commandsIn(log: string): readonly string[] {
  return log.split(/\r\n|[\n\r]/).filter((line) => /^[\s\u0085]*::[^:]*::/.test(line) || /##\[[^\]]*\]/.test(line));
}

const evil = "::error title=pwned::gone";
const lines = [evil, `\u00a0\u0085 ${evil}`, "##[error]gone", "::add-mask::a", "::stop-commands::x"].join("\n");
const pages = {
  "incidents/2025/INC-2025-001.md": failover
    .replace("## Summary\n", `## Summary\n\n${lines}\n\n\`\`\`\n${lines}\n\`\`\`\n`)
    .replace("## Timeline\n", `## Timeline\n\n- 2025-01-15T02:31:00Z ##[error]gone (@alice)\n`)
    .replace("## Root cause\n", `## Root cause\n\n${lines}\n`)
    .replace("## Lessons learned\n", `## Lessons learned\n\n- ${evil}\n\n${lines}\n`),
  "runbooks/database.md": `---\ntitle: "${evil} ##[error]"\nservices: [database]\ntypes: [availability]\n---\n\n# x\n\n${lines}\n`,
  [`runbooks/${evil}.md`]: "# No frontmatter\n",
  "templates/playbook.md": `# {{ type }}\n\n${lines}\n`,
};

let clone: Folder;
beforeAll(() => {
  clone = cloneWith(pages);
});
afterAll(() => clone.remove());

const inJob = { env: { GITHUB_ACTIONS: "true" } };

describe("hazard 17: what the command line prints in a workflow", () => {
  it.each([
    ["report as Markdown", ["report", "INC-2025-001"]],
    ["report as HTML", ["report", "INC-2025-001", "--format", "html"]],
    ["report as JSON", ["report", "INC-2025-001", "--json"]],
    ["post-mortem", ["postmortem", "INC-2025-001"]],
    ["post-mortem as JSON", ["postmortem", "INC-2025-001", "--json"]],
    ["playbook", ["playbook", "--type", "availability"]],
    ["check", ["check"]],
    ["check as JSON", ["check", "--json"]],
    ["check of a folder, named from inside of it", ["check", "--cwd", "runbooks", "."]],
    ["check of a path that is none", ["check", `x\n${evil}`]],
    ["coverage", ["coverage"]],
    ["metrics", ["metrics"]],
    ["plan", ["plan", "--archive", "--local"]],
    ["plan as JSON", ["plan", "--archive", "--local", "--json"]],
    ["init", ["init", "--dry-run"]],
    ["doctor", ["doctor"]],
    ["a verb that is none", [evil]],
    ["an option that is none", ["check", `--${evil}\n${evil}`]],
  ])("holds no command: %s", (_what, args) => {
    const { out, err } = run(clone.path, args, inJob);
    expect(`${out}${err}`.length).toBeGreaterThan(0);
    expect(commandsIn(`${out}\n${err}`)).toEqual([]);
    if (args.includes("--json")) expect(() => JSON.parse(out)).not.toThrow();
  });

  it("would hold them otherwise", () => {
    const { out } = run(clone.path, ["postmortem", "INC-2025-001"]);
    expect(commandsIn(out).length).toBeGreaterThan(10);
  });

  it("holds the annotations that were asked for, and no others", () => {
    const found = JSON.parse(run(clone.path, ["check", "--json"]).out).findings.length;
    const { out, err } = run(clone.path, ["check", "--format", "github"], inJob);
    expect(found).toBeGreaterThan(0);
    expect([commandsIn(out).length, commandsIn(err)]).toEqual([found, []]);
    expect(commandsIn(out).every((line) => /^::(?:error|warning) file=/.test(line))).toBe(true);
    console.info(`hazard 17: 18 command lines, 0 commands beside ${found} annotations`);
  });

  it("writes into a file what is, to the byte", () => {
    const into = (env: object) => {
      const shell = `"${process.execPath}" "${mainScript}" postmortem INC-2025-001 > ../${clone.path.split("/").at(-1)}.out`;
      spawnSync("bash", ["-c", shell], { cwd: clone.path, env: { ...gitEnv, ...env } });
      const said = spawnSync("bash", ["-c", `cat ${clone.path}.out && rm ${clone.path}.out`], { encoding: "utf8" });
      return said.stdout;
    };
    const [inside, outside] = [into(inJob.env), into({})];
    expect(inside).toBe(outside);
    expect(inside).toContain(evil);
  });

  it("is the same to its reader, and harmless whatever it is", () => {
    const pieces = [
      "::",
      ":",
      "error",
      "##[",
      "##",
      "[",
      "]",
      "\n",
      "\r",
      " ",
      "\t",
      "\u0085",
      "\u00a0",
      "<!doctype html>",
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 20 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (one) => {
        expect(commandsIn(defused(one))).toEqual([]);
        const back = defused(one)
          .replaceAll(/\\([:[])/g, "$1")
          .replaceAll("&#58;", ":")
          .replaceAll("&#91;", "[");
        expect(back).toBe(
          one
            .replaceAll(/\\([:[])/g, "$1")
            .replaceAll("&#58;", ":")
            .replaceAll("&#91;", "["),
        );
      }),
      { numRuns: 3000 },
    );
  });
});
