import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../bench/generate.ts";
import { bytesOf } from "../../../src/cli/metrics/printed.ts";
import { readConfig } from "../../../src/model/config.ts";
import { archiveTally, changedTally } from "../../../src/reports/metrics/archive-tally.ts";
import type { IncidentFact } from "../../../src/reports/metrics/fact.ts";
import { printMetrics } from "../../../src/reports/metrics/print-metrics.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { refreshMetrics } from "../../../src/reports/metrics/refresh-metrics.ts";
import { type PrintedList, splicedList } from "../../../src/reports/metrics/splice-list.ts";
import { tableOf } from "../../../src/reports/metrics/table-of.ts";

const config = readConfig({ supportHours: { zone: "Europe/Berlin" }, availability: { target: 99.9 } });
const usual = readFacts(generate(40, 9), config);
const one = usual[0] as IncidentFact;
const never = { ...one.times, started: null, detected: null, declared: null };
/** What the generator does not write: names and words that JSON writes otherwise, files that count nowhere, notes. */
const odd: readonly IncidentFact[] = [
  { ...one, path: 'a"b\\c/☃\u{1f600}.md', notes: ['one "note"', "another\n{\n"], alerts: [] },
  { ...one, path: "a#{##[", left: { reason: "unreadable", says: "##[error]{\n" }, notes: ["not counted"] },
  { ...one, path: "b{", left: { reason: "cancelled", says: "cancelled" }, alerts: [] },
  { ...one, path: "c", left: { reason: "duplicate", says: "of c" }, people: [] },
  { ...one, path: "d", times: never, body: null },
  { ...one, path: "é", impact: { ...one.impact, credits: null }, runbooks: [] },
];
const all = [...odd, ...usual];
const byPath = (facts: readonly IncidentFact[]) =>
  facts.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

function printed(facts: readonly IncidentFact[]) {
  const table = tableOf(byPath(facts), config);
  const { parts, settled } = printMetrics(table, {}, config);
  const lists: PrintedList[] = [];
  const bytes = Buffer.concat([...bytesOf(parts, (list) => lists.push(list))]);
  return { table, lists, settled, bytes, tally: archiveTally(table, Int32Array.from(facts.keys()), config) };
}

/** The metrics of some facts, made of those of others; undefined where they can't be. */
function refreshed(before: readonly IncidentFact[], now: readonly IncidentFact[]): Buffer | undefined {
  const { table, lists, settled, bytes, tally } = printed(before);
  if (!settled) return undefined;
  const gone = byPath(before).flatMap((fact, row) => (now.includes(fact) ? [] : [row]));
  const came = tableOf(byPath(now.filter((fact) => !before.includes(fact))), config);
  const rest = changedTally(tally, -1, table, Int32Array.from(gone), config);
  const changes = {
    files: now.length,
    tally: changedTally(rest, 1, came, Int32Array.from(came.paths.keys()), config),
    gone: gone.map((row) => table.paths[row] as string),
    came,
  };
  const parts = refreshMetrics({ bytes, lists, settled }, changes, {}, config);
  return parts && Buffer.concat([...bytesOf(parts)]);
}

describe("metrics that were printed before files changed", () => {
  it("are to the letter those that are printed anew", () => {
    const sets = fc.tuple(fc.subarray(all, { minLength: 1 }), fc.subarray(all), fc.subarray(all));
    let made = 0;
    fc.assert(
      fc.property(sets, ([before, now, other]) => {
        // Some come, some go, and some are another under the path that they had.
        const own = now.map((fact) =>
          other.includes(fact) ? { ...fact, alerts: [], people: [], notes: ["n"] } : fact,
        );
        const bytes = refreshed(before, own);
        if (bytes === undefined) return;
        made += 1;
        expect(bytes.toString()).toBe(printed(own).bytes.toString());
      }),
      { numRuns: 150 },
    );
    expect(made).toBeGreaterThan(15);
  });

  it("are not made of what was printed where the window is smaller", () => {
    const [first, last] = [usual[0], usual.at(-1)] as [IncidentFact, IncidentFact];
    expect(refreshed([first, last], [first])).toBeUndefined();
    expect(refreshed([first], [first, last])).toBeDefined();
    expect(refreshed([first], [])).toBeUndefined();
  });

  it("are not made of what was printed where somebody would be left out if only the window were larger", () => {
    const [early, late] = usual.filter(({ left }) => !left) as [IncidentFact, IncidentFact];
    const far = (late.times.started as number) + 9e9;
    const silent = {
      ...one,
      path: "z",
      alerts: [],
      left: { reason: "cancelled", says: "cancelled" },
      times: { ...never, detected: far },
    } as const;
    expect(printed([early, silent]).settled).toBeNull();
    expect(printed([early, { ...silent, alerts: ["A"] }]).settled).not.toBeNull();
    for (const asked of [{ by: "type" }, { period: "monthly" }, { from: "2020-01-01T00:00:00Z" }] as const) {
      expect(printMetrics(tableOf([early, late], config), asked, config).settled).toBeNull();
    }
  });
});

it("a list of nothing takes what comes, and one that loses all of it is empty", () => {
  const { bytes, lists } = printed(all);
  const list = lists.find(({ name }) => name === "left cancelled") as PrintedList;
  const text = (parts: Iterable<string | Uint8Array>): string =>
    [...parts].map((part) => (typeof part === "string" ? part : Buffer.from(part).toString())).join("");
  const own = bytes.toString("utf8", list.from, list.to);
  const said = JSON.parse(`[${own}]`) as { path: string; says: string }[];
  const fresh = splicedList(
    bytes,
    undefined,
    said.map((entry) => [entry.path, [entry]]),
  );
  expect([fresh.n, text(fresh.parts(list.indent))]).toEqual([list.n, own]);
  const empty = splicedList(
    bytes,
    list,
    said.map(({ path }) => [path, []]),
  );
  expect([empty.n, text(empty.parts(list.indent))]).toEqual([0, ""]);
  const same = splicedList(bytes, list, [["not there", []]]);
  expect([same.n, text(same.parts(list.indent))]).toEqual([list.n, own]);
});
