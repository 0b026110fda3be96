import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/model/config.ts";
import { metricsSchema } from "../../../src/model/metrics.ts";
import { incidentReport } from "../../../src/reports/incident-report.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { numbersOf } from "../../../src/reports/metrics/numbers.ts";
import { incidentFact } from "../../../src/reports/metrics/read-facts.ts";
import { fact, resolved, timeNamed } from "./facts.ts";

const path = "incidents/2025/INC-2025-001.md";
const text = readFileSync(path, "utf8");

describe("the failover incident", () => {
  const { times, betweenFailures, counts } = metricsOf([incidentFact({ path, text }, defaultConfig)]);

  it.each([
    ["Time to detect", 0],
    // The sample's "MTTD 2 min 15 s" is from its alert to its declaration: ours calls that time to declare.
    ["Time to declare", 135],
    ["Time to acknowledge", 300],
    ["Time to mitigate", 7200],
    ["Time to resolve", 8100],
    ["Time to repair", 8100],
  ])("%s is %i s in every number", (name, seconds) => {
    const { n, mean, median, p90, min, max } = timeNamed(times, name);
    expect([n, mean, median, p90, min, max]).toEqual([1, seconds, seconds, seconds, seconds, seconds]);
  });

  it("costs 191,250", () => {
    const now = "2025-01-18T00:00:00Z";
    const report = incidentReport({ path, text, config: defaultConfig, runbooks: [], archive: [], now });
    expect(report.kind === "ok" ? report.report.impact.revenue?.loss : report).toBe(191_250);
  });

  it("has no time between failures, which is null and not 0", () => {
    expect(betweenFailures.services.map(({ service, n, mean }) => [service, n, mean])).toEqual([
      ["api", 0, null],
      ["customer-apps", 0, null],
      ["database", 0, null],
    ]);
  });

  it("is counted by severity with the zeros shown", () => {
    expect(counts.severity).toEqual({ sev1: 1, sev2: 0, sev3: 0, sev4: 0 });
    expect(counts.type).toEqual({ availability: 1 });
  });
});

describe("numbers", () => {
  it("are null where there is none", () => {
    expect(numbersOf([])).toEqual({ n: 0, mean: null, median: null, p90: null, min: null, max: null });
  });

  it("take the median of an even n between the middle two, and p90 by nearest rank", () => {
    expect(numbersOf([10, 1, 3, 2])).toEqual({ n: 4, mean: 4, median: 2.5, p90: 10, min: 1, max: 10 });
    expect(numbersOf(Array.from({ length: 10 }, (_, at) => at + 1)).p90).toBe(9);
    expect(numbersOf(Array.from({ length: 11 }, (_, at) => at + 1)).p90).toBe(10);
  });
});

describe("exclusions", () => {
  const started = "2025-01-15T02:30:00Z";
  const end = "2025-01-15T03:30:00Z";
  const files = [
    fact("drill", { ...resolved, kind: "drill", started, resolved: end }),
    fact("test", { ...resolved, kind: "test", started, resolved: end }),
    fact("event", { ...resolved, kind: "event", started, resolved: end }),
    fact("cancelled", { status: "cancelled", started, resolved: end }),
    fact("duplicate", { status: "duplicate", started, resolved: end }),
    fact("undated", { ...resolved, resolved: end }),
    fact("no-start", { ...resolved, started: "2025-01-??", resolved: end }),
    incidentFact({ path: "prose", text: "# No frontmatter\n" }, defaultConfig),
    fact("open", { status: "monitoring", started }),
    fact("reopened", { status: "investigating", started, resolved: end }),
    fact("no-end", { ...resolved, started, resolved: "T8:00:00Z" }),
    fact("silent", { ...resolved, started }),
    fact("backwards", { ...resolved, started: end, resolved: started }),
    fact("good", { ...resolved, started, resolved: end }),
  ];
  const metrics = metricsOf(files);

  it("name each file that is in no number, with its reason", () => {
    expect(metrics.excluded.map(({ reason, incidents }) => [reason, incidents.map((one) => one.path)])).toEqual([
      ["drill", ["drill"]],
      ["test", ["test"]],
      ["event", ["event"]],
      ["cancelled", ["cancelled"]],
      ["duplicate", ["duplicate"]],
      ["unreadable", ["no-start", "prose"]],
      ["not recorded", ["undated"]],
    ]);
  });

  it("name each incident that a time leaves out, with its reason", () => {
    const { n, mean, excluded } = timeNamed(metrics.times, "Time to resolve");
    expect([n, mean]).toEqual([1, 3600]);
    expect(excluded.map(({ reason, incidents }) => [reason, incidents.map((one) => one.path)])).toEqual([
      ["unreadable", ["no-end"]],
      ["not recorded", ["silent"]],
      ["still open", ["open", "reopened"]],
      ["negative", ["backwards"]],
    ]);
  });
});

describe("periods", () => {
  const at = (path: string, started: string, minutes: number) =>
    fact(path, {
      ...resolved,
      services: "[api, API, db]",
      started,
      resolved: new Date(Date.parse(started) + minutes * 60_000).toISOString(),
    });
  const files = [
    at("a", "2024-12-30T00:00:00Z", 10),
    at("b", "2025-01-05T23:59:59Z", 20),
    at("c", "2025-01-06T00:00:00Z", 40),
  ];

  it.each([
    ["weekly", "2025-W02", "2025-W01", 1, 2],
    ["monthly", "2025-01", "2024-12", 2, 1],
    ["quarterly", "2025-Q1", "2024-Q4", 2, 1],
    ["yearly", "2025", "2024", 2, 1],
  ] as const)("%s is the period of the latest start, beside the one before", (period, name, before, n, previous) => {
    const metrics = metricsOf(files, { period });
    expect([metrics.window?.name, metrics.previous?.name]).toEqual([name, before]);
    expect([metrics.counted, metrics.counts.previous]).toEqual([n, previous]);
    expect(timeNamed(metrics.times, "Time to resolve").previous?.n).toBe(previous);
    expect(metrics.series.periods.map((one) => [one.name, one.n])).toEqual([
      [before, previous],
      [name, n],
    ]);
  });

  it("a window of its own is compared with as much before it, and its end is no part of it", () => {
    const metrics = metricsOf(files, { from: "2025-01-05T00:00:00Z", to: "2025-01-06T00:00:00Z" });
    expect([metrics.counted, metrics.outside]).toEqual([1, 2]);
    expect(metrics.previous).toMatchObject({ from: "2025-01-04T00:00:00Z", to: "2025-01-05T00:00:00Z" });
    expect(timeNamed(metrics.times, "Time to resolve").mean).toBe(1200);
  });

  it("between failures is the mean gap of a service's starts, whatever the case of its name", () => {
    const { services } = metricsOf(files).betweenFailures;
    expect(services.map(({ incidents, n, mean }) => [incidents, n, mean])).toEqual([
      [3, 2, 302_400],
      [3, 2, 302_400],
    ]);
  });

  it("a year mistyped makes no endless series", () => {
    const { series } = metricsOf([...files, at("z", "1025-01-01T00:00:00Z", 1)], { period: "weekly" });
    expect([series.periods.length, series.earlier]).toEqual([520, 1]);
  });

  it("groups add up", () => {
    const rows = metricsOf(files, { by: "severity" }).groups?.rows ?? [];
    expect(rows.map(({ name, n }) => [name, n])).toEqual([
      ["sev1", 0],
      ["sev2", 3],
      ["sev3", 0],
      ["sev4", 0],
    ]);
  });
});

it("of no file at all are all null, in the published form", () => {
  const metrics = metricsOf([]);
  expect(metricsSchema.parse(metrics)).toEqual(metrics);
  expect(metrics.times.every(({ n, mean }) => n === 0 && mean === null)).toBe(true);
});

it("every file is counted, outside or excluded by name, and the order of the files changes nothing", () => {
  const time = fc.constantFrom("2025-01-15T02:30:00Z", "2025-02-01T00:00:00Z", "2024-01-01T10:00:00+02:00", "soon", "");
  const fields = fc.record({
    kind: fc.constantFrom("incident", "drill", "odd"),
    status: fc.constantFrom("resolved", "monitoring", "cancelled", "duplicate", "odd"),
    started: time,
    detected: time,
    resolved: time,
  });
  fc.assert(
    fc.property(
      fc.array(fields, { maxLength: 12 }),
      fc.constantFrom(undefined, "weekly", "monthly", "yearly"),
      (all, period) => {
        const files = all.map((one, at) => fact(`file-${at}`, one));
        const metrics = metricsOf(files, { period, by: "type" });
        expect(metricsSchema.parse(metrics)).toEqual(metrics);
        const left = (some: readonly { n: number }[]): number => some.reduce((sum, { n }) => sum + n, 0);
        expect(metrics.counted + metrics.outside + left(metrics.excluded)).toBe(files.length);
        for (const { n, excluded } of metrics.times) expect(n + left(excluded)).toBe(metrics.counted);
        expect(JSON.stringify(metricsOf(files.toReversed(), { period, by: "type" }))).toBe(JSON.stringify(metrics));
      },
    ),
  );
});
