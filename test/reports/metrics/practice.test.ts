import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/model/config.ts";
import type { ShareOf } from "../../../src/model/metrics-parts.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { incidentFact } from "../../../src/reports/metrics/read-facts.ts";

const base = { severity: "sev1", status: "closed", started: "2025-03-03T10:00:00Z" };
const post = "## Root cause\n\nA lock.\n\n## Lessons learned\n\nMuch.\n";

function file(path: string, fields: Readonly<Record<string, string>>, body = "", config = readConfig({})) {
  const lines = Object.entries({ ...base, ...fields }).map(([name, value]) => `${name}: ${value}`);
  return incidentFact({ path, text: `---\n${lines.join("\n")}\n---\n\n# Title\n\n${body}` }, config);
}

const said = ({ n, with: held, share, excluded }: ShareOf) => ({
  n,
  held,
  share,
  left: excluded.map(({ reason, incidents }) => [reason, ...incidents.map(({ path }) => path)]),
});

it("causes are counted without case, each once an incident", () => {
  const { counts } = metricsOf([
    file("a", { causes: "[Stale lock, stale LOCK]" }),
    file("b", { causes: "[stale lock]" }),
  ]);
  expect(counts.cause).toEqual({ "Stale lock": 2 });
});

it("answers are held against the severity's response minutes, from the declaration", () => {
  const declared = "2025-03-03T10:00:00Z";
  const files = [
    file("met", { declared, acknowledged: "2025-03-03T10:05:00Z" }),
    file("late", { declared, acknowledged: "2025-03-03T10:05:01Z" }),
    file("sev2", { declared, acknowledged: "2025-03-03T10:59:00Z", severity: "sev2" }),
    file("early", { declared, acknowledged: "2025-03-03T09:59:59Z" }),
    file("silent", { declared }),
    file("waits", { declared, status: "investigating" }),
    file("odd", { declared: "yesterday" }),
    file("unknown", { declared, acknowledged: declared, severity: "purple" }),
  ];
  const { response } = metricsOf(files);
  expect(said(response.all)).toEqual({
    n: 3,
    held: 2,
    share: 0.6667,
    left: [
      ["unreadable", "odd"],
      ["not recorded", "silent", "unknown"],
      ["still open", "waits"],
      ["negative", "early"],
    ],
  });
  const bySeverity = response.severities.map(({ severity, target, n, with: held, share }) => [
    severity,
    target,
    n,
    held,
    share,
  ]);
  expect(bySeverity).toEqual([
    ["sev1", 300, 2, 1, 0.5],
    ["sev2", 3600, 1, 1, 1],
    ["sev3", 14_400, 0, 0, null],
    ["sev4", 28_800, 0, 0, null],
  ]);
});

it("post-mortems count where they are needed, by what is written and by when they were merged", () => {
  const resolved = "2025-03-03T12:00:00Z";
  const files = [
    file("on-time", { resolved, closed: "2025-03-05T12:00:00Z" }, post),
    file("late", { resolved, closed: "2025-03-05T12:00:01Z" }, post),
    file("by-its-own-due", { resolved, closed: "2025-03-09T00:00:00Z", due: "2025-03-09T00:00:00Z" }, post),
    file("when", { resolved }, post),
    file(
      "prompts",
      { resolved },
      "## Root cause\n\n<!-- prompt: why -->\n\n### Five whys\n\n## Lessons learned\n\nMuch.\n",
    ),
    file("minor", { resolved, severity: "sev4" }),
    file("open", { status: "monitoring" }),
  ];
  const { postmortems } = metricsOf(files);
  expect(said(postmortems.written)).toEqual({
    n: 5,
    held: 4,
    share: 0.8,
    left: [
      ["not required", "minor"],
      ["still open", "open"],
    ],
  });
  expect(said(postmortems.onTime)).toMatchObject({ n: 3, held: 2 });
  expect(said(postmortems.onTime).left[0]).toEqual(["not recorded", "prompts", "when"]);
});

describe("action items", () => {
  const items = [
    "- [x] Done @alice due:2025-03-01 priority:high",
    "- [ ] Late @alice due:2025-03-04 priority:high #12",
    "- [ ] Today @octo/db due:2025-03-05 priority:medium",
    "- [ ] Soon due:tomorrow",
  ];
  const body = `## Action items\n\n${items.join("\n")}\n`;
  const files = [file("a", { resolved: "2025-03-03T12:00:00Z" }, body), file("b", { closed: "2025-03-05T08:00:00Z" })];

  it("are open, done, overdue as of the latest time that a file records, by owner and priority", () => {
    const { actionItems, asOf } = metricsOf(files);
    expect(asOf).toBe("2025-03-05T08:00:00Z");
    expect(actionItems).toMatchObject({ n: 4, open: 3, done: 1, overdue: 1, undated: 1 });
    expect(actionItems.age).toMatchObject({ n: 3, mean: 44 * 3600, max: 44 * 3600 });
    expect(actionItems.byOwner.map(({ name, n, overdue }) => [name, n, overdue])).toEqual([
      ["@alice", 2, 1],
      ["@octo/db", 1, 0],
      ["nobody", 1, 0],
    ]);
    expect(actionItems.byPriority.map(({ name, n }) => [name, n])).toEqual([
      ["high", 2],
      ["medium", 1],
      ["low", 0],
      ["none", 1],
    ]);
  });

  it("grow older as of another present, and a present before them gives no age", () => {
    expect(metricsOf(files, { asOf: "2025-03-06T00:00:00Z" }).actionItems.overdue).toBe(2);
    const { actionItems } = metricsOf(files, { asOf: "2025-01-01T00:00:00Z" });
    expect([actionItems.overdue, actionItems.age.n, actionItems.age.mean]).toEqual([0, 0, null]);
  });
});

it("availability comes from full_outage and degraded, against targets of services", () => {
  const config = readConfig({ availability: { target: 99, services: { API: 99.9, idle: 99.5 } } });
  const files = [
    file("a", { services: "[api]", impact: '{ full_outage: "2 h 15 min", degraded: 45 }' }),
    file("b", { services: "[api, db]", impact: "{ full_outage: PT30M }" }),
    file("c", { services: "[db]", impact: "{ full_outage: a while }" }),
    file("d", {}),
  ];
  const asked = { from: "2025-03-01T00:00:00Z", to: "2025-03-31T00:00:00Z" };
  const { availability } = metricsOf(files, asked, config);
  const rows = availability.rows.map(({ name, n, fullOutage, degraded, availability, budget, left, met }) => ({
    row: [name, n, fullOutage, degraded],
    availability,
    budget,
    left,
    met,
  }));
  // 30 days are 2,592,000 s; 2 h 45 min and half of 45 min are 11,250 s.
  expect(rows).toEqual([
    { row: ["all incidents", 2, 9900, 2700], availability: 99.566, budget: 25_920, left: 14_670, met: true },
    { row: ["api", 2, 9900, 2700], availability: 99.566, budget: 2592, left: -8658, met: false },
    { row: ["db", 1, 1800, 0], availability: 99.9306, budget: 25_920, left: 24_120, met: true },
    { row: ["idle", 0, null, null], availability: null, budget: 12_960, left: null, met: null },
  ]);
  expect(availability.excluded.map(({ reason, incidents }) => [reason, incidents.map(({ path }) => path)])).toEqual([
    ["unreadable", ["c"]],
    ["not recorded", ["d"]],
  ]);
});

it("cost is added by currency: as recorded, else by the hour", () => {
  const resolved = "2025-03-03T12:15:00Z";
  const files = [
    file("seed", { resolved, impact: "{ revenue_per_hour: 85000 USD }" }),
    file("said", {
      resolved,
      impact: "{ revenue_per_hour: 85000 USD, revenue_loss: 1000 USD, sla_credits: 42500 USD }",
    }),
    file("euro", { resolved, impact: "{ revenue_loss: 10.50 EUR }" }),
    file("odd", { resolved, impact: "{ revenue_loss: much }" }),
    file("none", {}),
  ];
  const { cost } = metricsOf(files);
  expect(cost.revenue).toMatchObject({ n: 3 });
  expect(cost.revenue.amounts).toEqual([
    { currency: "EUR", n: 1, total: 10.5, previous: null },
    { currency: "USD", n: 2, total: 192_250, previous: null },
  ]);
  expect(cost.credits.amounts).toEqual([{ currency: "USD", n: 1, total: 42_500, previous: null }]);
  expect(cost.revenue.excluded.map(({ reason, n }) => [reason, n])).toEqual([
    ["unreadable", 1],
    ["not recorded", 1],
  ]);
});

it("the sample: 2 min 15 s, 5 min, 2 h 15 min, 191,250, and 99.12% is in no number", () => {
  const path = "incidents/2025/INC-2025-001.md";
  const metrics = metricsOf([incidentFact({ path, text: readFileSync(path, "utf8") }, readConfig({}))]);
  const mean = (name: string) => metrics.times.find((one) => one.name === name)?.mean;
  // Its "MTTD" is from the alert to the declaration, which is the time to declare here.
  expect([mean("Time to declare"), mean("Time to acknowledge"), mean("Time to resolve")]).toEqual([135, 300, 8100]);
  expect(metrics.cost.revenue.amounts).toEqual([{ currency: "USD", n: 1, total: 191_250, previous: null }]);
  expect(metrics.cost.credits.amounts).toEqual([{ currency: "USD", n: 1, total: 42_500, previous: null }]);
  // What it says of availability is an input: it can't be derived from what it says of the outage.
  expect(metrics.availability.rows.map(({ availability }) => availability)).toEqual([null, null, null, null]);
  expect(JSON.stringify(metrics)).not.toContain("99.12");
  // The sample's outage, were it recorded, would give another number over its 30 days.
  const text = readFileSync(path, "utf8").replace("customers: 100%", 'full_outage: "2 h 15 min"\n  degraded: "45 min"');
  const month = { from: "2025-01-01T00:00:00Z", to: "2025-01-31T00:00:00Z" };
  const derived = metricsOf([incidentFact({ path, text }, readConfig({}))], month).availability.rows[0];
  expect(derived?.availability).toBe(99.6354);
});

it("what is counted has a previous period, and null where it has nothing to count", () => {
  const now = file("now", { runbooks: "[runbooks/a.md]", impact: "{ full_outage: 60, revenue_loss: 5 USD }" });
  const then = file("then", { started: "2025-02-03T10:00:00Z", impact: "{ full_outage: 30, revenue_loss: 7 USD }" });
  const { runbooks, availability, cost, response } = metricsOf([now, then], { period: "monthly" });
  expect([runbooks.share, runbooks.previous?.share]).toEqual([1, 0]);
  expect(availability.rows[0]).toMatchObject({ availability: 99.8656, previous: { n: 1, availability: 99.9256 } });
  expect(cost.revenue.amounts).toEqual([{ currency: "USD", n: 1, total: 5, previous: { n: 1, total: 7 } }]);
  expect([response.all.n, response.all.share, response.all.previous?.share]).toEqual([0, null, null]);
});
