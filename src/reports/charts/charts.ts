import type { Metrics } from "../../model/metrics.ts";
import { escapeHtml } from "../escape-html.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import type { Chart } from "./chart.ts";
import { drawChart, type Theme } from "./draw-chart.ts";
import { incidentsChart } from "./incidents-chart.ts";
import { resolveChart } from "./resolve-chart.ts";
import { servicesChart } from "./services-chart.ts";

/** The charts of metrics, those that would be empty left out. */
export function chartsOf(metrics: Metrics, facts: readonly IncidentFact[]): readonly Chart[] {
  const charts = [incidentsChart(metrics, facts), resolveChart(metrics, facts), servicesChart(metrics)];
  return charts.filter((chart) => chart !== undefined);
}

/** `charts/incidents.svg`, `charts/incidents-dark.svg` …, by their path below the reports. */
export function chartFiles(charts: readonly Chart[]): Readonly<Record<string, string>> {
  const files = charts.flatMap((chart) =>
    (["light", "dark"] as const).map((theme) => [chartPath(chart.name, theme), drawChart(chart, theme)]),
  );
  return Object.fromEntries(files);
}

/** A chart in a page of the reports, in the theme in which the page is read. */
export function chartMarkdown({ name, title, description }: Chart): string {
  return [
    "<picture>",
    `<source media="(prefers-color-scheme: dark)" srcset="${chartPath(name, "dark")}">`,
    `<img alt="${escapeHtml(`${title}. ${description}`)}" src="${chartPath(name, "light")}">`,
    "</picture>",
  ].join("\n");
}

const chartPath = (name: string, theme: Theme): string => `charts/${name}${theme === "dark" ? "-dark" : ""}.svg`;
