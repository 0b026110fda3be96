import type { Metrics, Stat } from "../../model/metrics.ts";
import type { Exclusion, Numbers } from "../../model/metrics-parts.ts";
import { alignedTable } from "./aligned-table.ts";
import { onCallPart } from "./page-on-call.ts";
import { cells, head, leftSaid, moreRows, mostRows, type Show, say } from "./page-parts.ts";
import { practicePart, pricePart } from "./page-practice.ts";

/** Metrics as a page: Markdown whose tables are aligned, to be read in a terminal as well. */
export function metricsPage(metrics: Metrics, show: Show): string {
  const parts = [
    "# Metrics",
    headOf(metrics, show),
    "## Times",
    timesTable(metrics.times),
    formulas(metrics.times),
    ...supportPart(metrics),
    ...failuresOf(metrics, show),
    ...countsOf(metrics, show),
    ...seriesOf(metrics),
    ...practicePart(metrics, show),
    ...pricePart(metrics, show),
    ...onCallPart(metrics, show),
    ...groupsOf(metrics, show),
    ...leftOut(metrics, show),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headOf({ window, previous, files, counted, outside, excluded, formula }: Metrics, show: Show): string {
  const lines = [
    window ? `- Window: ${nameOf(window)}` : "- Window: none, nothing is counted",
    previous ? `- Previous: ${nameOf(previous)}` : "",
    `- Incidents: ${counted} counted of ${files} files; ${outside} outside the window; left out: ${leftSaid(excluded)}`,
    `- Counted are ${show(formula)}`,
    "- Median of an even n: mean of the middle two. p90: nearest rank. A dash: nothing to compute it from",
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function nameOf({ name, from, to }: { readonly name: string; readonly from: string; readonly to: string }): string {
  return name.includes(" to ") ? `started from ${from}, before ${to}` : `${name}, started from ${from}, before ${to}`;
}

function before(previous: Numbers | null): string {
  return previous === null || previous.n === 0 ? "–" : `${say(previous.mean)} (n ${previous.n})`;
}

function timesTable(times: readonly Stat[]): string {
  return alignedTable(
    ["", ...head, "Previous mean", "Left out"],
    times.map((time) => [time.name, ...cells(time), before(time.previous), leftSaid(time.excluded)]),
  );
}

function supportPart({ supportHours }: Metrics): readonly string[] {
  if (supportHours === null) return [];
  const { zone, holidays, formula, times } = supportHours;
  return ["## Times in support hours", timesTable(times), `- Zone ${zone}, ${holidays} holidays: ${formula}.`];
}

function formulas(times: readonly Stat[]): string {
  return times.map(({ name, formula }) => `- ${name}: ${formula}.`).join("\n");
}

function failuresOf({ betweenFailures: { formula, services } }: Metrics, show: Show): readonly string[] {
  if (services.length === 0) return [];
  const rows = services
    .slice(0, mostRows)
    .map((one) => [show(one.service), String(one.incidents), ...cells(one), before(one.previous)]);
  return [
    "## Time between failures",
    alignedTable(["Service", "Incidents", ...head, "Previous mean"], rows),
    moreRows(services.length),
    `- Time between failures: ${formula}.`,
  ];
}

function countsOf({ counts, counted }: Metrics, show: Show): readonly string[] {
  const rows = (what: string, some: Readonly<Record<string, number>>): readonly (readonly string[])[] =>
    Object.entries(some).map(([name, n]) => [what, show(name), String(n)]);
  const previous = counts.previous === null ? "" : ` (previous period: ${counts.previous})`;
  const all = [
    ...rows("severity", counts.severity),
    ...rows("type", counts.type),
    ...rows("service", counts.service),
    ...rows("cause", counts.cause),
  ];
  return [
    "## Incidents",
    `${counted} counted${previous}.`,
    alignedTable(["By", "Name", "n"], all.slice(0, mostRows)),
    moreRows(all.length),
    `- n: ${counts.formula}.`,
  ];
}

function seriesOf({ series: { unit, formula, earlier, periods } }: Metrics): readonly string[] {
  if (periods.length === 0) return [];
  const shown = periods.slice(-mostRows);
  const hidden = periods.slice(0, -mostRows).reduce((sum, { n }) => sum + n, earlier);
  return [
    `## Incidents, ${unit}`,
    alignedTable(
      ["Period", "n"],
      shown.map(({ name, n }) => [name, String(n)]),
    ),
    `- n: ${formula}.${hidden > 0 ? ` Before the first row: ${hidden}.` : ""}`,
  ];
}

function groupsOf({ groups }: Metrics, show: Show): readonly string[] {
  if (groups === null) return [];
  const shown = groups.rows.slice(0, mostRows).filter(({ n }) => n > 0);
  return [
    `## Times by ${groups.by}`,
    `- ${groups.formula}.`,
    ...shown.flatMap(({ name, n, times }) => [
      `### ${show(name)}, ${n} ${n === 1 ? "incident" : "incidents"}`,
      timesTable(times),
    ]),
    moreRows(groups.rows.length),
  ];
}

/** Everything that is in no number, or not in one of them, by name. */
function leftOut({ excluded, times, notes }: Metrics, show: Show): readonly string[] {
  const rows = [
    ...lines("every number", excluded),
    ...times.flatMap(({ name, excluded: some }) => lines(name, some)),
    ...notes.map(({ path, says }) => ["–", "note", path, says]),
  ];
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostRows).map(([from = "", why = "", ...rest]) => [from, why, ...rest.map(show)]);
  return [
    "## Left out",
    alignedTable(["Left out of", "Because", "File", "What it says"], shown),
    moreRows(rows.length),
    "The JSON names, too, what the shares, the availability, the cost and the load of calls leave out.",
  ];
}

function lines(from: string, excluded: readonly Exclusion[]): readonly (readonly string[])[] {
  return excluded.flatMap(({ reason, incidents }) => incidents.map(({ path, says }) => [from, reason, path, says]));
}
