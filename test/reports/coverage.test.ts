import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import { defaultConfig } from "../../src/model/config.ts";
import type { Runbook } from "../../src/model/runbook.ts";
import { type CoverageInput, runbookCoverage } from "../../src/reports/coverage.ts";
import { runbookReport } from "../../src/reports/runbook-report.ts";
import { runbookReportFiles } from "../../src/reports/runbook-report-page.ts";

const runbook = (path: string, fields: Partial<Runbook> = {}): Runbook => ({
  path,
  title: path,
  services: [],
  alerts: [],
  types: [],
  ...fields,
});
const file = (id: number, yaml: string): { path: string; text: string } => ({
  path: `incidents/2025/INC-2025-00${id}.md`,
  text: `---\nid: INC-2025-00${id}\n${yaml}\n---\n`,
});
const at = (from: string, to: string): string => `started: 2025-01-15T${from}:00Z\nresolved: 2025-01-15T${to}:00Z`;

const input: CoverageInput = {
  incidents: [
    file(2, `services: [web, API]\n${at("04:00", "03:00")}`),
    file(
      1,
      `services: [api, db]\nalerts: [Down]\ntype: data\n${at("02:00", "04:15")}\nrunbooks: [runbooks/gone.md, https://wiki.example/x]`,
    ),
    file(3, "kind: drill"),
    file(4, "status: cancelled"),
    file(5, "status: duplicate\nduplicate_of: 1"),
    file(6, "kind: dril"),
    { path: "incidents/2025/INC-2025-007.md", text: "no frontmatter" },
    file(8, `services: [web]\n${at("01:00", "01:30")}\ntype: Data`),
  ],
  unread: [{ path: "incidents/2025/INC-2025-009.md", reason: "over 1 MB" }],
  runbooks: [
    runbook("runbooks/db.md", { services: ["DB"] }),
    runbook("runbooks/type.md", { types: ["data"] }),
    runbook("runbooks/alert.md", { alerts: ["Down"] }),
    // Both are for something else, whatever types they name.
    runbook("runbooks/never.md", { services: ["mail"], types: ["data"] }),
    runbook("runbooks/other.md", { alerts: ["Full"], types: ["data"] }),
  ],
};
const coverage = runbookCoverage(input);

/** The report of an archive without alerts. */
const reportOf = (given: CoverageInput) =>
  runbookReport({ ...given, config: defaultConfig, now: "2025-02-01T00:00:00Z", alertFiles: [], serviceFiles: [] });
const filesOf = (given: CoverageInput, reports: string) => runbookReportFiles(reportOf(given), { reports });

describe("runbookCoverage", () => {
  it("counts incidents by link, alert and service, and by type where the runbook names nothing else", () => {
    expect(coverage.incidents).toMatchObject({ with: 2, n: 3, share: 0.6667 });
    expect(coverage.incidents.formula).toContain("share an alert, a service or a type with one");
    expect(
      coverage.byIncident.map(({ id, minutes, runbooks }) => [
        id,
        minutes,
        runbooks.map(({ path, because }) => `${path.slice("runbooks/".length)}: ${because}`),
      ]),
    ).toEqual([
      ["INC-2025-001", 135, ["alert.md: alert Down", "db.md: service db", "type.md: by type data"]],
      ["INC-2025-002", null, []],
      ["INC-2025-008", 30, ["type.md: by type Data"]],
    ]);
    expect(coverage.byIncident[0]?.elsewhere).toEqual(["https://wiki.example/x"]);
  });

  it("takes an incident that writes no type for one of none, not of the default", () => {
    const general = [runbook("runbooks/all.md", { types: ["availability", ""] })];
    const types = ["", "type: availability", "type: ''", "type: [availability]", "type: security"];
    const { byIncident, orphans } = runbookCoverage({
      incidents: types.map((yaml, at) => file(at + 1, yaml)),
      unread: [],
      runbooks: general,
    });
    expect(byIncident.map(({ runbooks }) => runbooks.length)).toEqual([0, 1, 0, 0, 0]);
    expect(orphans).toEqual([]);
  });

  it("keeps a service and an alert among the gaps that only a general runbook helps with", () => {
    const { gaps, incidents } = runbookReport({
      ...input,
      incidents: [file(8, `services: [web]\n${at("01:00", "01:30")}\ntype: data`)],
      config: defaultConfig,
      now: "2025-02-01T00:00:00Z",
      alertFiles: [],
      serviceFiles: [],
    });
    expect(incidents).toMatchObject({ with: 1, n: 1 });
    expect(gaps.map(({ kind, name, minutes }) => [kind, name, minutes])).toEqual([["service", "web", 30]]);
  });

  it.each([
    [{}, "it names no service, no alert and no type, no alert leads to it, and no incident names it"],
    [{ types: ["x"] }, "no alert leads to it, and no incident names it or has one of its types"],
    [{ services: ["x"] }, "no alert leads to it, and no incident names it or has one of its services or alerts"],
    [
      { alerts: ["x"], types: ["data"] },
      "no alert leads to it, and no incident names it or has one of its services or alerts; its types don't count beside them",
    ],
  ])("says why a runbook of %j is an orphan", (fields, reason) => {
    const { runbooks } = reportOf({ ...input, runbooks: [runbook("runbooks/x.md", fields)] });
    expect(runbooks.orphans.map((one) => one.reason)).toEqual([reason]);
  });

  it("counts services once, whatever their case, with what could not be measured", () => {
    expect(coverage.services).toMatchObject({ with: 1, n: 3, share: 0.3333 });
    expect(coverage.byService).toEqual([
      { service: "api", incidents: 2, minutes: 135, unmeasured: 1, runbooks: [] },
      { service: "db", incidents: 1, minutes: 135, unmeasured: 0, runbooks: ["runbooks/db.md"] },
      { service: "web", incidents: 2, minutes: 30, unmeasured: 1, runbooks: [] },
    ]);
  });

  it("names orphans, broken links and every file that is not counted", () => {
    expect(coverage.orphans.map(({ path }) => path)).toEqual(["runbooks/never.md", "runbooks/other.md"]);
    expect(coverage.broken).toEqual([{ path: "incidents/2025/INC-2025-001.md", link: "runbooks/gone.md" }]);
    const names = (list: readonly { path: string; reason: string }[]): string[] =>
      list.map(({ path, reason }) => `${path.slice(-6, -3)} ${reason}`);
    const { kind, cancelled, duplicate, unreadable } = coverage.excluded;
    expect([names(kind), names(cancelled), names(duplicate)]).toEqual([
      ["003 kind is drill"],
      ["004 status is cancelled"],
      ["005 duplicate of #1"],
    ]);
    expect(names(unreadable)).toEqual([
      '006 Unexpected kind "dril", expected incident, drill, test, event',
      "007 Unexpected start of file, expected frontmatter",
      "009 over 1 MB",
    ]);
  });

  it("has no share where there is nothing to count", () => {
    const none = runbookCoverage({ incidents: [], unread: [], runbooks: [] });
    expect([none.incidents.share, none.services.share, none.incidents.n]).toEqual([null, null, 0]);
    const page = filesOf({ incidents: [], unread: [], runbooks: [] }, "reports")["runbook-coverage.md"];
    expect(page).toContain("| Incidents with a runbook | – | 0 | 0 | 0 |");
    expect(page).not.toContain("mermaid");
  });

  it("counts every file exactly once", () => {
    const { excluded } = coverage;
    const left = Object.values(excluded).reduce((sum, list) => sum + list.length, 0);
    expect(coverage.incidents.n + left).toBe(input.incidents.length + input.unread.length);
  });
});

/** Table cells, link targets and headings: what a hostile name must not change. */
function shape(page: string): readonly string[] {
  const walk = (node: Nodes): string[] => {
    const own = node.type === "link" ? [`link ${node.url}`] : node.type === "text" ? [] : [node.type];
    return "children" in node ? [...own, ...node.children.flatMap(walk)] : own;
  };
  return walk(parseTree(page));
}

describe("the report of an archive without alerts", () => {
  const pages = filesOf(input, "docs/reports");

  it("gives the same bytes for the same files in any order", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...input.incidents], { minLength: 8 }),
        fc.shuffledSubarray([...input.runbooks], { minLength: 5 }),
        (incidents, runbooks) => {
          expect(filesOf({ ...input, incidents, runbooks }, "docs/reports")).toEqual(pages);
        },
      ),
    );
  });

  it("shows every number with its formula, n and what was left out, beside a chart", () => {
    const page = pages["runbook-coverage.md"];
    expect(page).toContain("| Incidents with a runbook | 66.7% | 2 | 1 | 3 |");
    expect(page).toContain("- Left out of both: 1 not of kind incident, 1 cancelled, 1 duplicate, 3 unreadable.");
    expect(page).toContain(
      '```mermaid\npie showData\n  title Incidents by runbook\n  "With a runbook" : 2\n  "Without" : 1\n```',
    );
    expect(page).toContain("(by type Data)");
    expect(page).toContain("[INC-2025-008](../../incidents/2025/INC-2025-008.md)");
    expect(page.lastIndexOf("INC-2025-008")).toBeLessThan(page.lastIndexOf("INC-2025-002"));
    expect(page.endsWith("|\n")).toBe(true);
  });

  it("writes JSON that holds the report itself and ends with a line break", () => {
    const json = pages["runbook-coverage.json"];
    expect(JSON.parse(json)).toEqual(reportOf(input));
    expect(json.endsWith("}\n")).toBe(true);
  });

  it("keeps its structure whatever the names are", () => {
    const hostile = fc.constantFrom(
      "a | b",
      "`|`",
      "[x](javascript:y)",
      "<img src=x>",
      "# h",
      "@octo/team",
      "fixes #1",
      "a\nb",
      "\\|",
      "|||",
      "<!-- x -->",
      "**",
      "https://x.y/@z",
    );
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ minLength: 1 })), (name) => {
        const pagesOf = (word: string): string => {
          const yaml = `title: ${JSON.stringify(word)}\nservices: [${JSON.stringify(word)}]\nrunbooks: [${JSON.stringify(`missing/${word}`)}]`;
          const runbooks = [runbook("runbooks/r.md", { title: word })];
          return filesOf({ incidents: [file(1, yaml)], unread: [], runbooks }, "reports")["runbook-coverage.md"];
        };
        if (name.trim() === "") return;
        const inline = new Set(["emphasis", "strong", "inlineCode", "delete"]);
        const rows = (page: string): readonly string[] =>
          shape(page).filter((type) => !inline.has(type) && !type.startsWith("link http"));
        const page = pagesOf(name);
        expect(rows(page)).toEqual(rows(pagesOf("plain")));
        expect(page).not.toContain("@octo");
        expect(page).not.toMatch(/<!--|javascript:y\)/);
      }),
      { numRuns: 200 },
    );
  });
});
