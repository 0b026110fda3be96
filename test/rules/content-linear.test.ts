import { afterAll, describe, expect, it } from "vitest";
import { allRules } from "../../src/rules/all.ts";
import { leastCpuTime } from "../cpu-time.ts";
import { contextOf, hostileUnits, manyOf } from "./hostile-context.ts";
import { watchedAtBest } from "./watched-expressions.ts";

/** What the hazard asks of each expression, in ms. */
const bound = 20;
/** A rule is several expressions, and makes thousands of findings of some of these texts. */
const ruleBound = 100;
const shape = {
  sections: ["Impact", "Root cause", "Lessons learned", "Action items"],
  lists: ["Action items"],
};

describe("hazard 22: what the rules on content look for in 64 KB", () => {
  const worst = { name: "", ms: 0 };
  const expression = { name: "", ms: 0 };
  afterAll(() => {
    console.log(`hazard 22: a rule takes at most ${worst.ms.toFixed(0)} ms (${worst.name})`);
    console.log(`one of its expressions at most ${expression.ms.toFixed(0)} ms (${expression.name})`);
  });
  const from = allRules.findIndex(({ name }) => name === "action-items-one-line");
  const rules = allRules.slice(from);

  it.each(hostileUnits.map((unit) => [unit]))("%j", (unit) => {
    const hostile = manyOf(unit);
    for (const rule of rules) {
      const ms = leastCpuTime(ruleBound, rule.check, () => contextOf(hostile, shape));
      if (ms > worst.ms) Object.assign(worst, { name: `${rule.name} on ${JSON.stringify(unit)}`, ms });
      expect(ms, rule.name).toBeLessThanOrEqual(ruleBound);
    }
    const context = contextOf(hostile, shape);
    for (const [source, ms] of watchedAtBest(bound, () => rules.map((rule) => rule.check(context)))) {
      if (ms > expression.ms)
        Object.assign(expression, { name: `/${source.slice(0, 80)}/ on ${JSON.stringify(unit)}`, ms });
      expect(ms, source.slice(0, 200)).toBeLessThanOrEqual(bound);
    }
  });
});
