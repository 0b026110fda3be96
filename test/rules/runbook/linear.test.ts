import { afterAll, describe, expect, it } from "vitest";
import { type RunbookField, runbookFields } from "../../../src/markdown/runbook-fields.ts";
import { allRunbookRules } from "../../../src/rules/runbook/all-runbook-rules.ts";
import type { RunbookContext } from "../../../src/rules/runbook/runbook-rule.ts";
import { leastCpuTime } from "../../cpu-time.ts";
import { contextOf, hostileUnits, manyOf } from "../hostile-context.ts";
import { watchedAtBest } from "../watched-expressions.ts";

/** What the hazard asks of each expression, in ms. */
const bound = 20;
/** A rule is several expressions, and makes thousands of findings of some of these texts. */
const ruleBound = 100;
const sections = ["Symptoms", "Diagnosis", "Resolution"];

function runbookOf(hostile: string): RunbookContext {
  const { document, frontmatter, config, now, facts } = contextOf(hostile, { sections, lists: ["Resolution"] });
  const given = Object.fromEntries(
    ["owner", "last_verified", "review_every"].map((name) => [name, hostile.slice(0, 8000)]),
  );
  const listed = runbookFields(given, config.runbook.fields);
  const fields = Object.fromEntries(listed.map((field) => [field.name, field])) as Record<
    RunbookField["name"],
    RunbookField
  >;
  return { document, frontmatter, fields, config, now, facts, owners: ["@a"], approvers: [], teams: {} };
}

const units = [
  ...hostileUnits,
  "kubectl get ",
  "sudo kubectl ",
  "$ ",
  "run ",
  "run the following ",
  "./a/",
  "TODO",
  "2026-01-01T00:00",
];

describe("hazard 22: every rule of runbooks on 64 KB", () => {
  const worst = { said: "", ms: 0 };
  const expression = { said: "", ms: 0 };
  afterAll(() => {
    console.log(`hazard 22: a rule of runbooks takes at most ${worst.ms.toFixed(0)} ms (${worst.said})`);
    console.log(`one of its expressions at most ${expression.ms.toFixed(0)} ms (${expression.said})`);
  });

  it.each(units.map((unit) => [unit]))("%j", (unit) => {
    const hostile = manyOf(unit);
    for (const rule of allRunbookRules) {
      const ms = leastCpuTime(ruleBound, rule.check, () => runbookOf(hostile));
      if (ms > worst.ms) Object.assign(worst, { said: `${rule.name} on ${JSON.stringify(unit)}`, ms });
      expect(ms, rule.name).toBeLessThanOrEqual(ruleBound);
    }
    const context = runbookOf(hostile);
    for (const [source, ms] of watchedAtBest(bound, () => allRunbookRules.map((rule) => rule.check(context)))) {
      if (ms > expression.ms)
        Object.assign(expression, { said: `/${source.slice(0, 80)}/ on ${JSON.stringify(unit)}`, ms });
      expect(ms, source.slice(0, 200)).toBeLessThanOrEqual(bound);
    }
  });
});
