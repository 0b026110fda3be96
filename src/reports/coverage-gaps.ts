import type { CoveredAlert } from "./alert-coverage.ts";
import type { Coverage } from "./coverage.ts";

/** Something without a runbook, and the incidents that it cost. */
export interface Gap {
  readonly kind: "alert" | "service" | "incident";
  /** The alert, the service, or the incident's id. */
  readonly name: string;
  readonly path: string | null;
  readonly line: number | null;
  /** Minutes of the counted incidents that had the alert or service; null: none of them could be measured. */
  readonly minutes: number | null;
  readonly incidents: number;
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * What a runbook should be written for, by the minutes of incident that the missing one stood for: the sum of
 * `resolved − started` over the counted incidents that had the alert or service, then by their number.
 */
export function gapsOf(
  alerts: readonly CoveredAlert[],
  { byIncident, byService }: Pick<Coverage, "byIncident" | "byService">,
): readonly Gap[] {
  const costs = new Map<string, { minutes: number | null; incidents: number }>();
  for (const { alerts: names, minutes } of byIncident) {
    for (const name of new Set(names.map((one) => one.trim().toLowerCase()))) {
      const cost = costs.get(name) ?? { minutes: null, incidents: 0 };
      const sum = minutes === null ? cost.minutes : (cost.minutes ?? 0) + minutes;
      costs.set(name, { minutes: sum, incidents: cost.incidents + 1 });
    }
  }
  const gaps: readonly Gap[] = [
    ...alerts
      .filter(({ covered }) => !covered)
      .map(
        ({ name, path, line }): Gap => ({
          kind: "alert",
          name,
          path,
          line,
          ...(costs.get(name.toLowerCase()) ?? { minutes: null, incidents: 0 }),
        }),
      ),
    ...byService
      .filter(({ runbooks }) => runbooks.length === 0)
      .map(
        ({ service, minutes, incidents }): Gap => ({
          kind: "service",
          name: service,
          path: null,
          line: null,
          minutes,
          incidents,
        }),
      ),
    ...byIncident
      .filter(({ runbooks }) => runbooks.length === 0)
      .map(({ id, path, minutes }): Gap => ({ kind: "incident", name: id, path, line: 1, minutes, incidents: 1 })),
  ];
  return gaps.toSorted(compareGaps);
}

/** The costliest first; no two gaps of a report are alike. */
export function compareGaps(a: Gap, b: Gap): number {
  return (
    (b.minutes ?? -1) - (a.minutes ?? -1) ||
    b.incidents - a.incidents ||
    order(a.kind, b.kind) ||
    order(a.name, b.name) ||
    order(a.path ?? "", b.path ?? "")
  );
}
