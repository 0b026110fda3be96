import type { Config } from "../../model/config.ts";
import type { Metrics, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";
import { byService } from "./failures.ts";
import { byReason, type Excluded } from "./numbers.ts";

type Row = Metrics["availability"]["rows"][number];

interface Windows {
  readonly window: Span | null;
  readonly previous: Span | null;
}

interface Outage {
  readonly full: number;
  readonly degraded: number;
}

/** Availability over the window, from what records say of outages, against the config's targets. */
export function availabilityOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  windows: Windows,
  { availability: { target, services, degraded } }: Config,
): Metrics["availability"] {
  const seconds = lengthOf(windows.window);
  const before = lengthOf(windows.previous);
  const targets = new Map(Object.entries(services).map(([name, percent]) => [key(name), { name, percent }]));
  const own = new Map([...byService(facts)].map(([name, some]) => [key(name), { name, some }]));
  const earlier = new Map([...byService(previous ?? [])].map(([name, some]) => [key(name), some]));
  const rowOf = (
    name: string,
    percent: number | null,
    now: readonly IncidentFact[],
    then: readonly IncidentFact[],
  ): Row => {
    const [n, full, part] = sumOf(now);
    const [m, fullThen, partThen] = sumOf(then);
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
      rowOf("all incidents", target, facts, previous ?? []),
      ...names.map((name) => {
        const known = targets.get(name);
        const { name: written = known?.name ?? name, some = [] } = own.get(name) ?? {};
        return rowOf(written, known?.percent ?? target, some, earlier.get(name) ?? []);
      }),
    ],
    excluded: byReason(facts.flatMap(leftOut)),
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

function outageOf({ impact: { fullOutage, degraded } }: IncidentFact): Outage | undefined {
  if (typeof fullOutage === "string" || typeof degraded === "string") return undefined;
  if (fullOutage === null && degraded === null) return undefined;
  return { full: fullOutage ?? 0, degraded: degraded ?? 0 };
}

function sumOf(facts: readonly IncidentFact[]): readonly [n: number, full: number, degraded: number] {
  let [n, full, degraded] = [0, 0, 0];
  for (const fact of facts) {
    const outage = outageOf(fact);
    if (!outage) continue;
    n += 1;
    full += outage.full;
    degraded += outage.degraded;
  }
  return [n, full, degraded];
}

function leftOut(fact: IncidentFact): Excluded | readonly Excluded[] {
  if (outageOf(fact)) return [];
  const { path, impact } = fact;
  const unread = [impact.fullOutage, impact.degraded].find((one) => typeof one === "string");
  if (unread !== undefined) return { path, reason: "unreadable", says: `no duration: ${unread}` };
  return { path, reason: "not recorded", says: "not recorded: full_outage and degraded" };
}
