import type { Span } from "../../model/metrics.ts";
import type { OnCall } from "../../model/metrics-on-call.ts";
import { msOf } from "../../model/time.ts";
import { shareOf } from "../share.ts";
import { calledAt } from "./called-at.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, type Excluded } from "./numbers.ts";
import { perShift, type Shifts } from "./shifts.ts";

/** The window and the one before it, and every file, to know what fired before. */
export interface Alerted {
  readonly all: readonly IncidentFact[];
  readonly window: Span | null;
  readonly before: Span | null;
  /** Null: there is no period before. */
  readonly previous: readonly IncidentFact[] | null;
}

/** One alert of one record. */
interface Fired {
  readonly key: string;
  readonly name: string;
  readonly at: number;
  readonly fact: IncidentFact;
  /** Whether the same alert had fired in another record in the 24 hours before. */
  readonly again: boolean;
}

const dayLong = 86_400_000;

/** How many alerts were recorded, how many meant something, and which came back within a day. */
export function alertLoad({ all, window, before, previous }: Alerted, shifts: Shifts): OnCall["alerts"] {
  const fired = firedIn(all);
  const [isNow, isBefore] = [isIn(window), isIn(before)];
  const own = fired.filter(({ at }) => isNow(at));
  const earlier = fired.filter(({ at }) => isBefore(at));
  const judged = own.filter(isJudged);
  const counted = new Map<number, number>();
  for (const { at } of own) counted.set(shifts.numberAt(at), (counted.get(shifts.numberAt(at)) ?? 0) + 1);
  const part = (some: readonly Fired[], held: (one: Fired) => boolean) => {
    const { with: holding, n, share } = shareOf(some.filter(held).length, some.length, "");
    return { n, with: holding, share };
  };
  const names = [...Map.groupBy(own, ({ key }) => key).values()];
  const truly = ({ fact }: Fired): boolean => fact.left === undefined;
  const again = ({ again }: Fired): boolean => again;
  const last = previous !== null;
  return {
    formula:
      "alerts that records name, each once a record; of counted, cancelled and duplicate incidents, by when people were called",
    n: own.length,
    perShift: perShift(shifts.within(window), counted),
    truePositives: {
      formula: "alerts of counted incidents / alerts of counted and of cancelled incidents",
      ...part(judged, truly),
      previous: last ? part(earlier.filter(isJudged), truly) : null,
      excluded: byReason(leftOut(all, isNow)),
    },
    refires: {
      formula: "alerts that another record names at most 24 h before / alerts recorded",
      ...part(own, again),
      previous: last ? part(earlier, again) : null,
      excluded: [],
    },
    previous: last ? { n: earlier.length } : null,
    byAlert: names
      .map((some) => ({
        name: some[0]?.name ?? "",
        n: some.length,
        truePositives: some.filter((one) => isJudged(one) && truly(one)).length,
        refires: some.filter(again).length,
      }))
      .toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1)),
  };
}

/** A duplicate says nothing about its alert that the first report does not say. */
const isJudged = ({ fact }: Fired): boolean => fact.left?.reason !== "duplicate";

type IsIn = (at: number) => boolean;

function isIn(span: Span | null): IsIn {
  if (span === null) return () => false;
  const [from, to] = [msOf(span.from), msOf(span.to)];
  return (at) => at >= from && at < to;
}

/** Whether a file's alerts count: those of drills, tests and events were meant to fire. */
function tells({ left }: IncidentFact): boolean {
  return left === undefined || left.reason === "cancelled" || left.reason === "duplicate";
}

function firedIn(all: readonly IncidentFact[]): readonly Fired[] {
  const fired: { key: string; name: string; at: number; fact: IncidentFact; again: boolean }[] = [];
  const keys = new Map<string, string>();
  for (const fact of all) {
    const at = tells(fact) ? calledAt(fact) : null;
    if (at === null) continue;
    const own = new Set<string>();
    for (const written of fact.alerts) {
      const name = written.trim();
      const key = keys.get(name) ?? name.toLowerCase();
      keys.set(name, key);
      if (own.has(key)) continue;
      own.add(key);
      fired.push({ key, name, at, fact, again: false });
    }
  }
  fired.sort((a, b) => a.at - b.at);
  const last = new Map<string, number>();
  for (const one of fired) {
    const before = last.get(one.key);
    one.again = before !== undefined && one.at - before <= dayLong;
    last.set(one.key, one.at);
  }
  return fired;
}

function leftOut(all: readonly IncidentFact[], isNow: IsIn): readonly Excluded[] {
  return all.flatMap((fact): readonly Excluded[] => {
    const at = calledAt(fact);
    if (at === null || !tells(fact) || !isNow(at)) return [];
    if (fact.alerts.length === 0) return [{ path: fact.path, reason: "not recorded", says: "not recorded: alerts" }];
    return fact.left?.reason === "duplicate" ? [{ path: fact.path, reason: "duplicate", says: fact.left.says }] : [];
  });
}
