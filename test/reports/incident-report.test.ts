import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/model/config.ts";
import { incidentReportSchema } from "../../src/model/incident-report.ts";
import { reportJsonSchema } from "../../src/model/json-schema.ts";
import { incidentReport } from "../../src/reports/incident-report.ts";
import { failover, failoverPath, failoverText, fileOf, reportOf } from "./report.ts";

describe("the failover incident", () => {
  const report = failover();

  it("has the seed's numbers, each with its formula", () => {
    const told = report.metrics.incident.map(({ name, seconds, formula }) => [name, seconds, formula]);
    expect(told).toEqual([
      ["Time to detect", 0, "detected − started"],
      ["Time to declare", 135, "declared − detected"],
      ["Time to acknowledge", 300, "acknowledged − detected"],
      ["Time to mitigate", 7200, "mitigated − started"],
      ["Time to resolve", 8100, "resolved − started"],
      ["Time to repair", 8100, "resolved − detected"],
    ]);
    expect(report.duration.seconds).toBe(8100);
    expect(report.metrics.response).toMatchObject({ seconds: 165, target: 300, met: true });
  });

  it("loses 85,000 USD an hour for 2.25 hours", () => {
    expect(report.impact.revenue).toEqual({
      perHour: 85_000,
      currency: "USD",
      hours: 2.25,
      loss: 191_250,
      formula: "85,000 USD/h × 2.25 h = 191,250 USD",
      recorded: 191_250,
      agrees: true,
    });
  });

  it("is a SEV-1 for four reasons, with their evidence", () => {
    expect(report.severity).toMatchObject({ name: "sev1", title: "Critical" });
    expect(report.severity.criteria).toEqual([
      { name: "Customer impact", holds: true, evidence: "100% of customers affected" },
      { name: "Revenue impact", holds: true, evidence: "85,000 USD an hour" },
      {
        name: "Service level",
        holds: true,
        evidence: "availability 99.12%, objective 99.95%: missed by 0.83 percentage points (as recorded)",
      },
      { name: "Duration", holds: true, evidence: "2 h 15 min, over the 5 min response target" },
    ]);
  });

  it("has every entry, why, factor, lesson and item of the record", () => {
    expect(report.timeline).toHaveLength(13);
    expect(report.timeline[1]).toMatchObject({ at: "2025-01-15T02:32:15Z", author: "@alice" });
    expect(report.communication.map(({ audience }) => audience)).toEqual(
      "internal executives public customers public public public public internal".split(" "),
    );
    expect(report.investigation.whys).toHaveLength(5);
    expect(report.investigation.whys[4]).toEqual({
      question: "Why did it include none?",
      answer: "Network partitions were not considered in the risk assessment.",
    });
    expect(report.investigation.factors).toHaveLength(5);
    expect(report.postmortem.well).toHaveLength(5);
    expect(report.postmortem.improve).toHaveLength(5);
    expect(report.postmortem.lucky).toHaveLength(2);
    expect(report.items.map(({ priority }) => priority)).toEqual(["high", "high", "medium", "medium", "low"]);
    expect(report.items.map(({ status }) => status)).toEqual(["overdue", "open", "open", "open", "open"]);
    expect(report.items[4]).toMatchObject({ owner: "@octo-sre", due: "2025-04-01", every: "3mo" });
  });

  it("puts the impact where it is felt", () => {
    const names = (lines: readonly { readonly name: string }[]): readonly string[] => lines.map(({ name }) => name);
    expect(names(report.impact.customer)).toEqual(["Customers", "Failed transactions", "Support tickets"]);
    expect(names(report.impact.business)).toEqual(["Revenue", "SLA credits", "Reputation"]);
    expect(names(report.impact.technical)).toEqual(["Duration", "Availability", "Data"]);
  });

  it("plans in three horizons, by subsection and by due date", () => {
    const { immediate, shortTerm, longTerm, undated } = report.remediation;
    expect([immediate.recorded.length, shortTerm.recorded.length, longTerm.recorded.length]).toEqual([3, 4, 5]);
    expect([immediate.items, shortTerm.items, longTerm.items, undated]).toEqual([[], [1], [2, 3, 4, 5], []]);
  });

  it.each([
    ["2025-01-14", "shortTerm"],
    ["2025-01-16", "shortTerm"],
    ["2025-01-17", "longTerm"],
    ["2025-02-30", "undated"],
  ] as const)("puts an item due %s into %s", (due, where) => {
    const { shortTerm, longTerm, undated } = reportOf(failoverText.replace("2025-01-16", due)).remediation;
    expect({ shortTerm: shortTerm.items, longTerm: longTerm.items, undated }[where]).toContain(1);
  });

  it("knows nothing between failures, which is null and not zero", () => {
    expect(report.metrics.archive.betweenFailures).toMatchObject({ seconds: null, n: 0 });
    expect(report.metrics.archive.recent).toMatchObject({
      count: 1,
      bySeverity: { sev1: 1, sev2: 0, sev3: 0, sev4: 0 },
    });
  });

  it("does not change with the clock but for what falls overdue", () => {
    expect(reportOf(failoverText, { now: "2025-01-16T23:59:59Z" }).items[0]?.status).toBe("open");
    const later = reportOf(failoverText, { now: "2030-01-01T00:00:00Z" });
    expect({ ...later, items: [] }).toEqual({ ...report, items: [] });
  });
});

describe("the archive", () => {
  const one = (day: string, rest = ""): string =>
    fileOf(`severity: sev2\nstatus: resolved\nservices: [API]\nstarted: 2025-01-${day}T00:00:00Z\n${rest}`);
  const archive = [
    { path: failoverPath, text: failoverText },
    { path: "a", text: one("01", "resolved: 2025-01-01T01:00:00Z") },
    { path: "b", text: one("05") },
    { path: "later", text: one("20") },
    { path: "old", text: one("01").replace("2025-01-01", "2024-12-16").replace("[API]", "[other]") },
    { path: "drill", text: one("02", "kind: drill") },
    { path: "cancelled", text: one("02").replace("resolved", "cancelled") },
    { path: "duplicate", text: one("02").replace("resolved", "duplicate") },
    { path: "broken", text: "---\na: [\n---\n" },
    { path: "undated", text: fileOf("severity: sev2\nstatus: resolved") },
  ];
  const told = reportOf(failoverText, { archive }).metrics.archive;

  it("counts what had started by then, and says what it left out", () => {
    expect(told.counted).toBe(4);
    expect(told.left).toEqual({ kind: 1, cancelled: 1, duplicate: 1, unreadable: 1 });
    expect(told.undated).toBe(1);
  });

  it("has the mean gap between incidents that share a service", () => {
    const starts = ["2025-01-01T00:00:00Z", "2025-01-05T00:00:00Z", "2025-01-15T02:30:00Z"].map(Date.parse);
    const [first = 0, , last = 0] = starts;
    expect(told.betweenFailures).toMatchObject({ n: 2, seconds: (last - first) / 1000 / 2 });
  });

  it("counts 30 days to the minute, by severity with zeros", () => {
    expect(told.recent).toMatchObject({ count: 3, bySeverity: { sev1: 1, sev2: 2, sev3: 0, sev4: 0 } });
  });

  it("averages what has both times", () => {
    const resolve = told.means.find(({ name }) => name === "Mean time to resolve");
    expect(resolve).toMatchObject({ n: 2, seconds: (3600 + 8100) / 2 });
    expect(told.means[0]).toMatchObject({ n: 1, seconds: 0 });
  });

  it("gives the same numbers in whatever order the files come", () => {
    expect(reportOf(failoverText, { archive: archive.toReversed() }).metrics.archive).toEqual(told);
  });
});

describe("what is not recorded", () => {
  it("is null or empty, never invented", () => {
    const report = reportOf(fileOf("title: Bare"));
    expect(report.metrics.incident.every(({ seconds }) => seconds === null)).toBe(true);
    expect(report.metrics.incident[0]?.problem).toBe("not recorded: started and detected");
    expect(report.severity.name).toBeNull();
    expect(report.severity.criteria.every(({ holds }) => holds === null)).toBe(true);
    expect(report.impact).toEqual({ customer: [], business: [], technical: [], text: "", revenue: null });
    expect(report.metrics.archive.betweenFailures.seconds).toBeNull();
    expect(report.metrics.archive.recent.count).toBeNull();
  });

  it("skips prompts of the template", () => {
    const body = "## Summary\n\n<!-- prompt: two sentences -->\n\n## Root cause\n\n### Five whys\n\n<!-- prompt -->";
    const report = reportOf(fileOf("title: Drafted", body));
    expect(report.summary.text).toBe("");
    expect(report.investigation.whys).toEqual([]);
  });

  it("names reversed times instead of counting them below zero", () => {
    const report = reportOf(fileOf("started: 2025-01-15T03:00:00Z\nresolved: 2025-01-15T02:00:00Z\nstatus: resolved"));
    expect(report.duration).toMatchObject({ seconds: null, problem: "resolved is before started" });
    expect(report.notes).toContain("Duration: resolved is before started.");
  });

  it("names a time that can't be read", () => {
    const report = reportOf(fileOf("started: 2025-01-15 3:00\nstatus: resolved"));
    expect(report.notes[0]).toMatch(/^Unexpected time in `started`, expected ISO 8601 with a zone/);
  });

  it("says when the stated loss is not the computed one", () => {
    const text = failoverText.replace("191250 USD (estimated)", "200000 USD");
    expect(reportOf(text).impact.revenue).toMatchObject({ loss: 191_250, recorded: 200_000, agrees: false });
    expect(reportOf(text).notes).toEqual(["The record states a revenue loss of 200000; the formula gives 191250."]);
  });

  it("counts a running incident up to now, and says as of when", () => {
    const text = fileOf("status: investigating\nstarted: 2025-01-15T02:30:00Z");
    const report = reportOf(text, { now: "2025-01-15T03:00:00Z" });
    expect(report.duration).toMatchObject({ name: "Duration so far", seconds: 1800 });
    expect(report.asOf).toBe("2025-01-15T03:00:00Z");
  });
});

it.each([
  ["no frontmatter", "# Only a title\n", 1, /expected frontmatter/],
  ["broken YAML", "---\ntitle: [\n---\n", 2, /Unexpected/],
  ["a NUL byte", "---\ntitle: a\n---\n\u0000", 1, /NUL/],
])("a record with %s is broken, with its line", (_what, text, line, reason) => {
  const result = incidentReport({
    path: "x.md",
    text,
    config: defaultConfig,
    runbooks: [],
    archive: [],
    now: "2025-01-18T00:00:00Z",
  });
  expect(result).toMatchObject({ kind: "broken", reason: expect.stringMatching(reason) });
  if (result.kind === "broken") expect(result.line).toBeGreaterThanOrEqual(line);
});

describe("schema/report.json", () => {
  const schema = reportJsonSchema();

  it("is what the model says (UPDATE=1 rewrites it)", () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env["UPDATE"] === "1") writeFileSync("schema/report.json", text);
    expect(JSON.parse(readFileSync("schema/report.json", "utf8"))).toEqual(JSON.parse(text));
  });

  it("takes the failover report and a bare one, and no report without its path", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    for (const report of [failover(), reportOf(fileOf("title: Bare"))]) {
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
      expect(incidentReportSchema.parse(report)).toEqual(report);
    }
    const { path: _, ...rest } = failover();
    expect(validate(rest)).toBe(false);
  });
});
