import { cut, oneLine, visible } from "../../markdown/visible.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { Chart } from "./chart.ts";

const mostServices = 12;

/** The services with most incidents; undefined where no incident names one. */
export function servicesChart({ counts }: Metrics): Chart | undefined {
  const ranked = Object.entries(counts.service).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const values = ranked
    .slice(0, mostServices)
    .map(([service, incidents]) => ({ service: cut(oneLine(visible(service)), 40), incidents }));
  if (values.length === 0) return undefined;
  const more =
    ranked.length > values.length ? `; ${ranked.length - values.length} services with fewer are left out` : "";
  return {
    name: "services",
    title: "Incidents by service",
    description: `${values.map(({ service, incidents }) => `${service} ${incidents}`).join(", ")}${more}.`,
    spec: {
      width: 520,
      height: { step: 22 },
      data: { values },
      encoding: {
        y: { field: "service", type: "nominal", title: null, sort: null },
        x: { field: "incidents", type: "quantitative", title: "Incidents", axis: { tickMinStep: 1, format: "d" } },
      },
      layer: [
        { mark: { type: "bar", color: "#0072b2" } },
        {
          mark: { type: "text", align: "left", dx: 4 },
          encoding: { text: { field: "incidents", type: "quantitative" } },
        },
      ],
    },
  };
}
