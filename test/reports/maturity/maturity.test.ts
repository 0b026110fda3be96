import { describe, expect, it } from "vitest";
import { defaultConfig, readConfig } from "../../../src/model/config.ts";
import { maturityOf } from "../../../src/reports/maturity/maturity.ts";
import { maturityPage } from "../../../src/reports/maturity/maturity-page.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { runbookReport } from "../../../src/reports/runbook-report.ts";
import { runbookOf } from "../../../src/reports/runbooks.ts";

interface Given {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly body?: string;
}

const written = "## Root cause\n\nThe script.\n\n## Lessons learned\n\nTest it.\n";

function file(number: number, { fields = {}, body = written }: Given = {}) {
  const day = `2025-${String(number).padStart(2, "0")}-10`;
  const id = `INC-2025-${String(number).padStart(3, "0")}`;
  const all = {
    id,
    title: `Incident ${number}`,
    issue: number,
    severity: "sev1",
    status: "closed",
    services: [`service-${number}`],
    started: `${day}T02:00:00Z`,
    detected: `${day}T02:01:00Z`,
    declared: `${day}T02:02:00Z`,
    acknowledged: `${day}T02:03:00Z`,
    mitigated: `${day}T02:50:00Z`,
    resolved: `${day}T03:00:00Z`,
    closed: `${day}T09:00:00Z`,
    roles: { commander: "@alice" },
    responders: ["@alice"],
    causes: [`cause ${number}`],
    alerts: [`Alert${number}`],
    impact: { revenue_loss: 100 },
    ...fields,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { path: `incidents/2025/${id}.md`, text: `---\n${lines.join("\n")}\n---\n\n${body}` };
}

const items = (...lines: readonly string[]) => `${written}\n## Action items\n\n${lines.join("\n")}\n`;

function report(files: readonly ReturnType<typeof file>[], config = defaultConfig) {
  const now = "2025-12-31T00:00:00Z";
  const runbooks = [
    runbookOf("runbooks/one.md", "---\ntitle: One\nservices: [service-1]\n---\n\n## Symptoms\n\nErrors.\n", config),
  ];
  const coverage = runbookReport({
    config,
    now,
    runbooks,
    incidents: files,
    unread: [],
    alertFiles: [],
    serviceFiles: [],
  });
  return maturityOf(readFacts(files, config), coverage, config);
}

const levelOf = (of: ReturnType<typeof report>, name: string) => of.dimensions.find((one) => one.name === name)?.level;
const rulesOf = (of: ReturnType<typeof report>) => of.recommendations.map(({ rule }) => rule);

describe("maturity", () => {
  it("is level 1 of all where nothing is recorded, and says what comes first", () => {
    const empty = report([]);
    expect(empty.dimensions.map(({ level, target }) => [level, target])).toEqual(Array(5).fill([1, 3]).with(2, [2, 3]));
    expect(empty.dimensions[0]?.raise[0]).toMatch(/^Declare the next incident/);
    expect(empty.window).toBeNull();
    const { criteria: all } = empty.dimensions[0] ?? { criteria: [] };
    expect(all.map(({ found }) => found)).toContain("nothing to look at (n 0)");
  });

  it("counts a level only when all below it hold", () => {
    const good = items("- [x] Fix it @alice due:2025-03-01 type:prevent");
    const whole = report([file(1, { body: good }), file(2, { body: good }), file(3, { body: good })]);
    expect(levelOf(whole, "process")).toBe(5);
    expect(levelOf(whole, "metrics")).toBe(3);
    // Owners and prevention hold, and no cause came back, but nobody wrote what was learned.
    const unwritten = items("- [x] Fix it @alice due:2025-03-01 type:prevent").replace("Test it.", "");
    expect(levelOf(report([1, 2, 3].map((n) => file(n, { body: unwritten }))), "culture")).toBe(2);
  });

  it("looks at the last year that the archive shows, and no clock", () => {
    const old = file(1, { fields: { started: "2023-01-01T00:00:00Z", resolved: "2023-01-01T01:00:00Z" } });
    expect(report([old, file(2)])).toMatchObject({ incidents: 1, window: { to: "2025-02-10T09:00:00Z" } });
  });

  it("takes its targets from the config", () => {
    const config = readConfig({ maturity: { people: 5 } });
    expect(report([file(1)], config).dimensions.map(({ target }) => target)).toEqual([3, 5, 3, 3, 3]);
  });

  it("says in its page what was measured and which files show it, and lets nothing out", () => {
    const hostile = "it <b>@octo/all</b> fixes #1";
    const page = maturityPage(
      report([file(1, { fields: { causes: [hostile] } }), file(2, { fields: { causes: [hostile], roles: {} } })]),
      "reports",
    );
    expect(page).toContain("had a commander (1 of 2)");
    expect(page).toContain("[INC-2025-002](../incidents/2025/INC-2025-002.md)");
    expect(page).not.toMatch(/(?<!\\)<b>|@octo|#1\b/);
  });
});

describe("recommendations", () => {
  it("ask for prevention where a cause came back, unless an item prevents it", () => {
    const same = { fields: { causes: ["The failover script"] } };
    const again = report([file(1, same), file(2, { fields: { causes: ["the failover script "] } })]);
    expect(again.recommendations.find(({ rule }) => rule === "repeated-cause")).toMatchObject({
      evidence: ["incidents/2025/INC-2025-002.md", "incidents/2025/INC-2025-001.md"],
      minutes: 120,
    });
    const prevented = report([
      file(1, { ...same, body: items("- [ ] Fix @a due:2026-01-01 type:prevent") }),
      file(2, same),
    ]);
    expect(rulesOf(prevented)).not.toContain("repeated-cause");
  });

  it("name the overdue items of an incident that came back", () => {
    const alike = (title: string) => ({ title, alerts: ["ReplicaLag"], services: ["database"] });
    const overdue = items("- [ ] Fix the script @alice due:2025-01-20");
    const files = [
      file(1, { fields: alike("Failover broke"), body: overdue }),
      file(4, { fields: alike("Replica is behind") }),
    ];
    expect(report(files).recommendations.find(({ rule }) => rule === "overdue-and-back")).toMatchObject({
      does: "Finish the overdue action items of INC-2025-001",
      because: "a similar incident came later",
      evidence: ["incidents/2025/INC-2025-001.md", "incidents/2025/INC-2025-004.md"],
    });
    expect(
      rulesOf(
        report([
          file(1, { fields: alike("x"), body: items("- [x] Fix @a due:2025-01-20") }),
          file(4, { fields: alike("x") }),
        ]),
      ),
    ).not.toContain("overdue-and-back");
  });

  it("see services that fail again, roles that stay empty, and drills that are not held", () => {
    const files = [1, 2, 3].map((n) => file(n, { fields: { services: ["checkout"], roles: {} } }));
    expect(rulesOf(report(files))).toEqual(
      expect.arrayContaining(["repeated-service", "empty-role", "no-drill", "missing-runbook"]),
    );
    const drilled = report([...files, file(4, { fields: { kind: "drill" } })]);
    expect(rulesOf(drilled)).not.toContain("no-drill");
  });

  it("see an alert that fires again, and post-mortems that are owed", () => {
    const alert = (hour: number) => ({
      fields: { started: `2025-05-10T0${hour}:00:00Z`, detected: `2025-05-10T0${hour}:01:00Z`, alerts: ["ReplicaLag"] },
      body: "",
    });
    const files = [1, 2, 3].map((n) => file(n, alert(n)));
    expect(rulesOf(report(files))).toEqual(expect.arrayContaining(["refiring-alert", "late-post-mortems"]));
  });
});
