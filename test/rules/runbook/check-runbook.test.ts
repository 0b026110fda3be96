import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCodeOwners } from "../../../src/markdown/code-owners.ts";
import { readConfig } from "../../../src/model/config.ts";
import { runbookRuleNames } from "../../../src/model/runbook-rule-names.ts";
import { cpuTime } from "../../cpu-time.ts";
import { hostileParts } from "../hostile.ts";
import { checkText } from "./examples.ts";

const own = globSync("runbooks/*.md").toSorted();
const approved = (text: string, more: Parameters<typeof checkText>[1]) =>
  checkText(text, more)
    .findings.filter(({ rule }) => rule === "runbook-approved")
    .map(({ message }) => message);

describe("our own runbooks", () => {
  it.each(own)("%s holds", (path) => {
    const there = new Set([...own, ...globSync("incidents/**/*.md")]);
    const { findings, good } = checkText(readFileSync(path, "utf8"), {
      path,
      now: "2026-11-21T00:00:00Z",
      facts: {
        kindAt: (wanted) => (there.has(wanted) ? "file" : "nothing"),
        anchorsIn: () => undefined,
        recordsOf: () => undefined,
        isPerson: () => true,
        issueAt: () => undefined,
      },
      codeOwners: undefined,
    });
    expect(findings).toEqual([]);
    expect(good).toHaveLength(1);
  });
});

describe("CODEOWNERS", () => {
  it.each([
    ["the last line that fits counts", "* @a\n/runbooks/ @b\n", "runbooks/x.md", ["@b"]],
    ["a later line of everything takes over", "/runbooks/ @b\n* @a\n", "runbooks/x.md", ["@a"]],
    ["a line without owners leaves nobody", "* @a\n/runbooks/\n", "runbooks/x.md", []],
    ["a folder anywhere", "runbooks/ @b\n", "team/runbooks/x.md", ["@b"]],
    ["a folder at the root only", "/runbooks/ @b\n", "team/runbooks/x.md", []],
    ["one level deep", "docs/* @b\n", "docs/a/x.md", []],
    ["one level deep, a file", "docs/* @b\n", "docs/x.md", ["@b"]],
    ["any depth", "docs/** @b\n", "docs/a/x.md", ["@b"]],
    ["by ending", "*.md @b @octo/docs me@example.com\n", "a/b.md", ["@b", "@octo/docs", "me@example.com"]],
    ["with case", "*.MD @b\n", "a/b.md", []],
    ["comments", "# * @a\n*.md @b # @c\n", "b.md", ["@b"]],
    ["an escaped space", "my\\ docs/ @b\n", "my docs/x.md", ["@b"]],
    ["no negation, no ranges", "* @a\n!*.md @b\n[ab].md @c\n", "a.md", ["@a"]],
    ["Windows", "\uFEFF* @a\r\n*.md @b\r\n", "a.md", ["@b"]],
    ["a path that is none", "* @a\n", "../x.md", []],
  ])("%s", (_what, text, path, owners) => {
    expect(readCodeOwners(text)(path)).toEqual(owners);
  });

  it("is read in time, whatever stands in it", () => {
    const texts = ["**/".repeat(600), "*a".repeat(1500), "\\ ".repeat(1500), "[".repeat(3000)];
    for (const text of texts) {
      const ms = cpuTime(() => readCodeOwners(`${text}b @a\n`.repeat(20))("a/".repeat(100)));
      expect(ms).toBeLessThan(500);
    }
  });
});

describe("approval", () => {
  const text = '---\napproved_by: "@Octo-DB"\n---\n\n# Fail over\n';

  it("takes a login in any case", () => {
    expect(approved(text, {})).toEqual([]);
  });

  it("takes anybody where a team owns the file, for who is in it can't be told", () => {
    expect(approved('---\napproved_by: "@bob"\n---\n', { codeOwners: "* @octo/sre\n" })).toEqual([]);
    expect(approved('---\napproved_by: "@octo/web"\n---\n', { codeOwners: "* @octo/sre\n" })).toHaveLength(1);
  });

  it("asks for nobody where nobody owns the file", () => {
    expect(approved('---\napproved_by: "@bob"\n---\n', { codeOwners: "/src/ @octo-db\n" })).toEqual([]);
    expect(approved('---\napproved_by: "@bob"\n---\n', { codeOwners: undefined, approvers: [] })).toEqual([]);
  });

  it.each([
    ["nobody", [], 1],
    ["somebody else", ["eve"], 1],
    ["a code owner", ["eve", "octo-sre"], 0],
  ])("on a pull request that %s approved", (_who, approvers, findings) => {
    expect(approved(text, { approvers })).toHaveLength(findings);
  });

  it("blocks where the config says so", () => {
    const config = readConfig({ rules: { "runbook-approved": "error" } });
    expect(checkText(text, { config, approvers: [] }).findings.at(-1)).toMatchObject({ severity: "error" });
  });
});

describe("hostile runbooks", () => {
  it("are all read or named, each finding inside the file", () => {
    const part = fc.constantFrom(
      ...Object.values(hostileParts),
      "---\n",
      "owner: [",
      "owner: {a: b}\n",
      "last_verified: 2026-13-01\n",
      "alerts: [1, null]\n",
      "__proto__: x\n",
      "constructor: x\n",
      "[a](../..)",
      "[a](%E0%A4%A)",
      "[a](javascript:x)",
      "## Resolution\n",
      "\n\n",
      "`kubectl x`",
      "$ ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.boolean(), (parts, fenced) => {
        const text = `${fenced ? "---\n" : ""}${parts.join("")}`;
        const lines = text.split("\n").length;
        for (const { place, path } of checkText(text).findings) {
          expect(path).toBe("runbooks/fail-over.md");
          expect(place.line).toBeGreaterThan(0);
          expect(place.endLine).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("can be switched off, but for what can't be read", () => {
    const config = readConfig({ rules: Object.fromEntries(runbookRuleNames.map((name) => [name, "off"])) });
    expect(checkText("# nothing\n", { config }).findings).toEqual([]);
    expect(checkText("---\na: [\n---\n", { config }).findings.map(({ rule }) => rule)).toEqual(["readable"]);
  });
});
