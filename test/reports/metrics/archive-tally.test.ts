import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../bench/generate.ts";
import { readConfig } from "../../../src/model/config.ts";
import { type ArchiveTally, archiveTally, changedTally } from "../../../src/reports/metrics/archive-tally.ts";
import type { IncidentFact } from "../../../src/reports/metrics/fact.ts";
import { combined, histogramOf, placeIn, sizeOf } from "../../../src/reports/metrics/histogram.ts";
import { numbersIn, numbersOf } from "../../../src/reports/metrics/numbers.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { tableMetrics } from "../../../src/reports/metrics/table-metrics.ts";
import { tableOf } from "../../../src/reports/metrics/table-of.ts";

const config = readConfig({
  supportHours: { zone: "Europe/Berlin" },
  availability: { target: 99.9 },
  onCall: { zone: "America/New_York", people: { "@bob": { zone: "Asia/Kolkata" } } },
});
const usual = readFacts(generate(60, 7), config);
const one = usual[0] as IncidentFact;
/** What the generator does not write. */
const odd: readonly IncidentFact[] = [
  { ...one, path: "a", alerts: ["Slow", "slow"], people: ["Bob", "alice"], services: [] },
  { ...one, path: "b", alerts: ["SLOW"], people: ["bob"], left: { reason: "cancelled", says: "cancelled" } },
  { ...one, path: "c", alerts: ["Slow"], left: { reason: "duplicate", says: "duplicate" } },
  { ...one, path: "d", times: { ...one.times, started: null, resolved: null }, people: [] },
  { ...one, path: "e", body: null, alerts: [], impact: { ...one.impact, credits: { number: 5, unit: "EUR" } } },
  { ...one, path: "f", people: ["BOB", "Alice"], alerts: ["slow"] },
];
const all = [...odd, ...usual].toSorted((a, b) => (a.path < b.path ? -1 : 1));
const table = tableOf(all, config);
const everyRow = Int32Array.from(all.keys());
const whole = archiveTally(table, everyRow, config);

/** Without what only says how it is stored, in no order. */
const plain = ({ counted, files }: ArchiveTally) =>
  [counted, files].map((tally) =>
    Object.fromEntries(
      [...tally]
        .filter(([, own]) => own.values.length > 0)
        .map(([key, { values, counts }]) => [key, [[...values], [...counts]]]),
    ),
  );

const rowSets = fc.uniqueArray(fc.nat(all.length - 1)).map((rows) => Int32Array.from(rows.toSorted((a, b) => a - b)));

describe("what is counted of an archive", () => {
  it("is that of some files with that of the others, and without them that of the rest", () => {
    fc.assert(
      fc.property(rowSets, (rows) => {
        const others = everyRow.filter((row) => !rows.includes(row));
        const some = archiveTally(table, rows, config);
        expect(plain(changedTally(whole, -1, table, others, config))).toEqual(plain(some));
        expect(plain(changedTally(some, 1, table, others, config))).toEqual(plain(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("makes the same metrics when it is known and when it is counted anew, whatever the numbers of its texts", () => {
    fc.assert(
      fc.property(rowSets, fc.constantFrom({}, { by: "service" }, { period: "monthly" } as const), (rows, asked) => {
        const kept = tableOf(
          Array.from(rows, (row) => all[row] as IncidentFact),
          config,
        );
        const others = everyRow.filter((row) => !rows.includes(row));
        const before = archiveTally(kept, Int32Array.from(rows.keys()), config);
        const tally = changedTally(before, 1, table, others, config);
        expect(tableMetrics({ ...table, tally }, asked as object, config)).toEqual(
          tableMetrics(table, asked as object, config),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("counts a change of every kind", () => {
    const kinds = new Set(
      [...whole.counted.keys(), ...whole.files.keys()].map((key) => (JSON.parse(key) as string[])[0]),
    );
    expect([...kinds].toSorted()).toEqual([
      "called",
      "cause",
      "credits",
      "days",
      "degraded",
      "due",
      "fired",
      "fired as",
      "full outage",
      "hours",
      "items",
      "known as",
      "latest",
      "pages",
      "revenue",
      "seconds",
      "service",
      "severity",
      "shift incidents",
      "shift pages",
      "since",
      "started",
      "starts",
      "support",
      "type",
      "verdict",
    ]);
  });
});

describe("a histogram", () => {
  const numbers = fc.array(fc.integer({ min: -9, max: 30 }));
  const of = (list: readonly number[]) => histogramOf(Float64Array.from(list));

  it("adds up, and takes away what was added", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const both = combined(of(a), of(b), 1);
        expect(both).toEqual(of([...a, ...b]));
        expect(combined(both, of(b), -1)).toEqual(of(a));
      }),
    );
  });

  it("has the numbers of the list that it is of", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        expect(numbersIn(of(list))).toEqual(numbersOf(list));
        expect(sizeOf(of(list))).toBe(list.length);
      }),
    );
  });

  it("knows where a number stands", () => {
    const sorted = Float64Array.of(1, 3, 3.5, 9);
    expect([0, 1, 2, 3.5, 4, 9, 10].map((one) => placeIn(one, sorted))).toEqual([0, 0, 1, 2, 3, 3, 4]);
    expect(placeIn(0, sorted, 2)).toBe(2);
  });
});
