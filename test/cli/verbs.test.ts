import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verbs } from "../../src/cli/verbs.ts";
import { cloneWith, type Folder } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { cli } from "./cli.ts";

let clone: Folder;
beforeAll(() => {
  clone = cloneWith({
    "incidents/2025/INC-2025-001.md": failover,
    "runbooks/failover.md": "---\ntitle: Failover\nservices: [database]\n---\n\n# Failover\n",
    "other.yml": "incidents: outages\n",
  });
});
afterAll(() => clone.remove());

/** The demo plays on a GitHub of its own, in a checkout of Gitcident: test/demo runs it. */
const own = verbs.filter(({ name }) => name !== "demo");
const flagsOf = (name: string) => verbs.find((verb) => verb.name === name)?.options.map(({ flags }) => flags) ?? [];

/** A line for each verb that does something on a clone, and how it ends. */
const lines: readonly { readonly verb: string; readonly code: number; readonly args: readonly string[] }[] = [
  { verb: "init", code: 0, args: ["--yes"] },
  { verb: "declare", code: 0, args: ["--severity", "sev1", "--title", "Checkout answers 500"] },
  { verb: "check", code: 1, args: [] },
  { verb: "postmortem", code: 0, args: ["1"] },
  { verb: "report", code: 0, args: ["1"] },
  { verb: "playbook", code: 0, args: ["--type", "security"] },
  { verb: "coverage", code: 0, args: [] },
  { verb: "metrics", code: 0, args: [] },
  { verb: "maturity", code: 0, args: [] },
  { verb: "search", code: 0, args: ["failover"] },
  { verb: "plan", code: 0, args: ["--archive", "--local"] },
  { verb: "apply", code: 0, args: ["--archive", "--local"] },
  { verb: "doctor", code: 0, args: [] },
];
const writers = ["init", "declare", "postmortem", "report", "playbook", "metrics", "maturity", "apply"];

describe("every verb", () => {
  it("is among those that are tried here", () => {
    expect(lines.map(({ verb }) => verb).toSorted()).toEqual(own.map(({ name }) => name).toSorted());
  });

  it.each(verbs.map(({ name }) => name))("takes what all take, and says so with an example: %s", async (name) => {
    expect(flagsOf(name)).toEqual(expect.arrayContaining(["--cwd <dir>", "--config <file>", "--now <time>", "--json"]));
    const { code, out, err } = await cli(clone.path, [name, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`Examples?:\n  npx gitcident ${name}`));
    for (const [line] of verbs.find((verb) => verb.name === name)?.examples ?? []) {
      for (const [flag] of line.split("|")[0]?.matchAll(/(?<= )--?[a-z-]+/g) ?? []) {
        expect(
          flagsOf(name).some((flags) => flags.split(/[ ,]+/).includes(flag)),
          `${name}: ${flag}`,
        ).toBe(true);
      }
    }
  });

  it.each(lines)("answers in JSON on standard output alone: $verb", async ({ verb, code, args }) => {
    const dry = writers.includes(verb) ? ["--dry-run"] : [];
    const ended = await cli(clone.path, [verb, ...args, "--json", ...dry, "--now", "2025-03-01T00:00:00Z"]);
    expect(ended.code, ended.err).toBe(code);
    expect(JSON.parse(ended.out)).toBeTypeOf("object");
  });

  it.each(lines.filter(({ verb }) => writers.includes(verb)))(
    "writes nothing in a dry run: $verb",
    async ({ verb, code, args }) => {
      const out = flagsOf(verb).includes("-o, --out <file>") ? ["-o", "written.md"] : [];
      const before = clone.git("for-each-ref");
      const ended = await cli(clone.path, [verb, ...args, ...out, "--dry-run"]);
      expect([ended.code, clone.git("status", "--porcelain"), clone.git("for-each-ref")]).toEqual([code, "", before]);
      expect(`${ended.out}${ended.err}`).toMatch(/would|nothing/i);
    },
  );

  it.each(lines)(
    "ends with 2 and says what it expected, where it can't be understood: $verb",
    async ({ verb, args }) => {
      for (const wrong of [["--nonsense"], ["--now", "yesterday"], ["--config", "none.yml"], ["--cwd", "/nowhere"]]) {
        // A look at what is missing goes on where something is.
        if (verb === "doctor" && wrong[0] !== "--nonsense" && wrong[0] !== "--cwd" && wrong[0] !== "--config") continue;
        const { code, out, err } = await cli(clone.path, [verb, ...args, ...wrong]);
        expect([code, `${out}${err}`], wrong.join(" ")).toEqual([2, expect.stringMatching(/xpected|unknown option/)]);
      }
    },
  );

  it("reads the config that it is given", async () => {
    const { out } = await cli(clone.path, ["metrics", "--json", "--config", "other.yml"]);
    expect(JSON.parse(out).n ?? JSON.parse(out).incidents?.n ?? 0).toBe(0);
    expect((await cli(clone.path, ["report", "1", "--config", "other.yml"])).code).toBe(2);
    expect((await cli(clone.path, ["check", "--json", "--config", "other.yml"])).out).toContain('"files": 1');
  });
});
