import { afterAll, describe, expect, it } from "vitest";
import { allRules } from "../../src/rules/all.ts";
import { cpuTime } from "../cpu-time.ts";
import { contextOf, hostileUnits, manyOf } from "./hostile-context.ts";

/** What the hazard asks, times five: the machine of a test is shared. */
const generousMs = 100;
const shape = {
  sections: ["Impact", "Root cause", "Lessons learned", "Action items"],
  lists: ["Action items"],
};

describe("hazard 22: what the rules on content look for in 64 KB", () => {
  const worst = { name: "", ms: 0 };
  afterAll(() => console.log(`hazard 22: a rule takes at most ${worst.ms.toFixed(0)} ms (${worst.name})`));
  const from = allRules.findIndex(({ name }) => name === "action-items-one-line");
  const rules = allRules.slice(from);

  it.each(hostileUnits.map((unit) => [unit]))("%j", (unit) => {
    const context = contextOf(manyOf(unit), shape);
    for (const rule of rules) {
      // What is remembered of a document is computed once, by whichever rule comes first.
      rule.check(context);
      const ms = cpuTime(() => rule.check(contextOf(manyOf(unit), shape)));
      if (ms > worst.ms) Object.assign(worst, { name: `${rule.name} on ${JSON.stringify(unit)}`, ms });
      expect(ms, rule.name).toBeLessThan(generousMs);
    }
  });
});
