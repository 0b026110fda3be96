import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { unreadReason } from "../../src/markdown/caps.ts";
import { cpuTime } from "../cpu-time.ts";
import { check } from "./check.ts";
import { hostileParts, saturated } from "./hostile.ts";

const head = `---\nid: INC-2025-042\nissue: 42\ntitle: a\nseverity: sev1\nstatus: resolved\n---\n\n## Timeline\n\n`;

describe("hazard 21: Markdown that takes quadratic time", () => {
  it.each(["<!--", "<!A", "<?", "~a", "*a", "> ", ">", "- ", "1. ", "[", "![", "|a", "`a``"])(
    "64 KB of %j is a finding at once",
    (part) => {
      const text = head + part.repeat(65_536 / part.length);
      const from = process.cpuUsage();
      const { findings, unread } = check(text);
      // Processor time: other test files run beside this one.
      const { user, system } = process.cpuUsage(from);
      expect((user + system) / 1000).toBeLessThan(250);
      expect(unread).toMatch(/^Unexpected (?:over|a|quotes)/);
      expect(findings.map(({ rule, place }) => [rule, place.line])).toEqual([["readable", 11]]);
    },
  );

  const worst = { name: "", ms: 0 };
  afterAll(() =>
    console.log(`hazard 21: what passes the caps at 64 KB takes at most ${worst.ms.toFixed(0)} ms (${worst.name})`),
  );

  // A tenth of the parts, those that came nearest to the bound when all were measured.
  const nearest = [
    "quote line",
    "list item, loose",
    "list, 19 deep",
    "definition",
    "footnote call",
    "strike",
    "star, closing",
    "table head, wide",
  ];
  it.each(nearest)(
    "as many of %s as pass are read in time",
    (name) => {
      for (const text of saturated(hostileParts[name] ?? "", 65_536, (one) => unreadReason(head + one) === undefined)) {
        if (unreadReason(head + text)) continue;
        const ms = cpuTime(() => check(head + text));
        if (ms > worst.ms) Object.assign(worst, { name, ms });
        expect(ms).toBeLessThan(8000);
      }
    },
    60_000,
  );
});

describe("what people write passes", () => {
  const log = `${"[2025-01-15T02:45:00Z] <main> *ptr=~0 | a_b_c `x` [warn] ".repeat(6)}\n`.repeat(300);

  it.each([
    ["a long log in a fence", `\`\`\`\n${log}\`\`\`\n`],
    ["a rule of 100 dashes", `${"-".repeat(100)}\n`],
    ["a drawing", `    +${"-".repeat(90)}+\n    |${" ".repeat(90)}|\n`],
    ["a timeline of 500 entries", "- 2025-01-15T02:45:00Z what was **done** (@alice)\n".repeat(500)],
    ["a table of 300 rows", `| a | b | c | d |\n| - | - | - | - |\n${"| 1 | 2 | 3 | 4 |\n".repeat(300)}`],
  ])("%s", (_what, text) => {
    expect(unreadReason(text)).toBeUndefined();
  });

  const corpus = globSync("../shared/corpus/{postmortems,incidents,runbooks,templates}/**/*.md");
  it.skipIf(corpus.length === 0)("every text of the corpus (skipped where ../shared/corpus is absent)", () => {
    for (const file of corpus) expect(unreadReason(readFileSync(file, "utf8")), file).toBeUndefined();
  });
});

describe("a text that is not counted by lines", () => {
  it("is one in which counting would find nothing", () => {
    const part = fc.tuple(
      fc.constantFrom(...Object.values(hostileParts)),
      fc.nat(200),
      fc.constantFrom("", "\n", "\n\n"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const text = parts
          .map(([one, times, end]) => one.repeat(times) + end)
          .join("")
          .slice(0, 15_000);
        // Blank lines change nothing, except that so many of them are always counted.
        expect(unreadReason(text)).toEqual(unreadReason(`${text}${"\n".repeat(600)}`));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("code that is none does not slip through", () => {
  const flood = "<!A".repeat(100);
  it.each([
    ["in frontmatter", `---\n\`\`\`\n---\n${flood}\n`],
    ["in a comment", `<!--\n\`\`\`\n-->\n${flood}\n`],
    ["in preformatted HTML", `<pre>\n\n\`\`\`\n</pre>\n${flood}\n`],
    ["in a block of HTML", `<div>\n\`\`\`\n\n${flood}\n`],
    ["in a list item", `- a\n  \`\`\`\n${flood}\n`],
    ["in a quote", `> \`\`\`\n${flood}\n`],
    ["closed by a carriage return", `\`\`\`\r\`\`\`\r${flood}\n`],
    ["closed with spaces before", `\`\`\`\na\n   \`\`\`\`\n${flood}\n`],
    ["with a backtick behind it", `\`\`\` \`\n${flood}\n`],
  ])("%s", (_where, text) => {
    expect(unreadReason(text)?.reason).toMatch(/declarations/);
  });
});
