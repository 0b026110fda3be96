import { severities } from "../../model/incident.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import { startedIn } from "../metrics/started-in.ts";
import { type Chart, severityColours } from "./chart.ts";

/** The most periods in one picture: more bars than this can't be read. */
const mostPeriods = 24;

/** Incidents in each period of the series, by severity; undefined where nothing is counted. */
export function incidentsChart({ series }: Metrics, facts: readonly IncidentFact[]): Chart | undefined {
  const periods = lastPeriods(series.periods);
  if (periods.length === 0) return undefined;
  const names = [...severities, "unknown"] as const;
  const values = periods.flatMap((period) => {
    const within = startedIn(period, facts);
    return names.map((severity) => ({
      period: period.name,
      severity,
      incidents: within.filter((fact) => (fact.severity ?? "unknown") === severity).length,
    }));
  });
  const drawn = names.filter((name) => values.some(({ severity, incidents }) => severity === name && incidents > 0));
  const total = values.reduce((sum, { incidents }) => sum + incidents, 0);
  const [first, last] = [periods[0]?.name, periods.at(-1)?.name];
  return {
    name: "incidents",
    title: `Incidents ${series.unit}, by severity`,
    description: `${total} from ${first} to ${last}. ${periods.map(({ name, n }) => `${name}: ${n}`).join(", ")}.`,
    spec: {
      width: 640,
      height: 220,
      data: { values: values.filter(({ severity }) => drawn.some((name) => name === severity)) },
      mark: { type: "bar" },
      encoding: {
        x: { field: "period", type: "ordinal", title: null, sort: null, axis: { labelAngle: -45, labelOverlap: true } },
        y: { field: "incidents", type: "quantitative", title: "Incidents", axis: { tickMinStep: 1, format: "d" } },
        color: {
          field: "severity",
          type: "nominal",
          title: null,
          scale: { domain: [...drawn], range: drawn.map((name) => severityColours[name] ?? "#888888") },
        },
      },
    },
  };
}

export function lastPeriods<T>(periods: readonly T[]): readonly T[] {
  return periods.slice(-mostPeriods);
}
