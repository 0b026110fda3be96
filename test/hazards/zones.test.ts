import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/model/config.ts";
import { timeFields } from "../../src/model/incident.ts";
import { weekdays } from "../../src/model/weekdays.ts";
import { zoneOf } from "../../src/model/zone.ts";
import { metricsOf } from "../../src/reports/metrics/metrics.ts";
import { incidentFact } from "../../src/reports/metrics/read-facts.ts";
import { workingTime } from "../../src/reports/metrics/working-time.ts";

const hour = 3_600_000;
const zones = Intl.supportedValuesOf("timeZone");

/** Offsets as the platform says them in words: another way than ours. */
function oracleOf(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset", year: "numeric" });
  return (ms) => {
    const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(ms)) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };
}

/** The moments of two years at which a zone's clocks are set, to the second. */
function changesIn(oracle: (ms: number) => number): readonly number[] {
  const changes: number[] = [];
  let before = oracle(Date.UTC(2024, 0, 1));
  for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2026, 0, 1); ms += 24 * hour) {
    const after = oracle(ms + 24 * hour);
    if (after !== before) {
      let [low, high] = [ms, ms + 24 * hour];
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (oracle(middle) === before) low = middle;
        else high = middle;
      }
      changes.push(high);
    }
    before = after;
  }
  return changes;
}

/** Every minute that begins between two moments and is worked, by what clocks show: the definition itself. */
function minutesWorked(oracle: (ms: number) => number, from: number, to: number): number {
  let n = 0;
  for (let ms = from; ms < to; ms += 60_000) {
    const local = new Date(ms + oracle(ms));
    const day = weekdays[local.getUTCDay()];
    const clock = local.getUTCHours() * 60 + local.getUTCMinutes();
    // Hours over the very time at which clocks are set, on every day but one; and a holiday.
    if (day !== "wed" && local.getUTCDate() !== 30 && clock >= 30 && clock < 195) n += 1;
  }
  return n;
}

describe("hazard 27, in support hours", () => {
  it("all zones × edges: the seconds that clocks on the wall show", { timeout: 600_000 }, () => {
    let [edges, wrong] = [0, 0];
    const all = Object.fromEntries(weekdays.map((day) => [day, ["00:00-24:00"]]));
    const night = Object.fromEntries(weekdays.filter((day) => day !== "wed").map((day) => [day, ["00:30-03:15"]]));
    const thirtieth = ["2024", "2025"].flatMap((year) =>
      Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-30`),
    );
    const holidays = thirtieth.filter((date) => !date.includes("-02-"));
    for (const zone of zones) {
      const oracle = oracleOf(zone);
      const always = workingTime({ zone, hours: all, holidays: [] });
      const nightly = workingTime({ zone, hours: night, holidays });
      // A zone that sets no clocks has its edges too: a leap day and a year's end.
      for (const at of [...changesIn(oracle), Date.UTC(2024, 1, 29), Date.UTC(2025, 0, 1)]) {
        edges += 1;
        const near = [at - 1000, at, at + 1000].every((ms) => zoneOf(zone).offsetAt(ms) === oracle(ms));
        const whole = always.secondsBetween(at - 30 * hour, at + 30 * hour) === 60 * 3600;
        const [from, to] = [at - 9 * hour, at + 9 * hour];
        const night = nightly.secondsBetween(from, to) === minutesWorked(oracle, from, to) * 60;
        if (!near || !whole || !night) wrong += 1;
      }
    }
    console.info(`hazard 27: ${zones.length} zones, ${edges} edges, ${wrong} with other seconds than the clocks show`);
    expect(zones.length).toBeGreaterThan(300);
    expect(edges).toBeGreaterThan(1000);
    expect(wrong).toBe(0);
  });
});

it("hazard 27: the machine's zone changes no byte of the reports", { timeout: 600_000 }, () => {
  const script = new URL("zones-main.ts", import.meta.url).pathname;
  const ended = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect(ended.stderr).not.toContain("Error");
  const {
    zones: n,
    clocks,
    digests,
  } = JSON.parse(ended.stdout) as {
    readonly zones: number;
    readonly clocks: number;
    readonly digests: readonly (readonly [string, readonly string[]])[];
  };
  console.info(`hazard 27: ${n} zones of the machine with ${clocks} different clocks, ${digests.length} outcome`);
  expect(clocks).toBeGreaterThan(20);
  expect(digests.length).toBe(1);
});

it("hazard 27: no negative time goes unnoticed, with skewed clocks and written zones", () => {
  const base = Date.UTC(2025, 2, 30, 0, 30);
  // Seconds, the hour of a changed clock, days; written in UTC or with the offset of some place.
  const skew = fc.constantFrom(0, 1, -1, 59, 3600, -3600, 7200, -7200, 86_400, -86_400, 31_622_400, -31_622_400);
  const written = fc.tuple(skew, fc.constantFrom(0, 120, -210, 345, 840)).map(([seconds, offset]) => {
    const ms = base + seconds * 1000;
    if (offset === 0) return { ms, text: `${new Date(ms).toISOString().slice(0, 19)}Z` };
    const [sign, size] = [offset < 0 ? "-" : "+", Math.abs(offset)];
    const two = (n: number): string => String(n).padStart(2, "0");
    const zone = `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    return { ms, text: `${new Date(ms + offset * 60_000).toISOString().slice(0, 19)}${zone}` };
  });
  const config = readConfig({ supportHours: { zone: "Europe/Berlin" } });
  let [pairs, negative, named] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(fc.tuple(...timeFields.map(() => written)), { maxLength: 6 }), (all) => {
      const facts = all.map((times, at) => {
        const lines = timeFields.map((name, index) => `${name}: ${times[index]?.text}`);
        const text = `---\nstatus: closed\nseverity: sev1\n${lines.join("\n")}\n---\n`;
        return incidentFact({ path: `f${at}`, text }, config);
      });
      const metrics = metricsOf(facts, {}, config);
      for (const { formula, n, min, excluded } of [...metrics.times, ...(metrics.supportHours?.times ?? [])]) {
        const [to, from] = (/^(\w+) − (\w+)/.exec(formula) ?? []).slice(1) as [string, string];
        const msOf = (times: (typeof all)[number], name: string): number =>
          times[timeFields.indexOf(name as (typeof timeFields)[number])]?.ms ?? Number.NaN;
        const expected = all.flatMap((times, at) => (msOf(times, to) < msOf(times, from) ? [`f${at}`] : []));
        const said = excluded.filter(({ reason }) => reason === "negative").flatMap(({ incidents }) => incidents);
        expect(said.map(({ path }) => path)).toEqual(expected);
        expect(n + said.length).toBe(all.length);
        expect(min ?? 0).toBeGreaterThanOrEqual(0);
        pairs += all.length;
        negative += expected.length;
        named += said.length;
      }
    }),
    { numRuns: 300 },
  );
  console.info(`hazard 27: ${pairs} times, ${negative} negative, ${named} named, ${negative - named} unnoticed`);
  expect(negative).toBeGreaterThan(1000);
});
