import { existsSync, globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/model/config.ts";
import { ruleNames } from "../../src/model/rule-names.ts";
import type { Checked } from "../../src/rules/checked.ts";
import { check, failover, postmortemTemplate } from "./check.ts";
import { hostileParts } from "./hostile.ts";
import { expectSane } from "./sane.ts";

const path = "incidents/2025/INC-2025-001.md";
const asked = (text: string, facts: Parameters<typeof check>[1] = {}) => check(text, { path, ...facts });
const rules = ({ findings }: Checked) => findings.map(({ rule }) => rule);

it("is content with the finished failover incident, and says what is good about it", () => {
  const { findings, good } = asked(failover);
  expect(findings).toEqual([]);
  expect(good.length).toBeGreaterThan(7);
});

it("says the same for line endings of Windows and a byte order mark", () => {
  const broken = failover.replace("severity: sev1", "severity: SEV-1").replace("## Impact", "## Other");
  const other = `\uFEFF${broken.replaceAll("\n", "\r\n")}`;
  const short = ({ findings }: Checked) => findings.map(({ rule, place, message }) => [rule, place.line, message]);
  expect(short(asked(other))).toEqual(short(asked(broken)));
  expect(short(asked(broken)).length).toBeGreaterThan(1);
});

describe("the config", () => {
  const broken = failover.replace("## Impact", "## Other");

  it("makes a rule advice or switches it off", () => {
    const severity = (level: string) =>
      asked(broken, { config: readConfig({ rules: { "required-sections": level } }) }).findings.map(
        (one) => one.severity,
      );
    expect(severity("error")).toEqual(["error"]);
    expect(severity("warning")).toEqual(["warning"]);
    expect(severity("off")).toEqual([]);
  });

  it("never switches off that a file can be read", () => {
    const config = readConfig({ rules: Object.fromEntries(ruleNames.map((name) => [name, "off"])) });
    expect(rules(asked("no frontmatter", { config }))).toEqual(["readable"]);
  });

  it("maps headings", () => {
    const config = readConfig({ sections: { "root cause": ["Ursache"] } });
    const text = failover.replace("## Root cause", "## Ursache");
    expect(rules(asked(text))).toEqual(["required-sections"]);
    expect(rules(asked(text, { config }))).toEqual([]);
    expect(
      rules(asked(text.replace("The primary node of the database cluster failed, and the", "TBD: the"), { config })),
    ).toEqual(["sections-filled"]);
  });
});

describe("the life of an incident", () => {
  const record = failover.slice(0, failover.indexOf("## Root cause"));

  it("blocks only for its status while it runs", () => {
    const text = record.replace("status: resolved", "status: monitoring").replace(/^resolved: .*\n/m, "");
    expect(rules(asked(text))).toEqual(["status-resolved"]);
  });

  it("asks for the post-mortem once it is resolved", () => {
    expect(new Set(rules(asked(record)))).toEqual(new Set(["required-sections"]));
  });

  it.each(["cancelled", "duplicate"])("asks for nothing when it is %s", (status) => {
    const text = record.replace("status: resolved", `status: ${status}`).replace(/^resolved: .*\n/m, "");
    expect(rules(asked(text))).toEqual([]);
  });

  it("asks for no post-mortem at a severity without one", () => {
    expect(rules(asked(record.replace("severity: sev1", "severity: sev4")))).toEqual([]);
  });

  it.each(["drill", "test", "event"])("holds a %s to its status too", (kind) => {
    const text = failover.replace("kind: incident", `kind: ${kind}`).replace("status: resolved", "status: identified");
    expect(rules(asked(text))).toEqual(["status-resolved"]);
  });
});

describe("blank templates do not pass", () => {
  const frontmatter = failover.slice(0, failover.indexOf("\n# "));
  const blocks = (body: string) =>
    asked(`${frontmatter}\n${body}`).findings.filter(({ severity }) => severity === "error");

  it("ours, as it is and rendered", () => {
    const rendered = postmortemTemplate.replaceAll(/\{%[^%]*%\}|\{\{[^}]*\}\}/g, "");
    for (const body of [postmortemTemplate, rendered]) {
      expect(new Set(blocks(body).map(({ rule }) => rule)).has("sections-filled")).toBe(true);
      expect(blocks(body).length).toBeGreaterThan(8);
    }
  });

  it("one of a team's own, whose prompts are text", () => {
    const own = "## Summary\n\nSay in two sentences what broke.\n\n## Impact\n\n- Customers:\n";
    const text = failover.replace(
      /## Summary[\s\S]*?(?=## Timeline)/,
      "## Summary\n\nSay in two sentences what broke.\n\n",
    );
    expect(rules(asked(text, { templates: { "postmortem.md": own } }))).toEqual(["sections-filled"]);
  });

  const corpus = globSync("../shared/corpus/templates/*/files/templates/*.md");
  it.skipIf(corpus.length === 0)("those of the corpus (skipped where ../shared/corpus is absent)", () => {
    expect(corpus.length).toBe(7);
    for (const file of corpus) expect(blocks(readFileSync(file, "utf8")).length, file).toBeGreaterThan(2);
  });
});

describe("whatever the file holds", () => {
  const parts = [
    ...Object.values(hostileParts),
    ...failover.split(/(?<=\n)/),
    "__proto__: 1\n",
    "constructor: {}\n",
    "\u0000",
    "\r",
    "\uFEFF",
    "---\n",
    "status: [\n",
    "resolved: 1\n",
    "roles: 5\n",
    "impact: { __proto__: { a: 1 } }\n",
  ];
  const pile = fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((some) => some.join(""));
  const mutated = fc
    .array(
      fc.record({
        at: fc.nat(failover.length),
        cut: fc.nat(60),
        put: fc.oneof(fc.constantFrom(...parts), fc.string()),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), failover));
  const framed = pile.map((body) => `---\nid: INC-2025-001\nissue: 1\nstatus: resolved\nseverity: sev1\n${body}`);

  it("never throws and keeps its places inside the file (2,000 texts)", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), pile, framed, mutated);
    fc.assert(
      fc.property(text, (one) => expectSane(one, asked(one))),
      { numRuns: 2000 },
    );
  }, 600_000);

  it("says the same twice, and leaves what it was given as it was", () => {
    const templates = Object.freeze({ "postmortem.md": postmortemTemplate });
    fc.assert(
      fc.property(fc.oneof(framed, mutated), (one) => {
        expect(asked(one, { templates })).toEqual(asked(one, { templates }));
      }),
      { numRuns: 100 },
    );
  }, 600_000);

  const corpus = globSync("../shared/corpus/{postmortems,incidents}/**/*.md");
  it.skipIf(!existsSync("../shared/corpus"))(
    "and says something about every file of the corpus",
    () => {
      expect(corpus.length).toBeGreaterThan(300);
      for (const file of corpus) {
        const text = readFileSync(file, "utf8");
        const checked = asked(text);
        expectSane(text, checked);
        expect(checked.findings.length, file).toBeGreaterThan(0);
      }
    },
    60_000,
  );
});
