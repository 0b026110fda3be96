import type { Config } from "../../model/config.ts";
import type { Metrics, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { byService } from "./by-name.ts";
import type { IncidentFact } from "./fact.ts";
import type { FactTable } from "./fact-table.ts";
import { histogramOf, sizeOf, sumOf } from "./histogram.ts";
import type { Sample } from "./sample.ts";
import { histogramIn, keyOf, type Tally, usualNames } from "./tally.ts";
import { recorded } from "./times.ts";
import type { Omitted } from "./why.ts";
import type { Windows } from "./windows.ts";

type Row = Metrics["availability"]["rows"][number];

/** Seconds. */
interface Outage {
  readonly full: number;
  readonly degraded: number;
}

/** Availability over the window, from what records say of outages, against the config's targets. */
export function availabilityOf(
  { tally, excluded }: Sample,
  previous: Sample | null,
  windows: Windows,
  { availability: { target, services, degraded } }: Config,
): Metrics["availability"] {
  const seconds = lengthOf(windows.window);
  const before = lengthOf(windows.previous);
  const targets = new Map(Object.entries(services).map(([name, percent]) => [key(name), { name, percent }]));
  const own = usualNames(tally, "service");
  const rowOf = (name: string, percent: number | null, ...service: readonly string[]): Row => {
    const [n, full, part] = sumsIn(tally, service);
    const [m, fullThen, partThen] = previous ? sumsIn(previous.tally, service) : [0, 0, 0];
    const used = full + degraded * part;
    const measured = percentOf(n, seconds, used);
    const budget = percent === null || seconds === null ? null : toMs(((100 - percent) / 100) * seconds);
    return {
      name,
      target: percent,
      n,
      fullOutage: n === 0 ? null : full,
      degraded: n === 0 ? null : part,
      availability: measured,
      budget,
      left: budget === null || n === 0 ? null : toMs(budget - used),
      met: measured === null || budget === null ? null : used <= budget,
      previous: previous && { n: m, availability: percentOf(m, before, fullThen + degraded * partThen) },
    };
  };
  const names = [...new Set([...own.keys(), ...targets.keys()])].toSorted();
  return {
    formula: `100 × (1 − (full_outage + ${degraded} × degraded) / the window's seconds), over the incidents that record one of the two; durations are added, so incidents at the same time count twice; budget: (100 − target) / 100 × the window's seconds`,
    seconds,
    rows: [
      rowOf("all incidents", target),
      ...names.map((name) => {
        const known = targets.get(name);
        return rowOf(own.get(name)?.name ?? known?.name ?? name, known?.percent ?? target, name);
      }),
    ],
    excluded: excluded("outageWhy"),
  };
}

const key = (name: string): string => name.trim().toLowerCase();
const toMs = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function lengthOf(span: Span | null): number | null {
  return span && (msOf(span.to) - msOf(span.from)) / 1000;
}

/** Percent to four digits, and never 100 unless nothing was lost; below 0 there is nothing. */
function percentOf(n: number, seconds: number | null, used: number): number | null {
  if (n === 0 || seconds === null) return null;
  const rounded = Math.round((1 - Math.min(used, seconds) / seconds) * 1_000_000) / 10_000;
  return rounded === 100 && used > 0 ? 99.9999 : rounded;
}

/** The outage that a record says, or why it says none. */
export function outageOf({ impact: { fullOutage, degraded } }: IncidentFact): Outage | Omitted {
  if (typeof fullOutage === "string") return { reason: "unreadable", says: `no duration: ${fullOutage}` };
  if (typeof degraded === "string") return { reason: "unreadable", says: `no duration: ${degraded}` };
  if (fullOutage === null && degraded === null) {
    return { reason: "not recorded", says: "not recorded: full_outage and degraded" };
  }
  return { full: fullOutage ?? 0, degraded: degraded ?? 0 };
}

/** The seconds of each kind of outage that incidents record, of all and of each service. */
export function outagesTally(table: FactTable, rows: Int32Array): Tally {
  const { fullOutage, degraded } = table.numbers;
  const both = (own: Int32Array, ...service: readonly string[]) => [
    [keyOf("full outage", ...service), histogramOf(recorded(own, fullOutage))] as const,
    [keyOf("degraded", ...service), histogramOf(recorded(own, degraded))] as const,
  ];
  return new Map([...both(rows), ...byService(table, rows).flatMap((group) => both(group.rows, group.key))]);
}

/** How many incidents record an outage, of a service or of all, and the seconds of both kinds. */
function sumsIn(tally: Tally, service: readonly string[]): readonly [n: number, full: number, degraded: number] {
  const full = histogramIn(tally, "full outage", ...service);
  return [sizeOf(full), sumOf(full), sumOf(histogramIn(tally, "degraded", ...service))];
}
