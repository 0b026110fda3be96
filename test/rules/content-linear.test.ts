import { afterAll, describe, expect, it } from "vitest";
import { documentOf } from "../../src/markdown/document.ts";
import { readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { readFields } from "../../src/model/fields.ts";
import { allRules } from "../../src/rules/all.ts";
import type { RuleContext } from "../../src/rules/rule.ts";
import { cpuTime } from "../cpu-time.ts";
import { exampleFacts } from "./example-facts.ts";

const size = 65_536;
/** What the hazard asks, times five: the machine of a test is shared. */
const generousMs = 100;

const units = [
  ..."aA0 \t\n.:-@\"“'`*_#+/([<~=&",
  "Aa ",
  "Aa Aa ",
  "the ",
  "the on-call ",
  "the engineer failed to ",
  "he accidentally ",
  "Bob forgot ",
  "@a ",
  "@a had ",
  "@a broke ",
  "@a/",
  "caused by @",
  "not careless ",
  "should have ",
  "should \n",
  "is solely ",
  "lack of ",
  "fault of the ",
  "human ",
  "human error ",
  "a human error",
  "crazy ",
  "man ",
  "black  ",
  "password",
  "password: ",
  "token=",
  "://a",
  "https://a:b",
  "Bearer ",
  "eyJa.",
  "sk-",
  "-----BEGIN PRIVATE KEY-----\n",
  "a.b",
  "a@b.",
  "a@b.c.d ",
  "+1 2",
  "+49 30 ",
  "4532",
  "4532 0151 ",
  "1.1.",
  "1.1.1.1 ",
  "customer's ",
  '"a ',
  "“a",
  "](a",
  "](#a)",
  "]:",
  "due:",
  "due:2025-01-30 ",
  "review ",
  "2025-01-",
  "why ",
  "no ",
];

/** A document whose sections hold a text as it is: what its tree is made of is other tests' business. */
function contextOf(text: string): RuleContext {
  const head = `---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\nresolved: 2025-12-20T00:00:00Z\n---\n`;
  const sections = ["Impact", "Root cause", "Lessons learned", "Action items"];
  const titles: string[] = [];
  let whole = head;
  const nodes = sections.flatMap((title) => {
    const start = whole.length;
    const heading = `\n## ${title}\n\n`;
    const bullet = title === "Action items" ? "- " : "";
    const words = text.slice(0, size / sections.length);
    whole += heading + bullet + words;
    titles.push(title);
    const at = (from: number, to: number) => ({
      start: { line: 1, column: 1, offset: from },
      end: { line: 1, column: 1, offset: to },
    });
    const [from, to] = [start + heading.length + bullet.length, whole.length];
    const prose = {
      type: "paragraph",
      children: [{ type: "text", value: words, position: at(from, to) }],
      position: at(from, to),
    } as const;
    const name = {
      type: "heading",
      depth: 2,
      children: [{ type: "text", value: title, position: at(start + 4, start + 4) }],
      position: at(start + 1, start + heading.length - 2),
    } as const;
    const item = {
      type: "listItem",
      spread: false,
      checked: null,
      children: [prose],
      position: at(from - 2, to),
    } as const;
    const list = { type: "list", ordered: false, spread: false, children: [item], position: at(from - 2, to) } as const;
    return [name, bullet === "" ? prose : list];
  });
  const document = documentOf("incidents/2025/INC-2025-042.md", whole, {
    type: "root",
    children: structuredClone(nodes) as never,
  });
  const read = readFrontmatter(whole);
  if (read.kind !== "ok") throw new Error(read.kind);
  const { frontmatter } = read;
  return {
    document,
    frontmatter,
    fields: readFields(frontmatter.fields),
    config: defaultConfig,
    now: "2026-01-01T00:00:00Z",
    templates: {},
    facts: exampleFacts,
  };
}

describe("hazard 22: what the rules on content look for in 64 KB", () => {
  const worst = { name: "", ms: 0 };
  afterAll(() => console.log(`hazard 22: a rule takes at most ${worst.ms.toFixed(0)} ms (${worst.name})`));
  const from = allRules.findIndex(({ name }) => name === "action-items-one-line");
  const rules = allRules.slice(from);

  it.each(units.map((unit) => [unit]))("%j", (unit) => {
    const context = contextOf(unit.repeat(Math.ceil(size / unit.length)));
    for (const rule of rules) {
      // What is remembered of a document is computed once, by whichever rule comes first.
      rule.check(context);
      const ms = cpuTime(() => rule.check(contextOf(unit.repeat(Math.ceil(size / unit.length)))));
      if (ms > worst.ms) Object.assign(worst, { name: `${rule.name} on ${JSON.stringify(unit)}`, ms });
      expect(ms, rule.name).toBeLessThan(generousMs);
    }
  });
});
