import { describe, expect, it } from "vitest";
import { anchorsOf } from "../../src/markdown/anchors.ts";
import type { Alert } from "../../src/model/alert.ts";
import { fileStart } from "../../src/model/finding.ts";
import { fitsGlob } from "../../src/model/glob.ts";
import { dayAfter, readInterval, reviewOn } from "../../src/model/review-dates.ts";
import { alertCoverage } from "../../src/reports/alert-coverage.ts";
import { matchAlerts } from "../../src/reports/match-alerts.ts";
import { indexRunbooks } from "../../src/reports/runbook-index.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";
import { leastCpuTime } from "../cpu-time.ts";

const alert = (name: string, link?: string, labels: Record<string, string> = {}): Alert => ({
  name,
  labels,
  annotations: {},
  ...(link !== undefined && { runbook: { text: link, place: fileStart } }),
  path: "alerts/web/rules.yaml",
  line: 1,
});

const runbooks = [
  ["runbooks/Web/HighErrors.md", "# High errors\n"],
  [
    "runbooks/disk.md",
    '---\nalerts: [DiskFull, Full]\n---\n# Disks\n\n## Symptoms\n\n## Symptoms\n\n<a name="old"></a>\n',
  ],
  ["runbooks/queue-is-stuck.md", "# Queues\n"],
  ["runbooks/type-db.md", "# DB\n"],
  ["runbooks/all.md", "# All\n\n## Alert: A1\n\n## Alert: A2\n\n## Alert: A3\n"],
].map(([path, text]) => readRunbook(path as string, text as string).runbook);

const rules = { base: { "https://wiki.example/rb": "runbooks" }, repository: "https://github.com/octo/shop" };
const match = (one: Alert): readonly unknown[] => {
  const [found] = matchAlerts([one], indexRunbooks(runbooks), () => rules);
  return [found?.link, found?.by, found?.runbook?.path.slice(9), ...(found?.anchor ? [found.anchor] : [])];
};

describe("matchAlerts", () => {
  it.each([
    [
      "a base address, without case and ending",
      "https://WIKI.example/rb/web/higherrors/?x=1",
      ["resolves", "link", "Web/HighErrors.md"],
    ],
    [
      "our own repository, on any branch",
      "https://github.com/Octo/shop/blob/v1/runbooks/disk.md",
      ["resolves", "link", "disk.md"],
    ],
    ["a path from the rule's folder", "../../runbooks/disk.md", ["resolves", "link", "disk.md"]],
    ["a path from the root", "/runbooks/disk", ["resolves", "link", "disk.md"]],
    ["an anchor", "runbooks/disk.md#symptoms-1", ["resolves", "link", "disk.md", "symptoms-1"]],
    ["a written anchor", "runbooks/disk.md#OLD", ["resolves", "link", "disk.md"]],
    ["a label of the rule", "https://wiki.example/rb/type-{{ $labels.type }}", ["resolves", "link", "type-db.md"]],
    ["an encoded path", "runbooks/queue%2Dis-stuck.md", ["resolves", "link", "queue-is-stuck.md"]],
    ["no such anchor", "runbooks/disk.md#gone", ["broken", undefined, undefined]],
    ["no such file under the base", "https://wiki.example/rb/gone", ["broken", undefined, undefined]],
    ["a base address by http", "http://wiki.example/rb/disk", ["resolves", "link", "disk.md"]],
    [
      "lines of a file",
      "https://github.com/octo/shop/blob/main/runbooks/disk.md#L3-L9",
      ["resolves", "link", "disk.md"],
    ],
    ["the top of a page", "https://wiki.example/rb/disk#top", ["resolves", "link", "disk.md"]],
    ["an address that only begins like the base", "https://wiki.example/rbx/disk", ["elsewhere", undefined, undefined]],
    [
      "a vendor's page that is called as a runbook is",
      "https://docs.example/disk",
      ["elsewhere", undefined, undefined],
    ],
    ["a path out of the repository", "../../../../etc/passwd", ["broken", undefined, undefined]],
    [
      "a label that only the firing alert has",
      "https://wiki.example/rb/{{ $labels.job }}",
      ["templated", undefined, undefined],
    ],
    [
      "another repository",
      "https://github.com/octo/other/blob/main/runbooks/disk.md",
      ["elsewhere", undefined, undefined],
    ],
    ["somebody else's page", "https://docs.example/pages/12", ["elsewhere", undefined, undefined]],
  ])("by link: %s", (_what, link, expected) => {
    expect(match(alert("X", link, { type: "db" }))).toEqual(expected);
  });

  it("by the end of an address, where no base is configured", () => {
    const [found] = matchAlerts([alert("X", "https://any.example/rb/disk")], indexRunbooks(runbooks), () => ({
      base: {},
    }));
    expect([found?.link, found?.runbook?.path]).toEqual(["resolves", "runbooks/disk.md"]);
  });

  it("without a link that resolves: by the runbook's alerts, then by name", () => {
    expect(match(alert("diskfull"))).toEqual(["none", "alerts", "disk.md"]);
    expect(match(alert("QueueIsStuck"))).toEqual(["none", "name", "queue-is-stuck.md"]);
    expect(match(alert("A2"))).toEqual(["none", "name", "all.md", "alert-a2"]);
    expect(match(alert("DiskFull", "https://wiki.example/rb/gone"))).toEqual(["broken", "alerts", "disk.md"]);
    expect(match(alert("Nothing"))).toEqual(["none", undefined, undefined]);
  });
});

describe("alertCoverage", () => {
  it("counts an alert once, covered only if all of its rules are", () => {
    const { alerts, used } = alertCoverage(
      [alert("Up", "runbooks/disk.md"), alert("Up"), alert("Full")],
      runbooks,
      () => rules,
    );
    expect(alerts.map(({ name, covered, linked, rules: { length } }) => [name, covered, linked, length])).toEqual([
      ["Full", true, false, 1],
      ["Up", false, true, 2],
    ]);
    expect([...used]).toEqual(["runbooks/disk.md"]);
  });

  it("takes the headings of a page that several alerts link into as runbooks", () => {
    const { units, used } = alertCoverage(
      [alert("A1", "runbooks/all.md#alert-a1"), alert("A3", "runbooks/all.md#alert-a3")],
      runbooks,
      () => rules,
    );
    expect(units.map(({ path }) => path).filter((path) => path.includes("all"))).toEqual([
      "runbooks/all.md#alert-a1",
      "runbooks/all.md#alert-a2",
      "runbooks/all.md#alert-a3",
    ]);
    expect([...used]).toEqual(["runbooks/all.md#alert-a1", "runbooks/all.md#alert-a3"]);
  });
});

it("makes GitHub's anchors", () => {
  const titles = ['Alert Name: "A_b-c"', "Größe & Maß", "same", "Same", "same-1", "same"];
  expect(anchorsOf(titles.map((title) => ({ depth: 2, title }))).map(({ anchor }) => anchor)).toEqual([
    "alert-name-a_b-c",
    "größe--maß",
    "same",
    "same-1",
    "same-1-1",
    "same-2",
  ]);
});

it.each([
  ["a/b/c.yaml", "a/**/*.yaml", true],
  ["a/c.yaml", "a/**/*.yaml", true],
  ["a/c.yaml", "*.yaml", false],
  ["c.yaml", "**/*.{yml,yaml}", true],
  ["ab/c.yml", "a?/c.y*l", true],
  ["a/b", "a", false],
  ["_index.md", "**/_index.md", true],
])("%s fits %s: %s", (path, glob, fits) => {
  expect(fitsGlob(path, glob)).toBe(fits);
});

it("hazard 22: no glob takes more than 20 ms", () => {
  const hostile = [
    ["a".repeat(65_536), `${"*a".repeat(400)}b`],
    ["a/".repeat(2000), `${"**/".repeat(200)}b`],
  ] as const;
  for (const [path, glob] of hostile) {
    const took = leastCpuTime(
      20,
      () => fitsGlob(path, glob),
      () => undefined,
    );
    console.log(`hazard 22: a hostile glob takes ${took.toFixed(1)} ms`);
    expect(took).toBeLessThanOrEqual(20);
  }
});

describe("reviews", () => {
  it.each([
    ["90d", "2026-05-31"],
    ["6mo", "2026-09-02"],
    ["6 months", "2026-09-02"],
    ["1 month", "2026-04-02"],
    ["2 weeks", "2026-03-16"],
    ["1y", "2027-03-02"],
    ["P1Y", "2027-03-02"],
  ])("reads %s", (text, due) => {
    const interval = readInterval(text);
    expect(interval && dayAfter("2026-03-02", interval)).toBe(due);
  });

  it("clamps a month's end and is stale the day after", () => {
    const runbook = { last_verified: "2025-08-31", review_every: "6 months" };
    expect(reviewOn(runbook, "2026-02-28")).toEqual({ kind: "fresh", last: "2025-08-31", due: "2026-02-28" });
    expect(reviewOn(runbook, "2026-03-01").kind).toBe("stale");
    expect(reviewOn({ last_verified: "soon" }, "2026-03-01")).toMatchObject({ kind: "unread", field: "last_verified" });
    expect(reviewOn({ last_verified: "2026-01-01", review_every: "often" }, "2026-03-01").kind).toBe("unread");
    expect([reviewOn({}, "2026-03-01").kind, reviewOn({ last_verified: "2026-01-01" }, "2026-03-01").kind]).toEqual([
      "never",
      "open",
    ]);
  });
});
