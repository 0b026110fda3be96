import { expect, it } from "vitest";
import { generate } from "../../../bench/generate.ts";
import { readConfig } from "../../../src/model/config.ts";
import type { IncidentFact } from "../../../src/reports/metrics/fact.ts";
import { printMetrics } from "../../../src/reports/metrics/print-metrics.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { tableMetrics } from "../../../src/reports/metrics/table-metrics.ts";
import { tableOf } from "../../../src/reports/metrics/table-of.ts";

const config = readConfig({ supportHours: { zone: "Europe/Berlin" }, availability: { target: 99.9 } });
const usual = readFacts(generate(150, 5), config);
const odd: readonly IncidentFact[] = [
  { ...(usual[0] as IncidentFact), path: 'incidents/2024/INC-2024-001-"a\\b\n☃\u{1f600}.md', services: ["__proto__"] },
  { ...(usual[1] as IncidentFact), left: { reason: "unreadable", says: 'says "this"\nand $& a half \ud83d' } },
  { ...(usual[2] as IncidentFact), left: { reason: "unreadable", says: "[] { and }" } },
];

it("prints to the letter what JSON.stringify prints of the metrics", () => {
  for (const facts of [[], usual, odd, [...odd, ...usual]]) {
    const table = tableOf(facts, config);
    for (const asked of [{}, { by: "service", period: "monthly" }, { from: "2030-01-01T00:00:00Z" }] as const) {
      expect([...printMetrics(table, asked, config).parts].filter((part) => typeof part === "string").join("")).toBe(
        JSON.stringify(tableMetrics(table, asked, config), null, 2),
      );
    }
  }
});
