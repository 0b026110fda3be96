import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import { numbersOf } from "../metrics/numbers.ts";
import { startedIn } from "../metrics/started-in.ts";
import { secondsOf } from "../metrics/times.ts";
import type { Chart } from "./chart.ts";
import { lastPeriods } from "./incidents-chart.ts";

/** Half an hour, an hour … a day, a week, a month and so on: one long incident must not flatten all the others. */
const marks = [0, 0.5, 1, 2, 4, 8, 24, 72, 168, 720, 2160, 8760];

/** Lines, dashed as those of the picture. */
const legend = { symbolType: "stroke", symbolSize: 400, symbolStrokeWidth: 2 };

/** Median and p90 of the time to resolve in each period of the series; undefined where nothing was resolved. */
export function resolveChart({ series }: Metrics, facts: readonly IncidentFact[]): Chart | undefined {
  const values = lastPeriods(series.periods).flatMap((period) => {
    const taken = startedIn(period, facts).map((fact) => secondsOf(fact, "resolved", "started"));
    const { median, p90 } = numbersOf(taken.filter((seconds) => typeof seconds === "number"));
    return [
      { period: period.name, of: "median", hours: hours(median) },
      { period: period.name, of: "p90", hours: hours(p90) },
    ];
  });
  if (!values.some(({ hours: known }) => known !== null)) return undefined;
  const most = Math.max(1, ...values.map(({ hours: known }) => known ?? 0));
  // The axis ends at a mark above the highest point, so that every point lies between two that are named.
  const top = marks.find((mark) => mark >= most) ?? most;
  return {
    name: "time-to-resolve",
    title: `Time to resolve ${series.unit}, in hours`,
    description: "Median and 90th percentile (nearest rank) of resolved − started; a gap where nothing was resolved.",
    spec: {
      width: 640,
      height: 220,
      data: { values },
      mark: { type: "line", point: { size: 60 }, invalid: "break-paths-show-domains" },
      encoding: {
        x: { field: "period", type: "ordinal", title: null, sort: null, axis: { labelAngle: -45, labelOverlap: true } },
        y: {
          field: "hours",
          type: "quantitative",
          title: "Hours (logarithmic)",
          scale: { type: "symlog", nice: false, domain: [0, top] },
          axis: { values: marks.filter((mark) => mark <= top), format: "~g", labelOverlap: true },
        },
        color: {
          field: "of",
          type: "nominal",
          title: null,
          legend,
          scale: { domain: ["median", "p90"], range: ["#0072b2", "#d55e00"] },
        },
        strokeDash: {
          field: "of",
          type: "nominal",
          title: null,
          legend,
          scale: {
            domain: ["median", "p90"],
            range: [
              [1, 0],
              [6, 4],
            ],
          },
        },
      },
    },
  };
}

/** To a hundredth, so that a picture does not change by the last bit of a division. */
function hours(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds / 36) / 100;
}
