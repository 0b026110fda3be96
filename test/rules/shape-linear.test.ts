import { afterAll, describe, expect, it } from "vitest";
import { allRules } from "../../src/rules/all.ts";
import { leastCpuTime } from "../cpu-time.ts";
import { contextOf, type HostileShape, hostileUnits, manyOf } from "./hostile-context.ts";
import { watched, watchedAtBest } from "./watched-expressions.ts";

/** What the hazard asks of each expression, in ms. */
const bound = 20;
/** A rule is several expressions, and makes thousands of findings of some of these texts. */
const ruleBound = 100;

const units = [
  ...hostileUnits,
  "2025-01-15T02:30:00Z ",
  "2025-01-15T02:30:00Z\n",
  "2025-01-15T2:30 ",
  "02:30 ",
  "02:30 UTC - ",
  "~02:30",
  "2:3",
  "+01:00",
  "1 h ",
  "90 minutes ",
  "1 hour and ",
  "about ",
  "lasted 3 ",
  "the outage ",
  "was down for ",
  "Duration: ",
  "time to detect ",
  "TODO ",
  "{{",
  "{{ a ",
  "[what ",
  "<a",
  "___",
  "...",
  "- [ ] ",
  "| ",
  "— ",
  "declared ",
  "UTC",
];

const times = ["Timeline", "Communication log"];
const shapes: Readonly<Record<string, HostileShape>> = {
  "one entry, one line of each section": {
    sections: ["Summary", ...times, "Root cause"],
    lists: times,
    everywhere: true,
  },
  "an entry for each line": { sections: ["Timeline"], lists: times, byLine: true },
  "a paragraph where a list belongs": { sections: ["Timeline", "Impact"], lists: [] },
};

it("watches every way of searching", () => {
  const text = "a1b2".repeat(200);
  const seen = watched(() => {
    /a1/.test(text);
    text.replaceAll(/b2/g, "");
    text.split(/2a/);
    Array.from(text.matchAll(/1b/g));
    text.search(/a1b2a/);
    text.match(/b2a1b/);
  });
  expect([...seen.keys()].toSorted()).toEqual(["1b", "2a", "a1", "a1b2a", "b2", "b2a1b"]);
});

describe.each(Object.entries(shapes))("hazard 22: every rule on 64 KB, %s", (name, shape) => {
  const worst = { rule: { said: "", ms: 0 }, expression: { said: "", ms: 0 } };
  afterAll(() => {
    const { rule, expression } = worst;
    console.log(`hazard 22, ${name}: a rule takes at most ${rule.ms.toFixed(0)} ms (${rule.said})`);
    console.log(`one of its expressions at most ${expression.ms.toFixed(0)} ms (${expression.said})`);
  });

  it.each(units.map((unit) => [unit]))("%j", (unit) => {
    const hostile = manyOf(unit);
    for (const rule of allRules) {
      const ms = leastCpuTime(ruleBound, rule.check, () => contextOf(hostile, shape));
      if (ms > worst.rule.ms) worst.rule = { said: `${rule.name} on ${JSON.stringify(unit)}`, ms };
      expect(ms, rule.name).toBeLessThanOrEqual(ruleBound);
    }
    const context = contextOf(hostile, shape);
    for (const [source, ms] of watchedAtBest(bound, () => allRules.map((rule) => rule.check(context)))) {
      if (ms > worst.expression.ms)
        worst.expression = { said: `/${source.slice(0, 80)}/ on ${JSON.stringify(unit)}`, ms };
      expect(ms, source.slice(0, 200)).toBeLessThanOrEqual(bound);
    }
  });
});
