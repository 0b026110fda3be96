import type { Metrics } from "../../model/metrics.ts";
import type { Part, ShareOf } from "../../model/metrics-parts.ts";
import { groupDigits } from "../amount.ts";
import { saySeconds } from "../seconds.ts";
import { percent } from "../share.ts";
import { alignedTable } from "./aligned-table.ts";
import { cells, head, leftSaid, moreRows, mostRows, type Show, say } from "./page-parts.ts";

const parts = (one: Part | null): string => (one === null || one.n === 0 ? "–" : `${percent(one)} (n ${one.n})`);

/** A row of a table of shares. */
export function shareRow(name: string, one: ShareOf): readonly string[] {
  return [name, String(one.n), String(one.with), percent(one), parts(one.previous), leftSaid(one.excluded)];
}

export const shareHead = ["", "n", "Of them", "Share", "Previous", "Left out"];

/** How incidents are answered and learned from: response, post-mortems, action items, runbooks. */
export function practicePart(metrics: Metrics, show: Show): readonly string[] {
  const { response, postmortems, runbooks } = metrics;
  const bySeverity = response.severities.map((one) =>
    shareRow(`Answered within ${saySeconds(one.target ?? 0)}, ${one.severity}`, one),
  );
  return [
    "## Practice",
    alignedTable(shareHead, [
      shareRow("Answered in time", response.all),
      ...bySeverity,
      shareRow("Post-mortem written", postmortems.written),
      shareRow("Post-mortem on time", postmortems.onTime),
      shareRow("With a runbook", runbooks),
    ]),
    [
      `- Answered in time: ${response.all.formula}.`,
      `- Post-mortem written: ${postmortems.written.formula}.`,
      `- Post-mortem on time: ${postmortems.onTime.formula}.`,
      `- With a runbook: ${runbooks.formula}.`,
    ].join("\n"),
    ...actionsPart(metrics, show),
  ];
}

function actionsPart({ actionItems: items, asOf }: Metrics, show: Show): readonly string[] {
  const row = (name: string, one: { n: number; open: number; done: number; overdue: number }): readonly string[] => [
    name,
    ...[one.n, one.open, one.done, one.overdue].map(String),
  ];
  const rows = [
    row("all", items),
    ...(items.previous ? [row("of the previous period's incidents", items.previous)] : []),
    ...items.byPriority.map((one) => row(`priority ${one.name}`, one)),
    ...items.byOwner.map((one) => row(show(one.name), one)),
  ];
  return [
    "## Action items",
    alignedTable(["", "n", "Open", "Done", "Overdue"], rows.slice(0, mostRows)),
    moreRows(rows.length),
    alignedTable(["Age of open items", ...head], [["", ...cells(items.age)]]),
    [
      `- As of ${asOf ?? "no time: no file records one"}; open without a date that can be read: ${items.undated}.`,
      `- ${items.formula}.`,
    ].join("\n"),
  ];
}

/** What incidents took from those who use the services: availability, the error budget, money. */
export function pricePart({ availability, cost }: Metrics, show: Show): readonly string[] {
  const number = (value: number | null): string => (value === null ? "–" : `${value}%`);
  const rows = availability.rows.map((one) => [
    show(one.name),
    String(one.n),
    say(one.fullOutage),
    say(one.degraded),
    number(one.availability),
    number(one.target),
    say(one.budget),
    one.left !== null && one.left < 0 ? `overspent by ${saySeconds(Math.round(-one.left))}` : say(one.left),
    one.previous === null || one.previous.n === 0 ? "–" : `${number(one.previous.availability)} (n ${one.previous.n})`,
  ]);
  const names = [
    "Service",
    "n",
    "Full outage",
    "Degraded",
    "Availability",
    "Target",
    "Error budget",
    "Left",
    "Previous",
  ];
  return [
    "## Availability",
    alignedTable(names, rows.slice(0, mostRows)),
    moreRows(rows.length),
    `- Availability: ${availability.formula}. Window: ${say(availability.seconds)}. Left out: ${leftSaid(availability.excluded)}.`,
    "## Cost",
    alignedTable(
      ["", "Currency", "n", "Total", "Previous"],
      (["revenue", "credits"] as const).flatMap((kind) => {
        const { amounts } = cost[kind];
        if (amounts.length === 0) return [[kind, "–", "0", "–", "–"]];
        return amounts.map(({ currency, n, total, previous }) => [
          kind,
          currency === "" ? "–" : show(currency),
          String(n),
          n === 0 ? "–" : groupDigits(total),
          previous === null || previous.n === 0 ? "–" : `${groupDigits(previous.total)} (n ${previous.n})`,
        ]);
      }),
    ),
    [
      `- Revenue: ${cost.revenue.formula}. Left out: ${leftSaid(cost.revenue.excluded)}.`,
      `- Credits: ${cost.credits.formula}. Left out: ${leftSaid(cost.credits.excluded)}.`,
    ].join("\n"),
  ];
}
