import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/model/config.ts";
import { type RunbookReportInput, runbookReport } from "../../src/reports/runbook-report.ts";
import { runbookReportFiles, runbookReportJson } from "../../src/reports/runbook-report-page.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";

const config = readConfig({
  alerts: [{ paths: ["alerts/**"], runbook: { base: { "https://wiki.example/": "runbooks" } } }],
  services: ["catalog-info.yaml"],
});
const rules = `groups:
- name: a
  rules:
  - alert: Linked
    annotations: { runbook_url: "https://wiki.example/web" }
  - alert: Broken
    annotations: { runbook_url: "https://wiki.example/gone" }
  - alert: Bare
  - alert: Bare
    labels: { severity: page }
  - alert: Elsewhere
    annotations: { runbook_url: "https://docs.example/x/y" }
`;
const six = "## Symptoms\n## Impact\n## Diagnosis\n## Resolution\n## Escalation\n## Prevention\n";
const incident = (id: number, yaml: string): { path: string; text: string } => ({
  path: `incidents/2025/INC-2025-00${id}.md`,
  text: `---\nid: INC-2025-00${id}\nstarted: 2025-01-15T02:00:00Z\n${yaml}\n---\n`,
});
const input: RunbookReportInput = {
  config,
  now: "2026-09-01T10:00:00Z",
  repository: "https://github.com/octo/shop",
  alertFiles: [
    { path: "alerts/web.yaml", text: rules },
    { path: "alerts/helm.yaml", text: "groups:\n{{- if .x }}\n- name: a\n{{- end }}\n" },
  ],
  serviceFiles: [
    {
      path: "catalog-info.yaml",
      text: "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: web\nspec:\n  type: service\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: lib\nspec:\n  type: library\n",
    },
  ],
  incidents: [
    incident(1, "alerts: [Bare]\nresolved: 2025-01-15T03:00:00Z"),
    incident(2, "alerts: [Bare, Broken]\nresolved: 2025-01-15T02:30:00Z\nservices: [db]"),
    incident(3, "alerts: [LINKED]\nresolved: 2025-01-15T05:00:00Z"),
  ],
  unread: [],
  runbooks: [
    [
      "runbooks/web.md",
      `---\nowner: "@a"\napproved_by: "@b"\nlast_verified: 2026-03-01\nreview_every: 6mo\n---\n${six}`,
    ],
    ["runbooks/old.md", `---\nowner: "@a"\nlast_verified: 2026-02-28\nreview_every: 6mo\n---\n## Symptoms\n`],
    ["runbooks/none.md", "# None\n"],
  ].map(([path, text]) => readRunbook(path as string, text as string).runbook),
};
const report = runbookReport(input);

describe("runbookReport", () => {
  it("counts alerts by name, with what is broken, bare, elsewhere and unknown", () => {
    const { total, linked, covered, unknown, share } = report.alerts;
    expect({ total, linked, covered, unknown, share }).toEqual({
      total: 4,
      linked: 3,
      covered: 1,
      unknown: 1,
      share: 0.2,
    });
    expect(report.rules).toBe(5);
    expect(report.alerts.broken).toEqual([
      {
        name: "Broken",
        path: "alerts/web.yaml",
        line: 6,
        link: "https://wiki.example/gone",
        reason: "there is no runbooks/gone",
        covered: false,
      },
    ]);
    expect(report.alerts.unlinked).toEqual([{ name: "Bare", path: "alerts/web.yaml", line: 8, covered: false }]);
    expect(report.alerts.elsewhere.map(({ name }) => name)).toEqual(["Elsewhere"]);
    expect(report.unreadable).toEqual([
      { path: "alerts/helm.yaml", line: 2, reason: expect.stringContaining("template") },
    ]);
  });

  it("finds an incident's runbook by the rules of its alerts", () => {
    expect(report.byIncident.map(({ id, runbooks }) => [id.slice(-1), runbooks.map(({ path }) => path)])).toEqual([
      ["1", []],
      ["2", []],
      ["3", ["runbooks/web.md"]],
    ]);
  });

  it("counts listed services, and those of incidents", () => {
    expect(report.byService.map(({ service, incidents }) => [service, incidents])).toEqual([
      ["db", 1],
      ["web", 0],
    ]);
    expect(report.services.n).toBe(2);
  });

  it("says which runbooks are orphans, stale, incomplete and unapproved, and whose they are", () => {
    const { runbooks: state } = report;
    expect(state.orphans.map(({ path }) => path)).toEqual(["runbooks/none.md", "runbooks/old.md"]);
    expect(state.stale).toEqual([
      { path: "runbooks/old.md", owner: "@a", last_verified: "2026-02-28", due: "2026-08-28" },
    ]);
    expect(state.undated.map(({ path }) => path)).toEqual(["runbooks/none.md"]);
    expect(state.incomplete.map(({ missing }) => missing.length)).toEqual([6, 5]);
    expect(state.unapproved.length).toBe(2);
    expect(state.byOwner).toEqual([
      { owner: "", runbooks: 1, stale: 0, undated: 1, incomplete: 1, unapproved: 1 },
      { owner: "@a", runbooks: 2, stale: 1, undated: 0, incomplete: 1, unapproved: 1 },
    ]);
  });

  it("ranks gaps by the minutes of incident behind them", () => {
    expect(report.gaps.map(({ kind, name, minutes }) => `${kind} ${name} ${minutes}`)).toEqual([
      "alert Bare 90",
      "incident INC-2025-001 60",
      "alert Broken 30",
      "incident INC-2025-002 30",
      "service db 30",
      "alert Elsewhere null",
      "service web null",
    ]);
  });

  it("never says 100 % while a file is unknown or a glob fits nothing", () => {
    const good = rules.slice(0, rules.indexOf("  - alert: Broken"));
    const covered = (files: RunbookReportInput["alertFiles"], paths: string[]) =>
      runbookReport({
        ...input,
        config: readConfig({ alerts: [{ paths, runbook: { base: { "https://wiki.example/": "runbooks" } } }] }),
        alertFiles: files,
      }).alerts;
    const web = { path: "alerts/web.yaml", text: good };
    expect(covered([web], ["alerts/**"]).share).toBe(1);
    expect(covered([web, { path: "alerts/x.yaml", text: "a: [" }], ["alerts/**"]).share).toBe(0.5);
    expect(covered([web, { path: "alerts/x.yaml", text: null }], ["alerts/**"]).share).toBe(0.5);
    expect(covered([web], ["alerts/**", "alert/*.yaml"]).share).toBe(0.5);
  });

  it("names a list of services that is not there or lists none", () => {
    const lost = (text: string | undefined): readonly unknown[] =>
      runbookReport({
        ...input,
        alertFiles: input.alertFiles.slice(0, 1),
        serviceFiles: text === undefined ? [] : [{ path: "catalog-info.yaml", text }],
      }).unreadable.map(({ path, line, reason }) => [path, line, reason.slice(0, 29)]);
    expect(lost("services: [web]\n")).toEqual([]);
    expect(lost("apiVersion: v1\nkind: API\nmetadata: {name: x}\n")).toEqual([]);
    expect(lost("service: [web]\n")).toEqual([["catalog-info.yaml", 1, "Unexpected file without a ser"]]);
    expect(lost("apiVersion: v1\nkind: Component\nmetadata: {nam: x}\n")).toEqual([
      ["catalog-info.yaml", 1, "Unexpected component without "],
    ]);
    expect(lost("services:\n- nam: web\n")).toEqual([["catalog-info.yaml", 2, "Unexpected service without a "]]);
    expect(lost(undefined)).toEqual([["catalog-info.yaml", 1, "Unexpected path of the config"]]);
  });

  it("gives the same bytes for the same files in any order", () => {
    const files = runbookReportFiles(report, { reports: "reports" });
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...input.alertFiles], { minLength: 2 }),
        fc.shuffledSubarray([...input.incidents], { minLength: 3 }),
        fc.shuffledSubarray([...input.runbooks], { minLength: 3 }),
        (alertFiles, incidents, runbooks) => {
          const again = runbookReport({ ...input, alertFiles, incidents, runbooks });
          expect(runbookReportFiles(again, { reports: "reports" })).toEqual(files);
        },
      ),
    );
  });
});

describe("change since the last report", () => {
  const fewer = { ...input, alertFiles: input.alertFiles.slice(0, 1) };
  const first = runbookReportJson(runbookReport(fewer));

  it("says what differs, and keeps saying it when the report is made again", () => {
    const second = runbookReport({ ...input, previous: first });
    expect(second.change).toEqual({ before: { "alerts.unknown": 0 }, now: { "alerts.unknown": 1 } });
    const again = runbookReport({ ...input, previous: runbookReportJson(second) });
    expect(runbookReportJson(again)).toBe(runbookReportJson(second));
  });

  it.each(["", "{", "[]", '{"alerts": 5}', '{"change": {"before": {"x": "<b>"}}}', "null"])(
    "ignores %j",
    (previous) => {
      expect(runbookReport({ ...input, previous }).change).toBeNull();
    },
  );
});

it("the page holds every number with its formula, the chart, and every list", () => {
  const files = runbookReportFiles(report, { reports: "docs/reports" });
  const page = files["runbook-coverage.md"];
  expect(page).toContain("| Alerts with a runbook | 20.0% | 1 | 4 | 5 |");
  expect(page).toContain('  "With a runbook" : 1\n  "Without" : 3\n  "Unknown" : 1');
  for (const title of [
    "Unreadable",
    "Gaps",
    "Broken links of alerts",
    "Orphan runbooks",
    "Stale runbooks",
    "By owner",
  ]) {
    expect(page).toContain(`\n## ${title}\n`);
  }
  expect(JSON.parse(files["runbook-coverage-badge.json"])).toEqual({
    schemaVersion: 1,
    label: "runbook coverage",
    message: "20.0%, 1 unreadable",
    color: "red",
  });
  expect(files["runbook-coverage-badge.svg"]).toContain("runbook coverage: 20.0%, 1 unreadable");
});
