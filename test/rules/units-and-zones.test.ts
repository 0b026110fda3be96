import { describe, expect, it } from "vitest";
import { check } from "./check.ts";

const head = "id: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\n";
const found = (rule: string, text: string): readonly string[] =>
  check(text)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ message }) => message);
const units = (key: string, value: string) => found("impact-units", `---\n${head}impact:\n  ${key}: ${value}\n---\n`);

describe("units of the impact", () => {
  it.each([
    ["customers", "100%"],
    ["customers", "1200"],
    ["customers", "15,842"],
    ["customers", "all in Europe"],
    ["customers", "none"],
    ["revenue_loss", "85000 USD"],
    ["revenue_loss", "$85,000"],
    ["revenue_loss_usd", "85000"],
    ["revenue_per_hour", "191250 USD (estimated)"],
    ["sla_credits", "none"],
    ["availability", "99.12% (objective 99.95%)"],
    ["downtime", "2 h 15 min"],
    ["downtime_minutes", "135"],
    ["downtime", "0"],
    ["latency", "450"],
    ["cpu", "180%"],
    ["note", "12k"],
    ["requests", "3 main ones"],
    ["customers", "5 major accounts"],
    ["customers", "true"],
  ])("nothing of %s: %s", (key, value) => {
    expect(units(key, value)).toEqual([]);
  });

  it.each([
    ["customers", "12k"],
    ["customers", "1.2M"],
    ["customers", "0.35"],
    ["customers", "135%"],
    ["customers", "-5"],
    ["requests_lost", "15.842.000"],
    ["revenue_loss", "85k USD"],
    ["revenue_loss", "85.000 EUR"],
    ["revenue_loss", "85000"],
    ["cost", "1,5 million"],
    ["availability", "99.12"],
    ["error_rate", "0.8"],
    ["downtime", "135"],
  ])("%s: %s", (key, value) => {
    expect(units(key, value)).toHaveLength(1);
  });
});

describe("zones", () => {
  const zones = (times: readonly string[]) =>
    found("one-zone", `---\n${head}---\n\n## Timeline\n\n${times.map((time) => `- ${time} a\n`).join("")}`).length;

  it.each([
    ["UTC in its three forms", ["2025-01-15T02:30:00Z", "2025-01-15T02:31:00+00:00", "2025-01-15T02:32:00-00:00"], 0],
    ["one local zone", ["2025-01-15T02:30:00+05:30", "2025-01-15T02:31:00+0530"], 0],
    ["clocks set forward", ["2025-03-30T01:30:00+01:00", "2025-03-30T03:31:00+02:00", "2025-03-30T03:35:00+02:00"], 0],
    [
      "two zones an hour apart, mixed",
      ["2025-01-15T02:30:00+01:00", "2025-01-15T03:31:00+02:00", "2025-01-15T02:32:00+01:00"],
      1,
    ],
    ["local and UTC", ["2025-01-15T02:30:00Z", "2025-01-15T02:31:00Z", "2025-01-15T03:32:00+01:00"], 1],
    ["what can't be read", ["02:30 CET", "2025-01-15T02:31:00Z"], 0],
  ] as const)("%s", (_what, times, count) => {
    expect(zones(times)).toBe(count);
  });
});
