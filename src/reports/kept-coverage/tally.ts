import { none } from "./frame.ts";

/** Sums over the incidents that have a service or an alert, by its number. */
export interface Sums {
  readonly counts: Uint32Array;
  /** How many of them have a length. */
  readonly measured: Uint32Array;
  readonly minutes: Float64Array;
}

/** What the report sums over all incidents. */
export interface Tally {
  /** `first`: how the first incident that has the service spells it. */
  readonly services: Sums & { readonly first: Uint32Array };
  readonly costs: Sums;
  /** How many incidents have the runbook. */
  readonly runbooks: Uint32Array;
}

export function emptyTally(services: number, costs: number, runbooks: number): Tally {
  return {
    services: { ...emptySums(services), first: new Uint32Array(services).fill(none) },
    costs: emptySums(costs),
    runbooks: new Uint32Array(runbooks),
  };
}

function emptySums(length: number): Sums {
  return {
    counts: new Uint32Array(length),
    measured: new Uint32Array(length),
    minutes: new Float64Array(length),
  };
}

/** One incident more that has a service. Incidents come in the order of their paths; `minutes` is null or NaN for no length. */
export function tallyService({ services }: Tally, key: number, spelling: number, minutes: number | null): void {
  if (services.first[key] === none) services.first[key] = spelling;
  tallyOne(services, key, minutes);
}

/** `by`: 1 for one more, -1 for one less. */
export function tallyOne(sums: Sums, key: number, minutes: number | null, by: 1 | -1 = 1): void {
  sums.counts[key] = (sums.counts[key] as number) + by;
  if (minutes === null || Number.isNaN(minutes)) return;
  sums.measured[key] = (sums.measured[key] as number) + by;
  sums.minutes[key] = (sums.minutes[key] as number) + by * minutes;
}

/** Minutes of a service or alert as the report has them: null where nothing could be measured. */
export function minutesAt({ measured, minutes }: Sums, key: number): number | null {
  return measured[key] === 0 ? null : (minutes[key] as number);
}

/** Whether two tallies say the same of a key; a key that one of them does not know has no incidents there. */
export function sameSums(a: Sums, b: Sums, key: number): boolean {
  return (
    (a.counts[key] ?? 0) === (b.counts[key] ?? 0) &&
    (a.measured[key] ?? 0) === (b.measured[key] ?? 0) &&
    (a.minutes[key] ?? 0) === (b.minutes[key] ?? 0)
  );
}
