import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "../../../src/cli/plain.ts";
import { configSchema } from "../../../src/model/config.ts";
import type { Runbook } from "../../../src/model/runbook.ts";
import { summaryOf } from "../../../src/reports/coverage-summary.ts";
import { incidentClues } from "../../../src/reports/incident-clues.ts";
import { joinParts, readParts } from "../../../src/reports/kept-coverage/byte-parts.ts";
import { lineOf } from "../../../src/reports/kept-coverage/incident-line.ts";
import { keepCoverage } from "../../../src/reports/kept-coverage/keep-coverage.ts";
import { type Kept, openKept } from "../../../src/reports/kept-coverage/kept.ts";
import { keptFinder } from "../../../src/reports/kept-coverage/kept-finder.ts";
import { refreshCoverage } from "../../../src/reports/kept-coverage/refresh-coverage.ts";
import { makeReport, type RunbookReportInput } from "../../../src/reports/runbook-report.ts";

const config = configSchema.parse({ alerts: [{ paths: ["rules/*.yaml"] }], services: ["services.yaml"] });
const words = ["api", "API", " Api ", "db", "Dβ", "##[x", "a\u2028b", "web", "", "mail", "Straße", "İx"];
const alertNames = ["Down", "down", "Slow", "HighLoad", "Ünicode", 'Quo"te', "Tab\\t"];
const types = ["data", "Data", " data ", "availability", "##[x", "İx", "", "other"];
const links = [
  "runbooks/db.md",
  "db.md",
  "runbooks/gone.md",
  "https://wiki.example/x",
  "runbooks/web.md",
  "a/web.md",
  "",
];

const some = (from: readonly string[]) => fc.array(fc.constantFrom(...from), { maxLength: 3 });
const yaml = (list: readonly string[]): string => `[${list.map((one) => JSON.stringify(one)).join(", ")}]`;

/** The text of an incident file; null: it is none. */
const incidentText = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        kind: fc.constantFrom("", "", "", "kind: drill", "kind: dril", "status: cancelled", "status: duplicate"),
        title: fc.constantFrom("Down", "##[error]", "Ü", ""),
        services: some(words),
        alerts: some(alertNames),
        type: fc.option(fc.constantFrom(...types)),
        runbooks: some(links),
        hours: fc.constantFrom("", "00:10", "02:00", "02:00", "01:00"),
      })
      .map(({ kind, title, services, alerts, type, runbooks, hours }) => {
        const times = hours && `started: 2025-01-15T00:30:00Z\nresolved: 2025-01-15T${hours}:00Z\n`;
        const typed = type === null ? "" : `type: ${JSON.stringify(type)}\n`;
        return `---\ntitle: ${JSON.stringify(title)}\n${kind}\n${typed}services: ${yaml(services)}\nalerts: ${yaml(alerts)}\nrunbooks: ${yaml(runbooks)}\n${times}---\n`;
      }),
  },
  { weight: 1, arbitrary: fc.constant("no frontmatter") },
  { weight: 1, arbitrary: fc.constant(null) },
);
const incidentPath = fc.constantFrom(
  ...["2024/INC-2024-001", "2024/INC-2024-002", "2024/x/INC-2024-003", "2024/INC-2024-004", "2025/INC-2025-005"].map(
    (name) => `incidents/${name}.md`,
  ),
  "incidents/2024.x/INC-2024-006.md",
  "incidents/2025/INC-2025-007-ü.md",
);
const archive = fc.dictionary(incidentPath, incidentText, { noNullPrototype: true });
/** Two states of an archive that have files in common. */
const change = fc
  .record({ common: archive, before: archive, after: archive })
  .map(({ common, before, after }) => ({ before: { ...before, ...common }, after: { ...after, ...common } }));

const runbook = fc.record({
  services: fc.oneof(fc.constant<string[]>([]), some(words)),
  alerts: fc.oneof(fc.constant<string[]>([]), some(alertNames)),
  types: some(types),
  owner: fc.constantFrom("", "@octo/sre"),
  last_verified: fc.constantFrom("2025-01-01", "soon", ""),
});
const surroundings = fc.record({
  runbooks: fc.dictionary(fc.constantFrom("runbooks/db.md", "runbooks/web.md", "runbooks/a/web.md"), runbook, {
    noNullPrototype: true,
  }),
  rules: fc.array(fc.tuple(fc.constantFrom(...alertNames), fc.constantFrom("", ...links))),
  listed: fc.option(some(words)),
  before: fc.option(archive),
});
type Files = Readonly<Record<string, string | null>>;
type Surroundings = typeof surroundings extends fc.Arbitrary<infer T> ? T : never;

function inputOf(files: Files, { runbooks, rules, listed, before }: Surroundings): RunbookReportInput {
  const read = Object.entries(files).map(([path, text]) => (text === null ? { path } : incidentClues({ path, text })));
  const rule = ([name, link]: readonly [string, string]): string =>
    `  - alert: ${JSON.stringify(name)}\n${link && `    annotations: { runbook_url: ${JSON.stringify(link)} }\n`}`;
  const input = {
    config,
    now: "2026-01-01T00:00:00Z",
    incidents: read.flatMap((one) => ("counted" in one ? [one] : [])),
    unread: read.flatMap((one) => ("counted" in one ? [] : [{ ...one, reason: "no text" }])),
    runbooks: Object.entries(runbooks).map(([path, fields]): Runbook => ({ path, title: path, ...fields })),
    alertFiles: [{ path: "rules/a.yaml", text: `groups:\n- name: a\n  rules:\n${rules.map(rule).join("")}` }],
    serviceFiles: listed ? [{ path: "services.yaml", text: `services: ${yaml(listed)}\n` }] : [],
  };
  if (before === null) return input;
  const previous = printJson(makeReport(inputOf(before, { runbooks, rules, listed, before: null })).report);
  return { ...input, previous };
}

function keptOf(input: RunbookReportInput): Kept {
  const { parts } = keepCoverage(makeReport(input), input.runbooks);
  return openKept(readParts(joinParts(parts)));
}

const textOf = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString("utf8");

/** The kept report of some files, brought up to what they are afterwards. */
function refreshed(kept: Kept, before: Files, after: Files) {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path],
  );
  const places = new Map(kept.paths().map((path, at) => [path, at]));
  const read = changed
    .filter((path) => path in after)
    .map((path) => {
      const text = after[path];
      return typeof text === "string" ? incidentClues({ path, text }) : { path, reason: "no text" };
    });
  const finder = keptFinder(
    kept,
    read.flatMap((one) => ("counted" in one && one.counted ? one.alerts : [])),
  );
  return refreshCoverage(kept, {
    gone: changed.flatMap((path) => places.get(path) ?? []),
    fresh: read.map((one) => lineOf(one, finder)),
  });
}

describe("a kept report", () => {
  it("is printed as the report is", () => {
    fc.assert(
      fc.property(archive, surroundings, (files, around) => {
        const input = inputOf(files, around);
        expect(textOf([keptOf(input).text])).toBe(printJson(makeReport(input).report));
      }),
    );
  });

  it("after incidents changed, came and went is byte for byte the one that is made anew", () => {
    fc.assert(
      fc.property(change, surroundings, ({ before, after }, around) => {
        const { report } = makeReport(inputOf(after, around));
        const { pieces, summary } = refreshed(keptOf(inputOf(before, around)), before, after);
        expect(textOf(pieces)).toBe(printJson(report));
        expect(summary).toEqual(summaryOf(report));
      }),
      { numRuns: 300 },
    );
  });
});
