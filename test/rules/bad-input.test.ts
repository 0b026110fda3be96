import { afterAll, describe, expect, it } from "vitest";
import { unreadReason } from "../../src/markdown/caps.ts";
import { cpuTime } from "../cpu-time.ts";
import { check, failover } from "./check.ts";
import { hostileParts } from "./hostile.ts";
import { expectSane } from "./sane.ts";

const oneMegabyte = 1_000_000;
const matter = failover.slice(0, failover.indexOf("\n# ") + 1);
const fill = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length)).slice(0, size);
const inSummary = (text: string): string => `${matter}## Summary\n\n${text}`;
const inFields = (yaml: string): string => `${matter.slice(0, -4)}${yaml}\n---\n\n## Summary\n`;
const filled = (part: string) => inSummary(fill(part, oneMegabyte));

const keys = Array.from({ length: 60_000 }, (_, at) => `__proto__${at}: { a: 1 }`).join("\n");
const laughs = Array.from(
  { length: 40_000 },
  (_, at) => `a${at}: &a${at} [${at === 0 ? "x" : `*a${at - 1},*a${at - 1}`}]`,
);

/** A megabyte of each, and what is said of it. */
const megabytes: Readonly<Record<string, string>> = {
  "quotes, deep": filled("> "),
  "lists, deep": filled("- "),
  "brackets, deep": filled("["),
  "a list of 10,000 items": inSummary(`- ${"words of an item ".repeat(6)}\n`.repeat(10_000)),
  "a timeline of 20,000 entries": failover.replace(
    "## Timeline\n\n",
    `## Timeline\n\n${"- 2025-01-15T02:31:00Z What was seen and done (@alice)\n".repeat(20_000)}`,
  ),
  "a table of 10,000 rows": inSummary(
    `| a | b |\n| - | - |\n${`| ${"cell ".repeat(10)}| ${"cell ".repeat(10)}|\n`.repeat(10_000)}`,
  ),
  "a table of 130,000 columns": inSummary(`${"| a ".repeat(130_000)}|\n${"| - ".repeat(130_000)}|\n`),
  emphasis: filled("*a **b _c __d "),
  "emphasis, unbalanced": filled("a**b"),
  comments: filled("<!--"),
  "links, open": filled("[a]("),
  "one line": filled("word "),
  durations: filled("The outage lasted 3 hours and 5 minutes. "),
  "alias bomb": inFields(laughs.join("\n")),
  "__proto__ keys": inFields(keys),
  "__proto__ keys, nested": inFields(`x: ${fill("{__proto__: ", oneMegabyte)}`),
  "one value": inFields(`services: "${fill("v", oneMegabyte)}"`),
};

describe("a megabyte is answered within a second of processor time, and what was not read is said", () => {
  const worst = { name: "", ms: 0 };
  afterAll(() => console.log(`bad input: 1 MB takes at most ${worst.ms.toFixed(0)} ms (${worst.name})`));

  it.each(Object.entries(megabytes))("%s", (name, text) => {
    expect(text.length).toBeGreaterThan(900_000);
    const ms = cpuTime(() => check(text));
    if (ms > worst.ms) Object.assign(worst, { name, ms });
    expect(ms).toBeLessThan(1000);
    const checked = check(text);
    expect(checked.unread).toMatch(/^Unexpected \S/);
    expect(checked.findings.map(({ rule }) => rule)).toEqual(["readable"]);
    expectSane(text, checked);
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});

/** As much of a part as is read at all: the largest file, and what its lines may hold. */
function mostOf(part: string, section: string): string {
  const gap = part.endsWith("\n") ? "" : "\n\n";
  const block = part.repeat(Math.max(1, Math.floor(400 / part.length))) + gap;
  const text = (count: number): string => `${matter}${section}\n\n${block.repeat(count)}`;
  let low = 0;
  let high = Math.floor((262_144 - matter.length - 100) / block.length);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (unreadReason(text(middle)) === undefined) low = middle;
    else high = middle - 1;
  }
  return text(low);
}

describe("what is just small enough to be read is judged within two seconds of processor time", () => {
  const slowest = { name: "", ms: 0 };
  afterAll(() => console.log(`bad input: what is read takes at most ${slowest.ms.toFixed(0)} ms (${slowest.name})`));

  const parts: Readonly<Record<string, string>> = {
    "hard break": "a  \n",
    "escape, line": "\\\n",
    "carriage return": "a\rb",
    "tab, word": "\ta\n",
    "heading, underlined": hostileParts["heading, underlined"] ?? "",
    definition: hostileParts["definition"] ?? "",
    address: "a@b.c ",
    entity: "&amp;",
    TODO: "TODO ",
    duration: "The outage of about an hour and a half lasted 3 hours, ",
    entry: "- 2025-01-15T2:45:00+01:00 a (@b)\n",
    "check box": "- [ ] @a due:x\n",
    name: "Alice forgot it. ",
  };

  it.each(
    Object.entries(parts).flatMap(([name, part]) => [
      [name, "## Summary", part] as const,
      [name, "## Timeline", part] as const,
    ]),
  )(
    "%s in %s",
    (name, section, part) => {
      const text = mostOf(part, section);
      const ms = cpuTime(() => check(text));
      if (ms > slowest.ms) Object.assign(slowest, { name: `${name}, ${text.length} characters`, ms });
      // Twice what is asked of a megabyte: the machine of a test is shared.
      expect(ms).toBeLessThan(2000);
      expectSane(text, check(text));
    },
    60_000,
  );
});
