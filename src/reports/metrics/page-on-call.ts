import type { Metrics } from "../../model/metrics.ts";
import type { OnCall } from "../../model/metrics-on-call.ts";
import type { Numbers } from "../../model/metrics-parts.ts";
import { percent } from "../share.ts";
import { alignedTable } from "./aligned-table.ts";
import { counted, leftSaid, moreRows, mostRows, type Show } from "./page-parts.ts";
import { shareHead, shareRow } from "./page-practice.ts";

/** Who was called how often and when, by person and by shift, and what the alerts were worth. */
export function onCallPart({ onCall }: Metrics, show: Show): readonly string[] {
  const { responders, shift, previous } = onCall;
  const rows = responders.map((one) => [
    show(one.name),
    show(one.zone),
    ...[one.incidents, one.pages].map(String),
    percent(one),
    ...[one.working, one.afterHours, one.weekend, one.shifts, one.most, one.streak].map(String),
    one.previous === null ? "–" : `${one.previous.pages} in ${one.previous.incidents}`,
  ]);
  const names = ["Responder", "Zone", "Incidents", "Pages", "Share", "In hours", "After hours", "Weekend"];
  const before =
    previous === null
      ? ""
      : ` Previous period: ${counted(previous.pages, "page")} in ${counted(previous.incidents, "incident")}.`;
  return [
    "## On call",
    `${counted(onCall.pages, "page")} in ${counted(onCall.incidents, "incident")}, ${onCall.afterHours} of them after hours and ${onCall.weekend} at weekends.${before}`,
    alignedTable([...names, "Shifts", "Most in one", "Days on end", "Previous pages"], rows.slice(0, mostRows)),
    moreRows(rows.length),
    alignedTable(
      [`By ${shift.unit} shift`, "Shifts", "Mean", "Median", "p90", "Min", "Max"],
      [
        ["pages", ...plainCells(shift.pages)],
        ["incidents", ...plainCells(shift.incidents)],
      ],
    ),
    `- ${onCall.formula}. Left out: ${leftSaid(onCall.excluded)}.`,
    ...alertsPart(onCall, show),
  ];
}

function alertsPart({ alerts }: OnCall, show: Show): readonly string[] {
  const rows = alerts.byAlert.map(({ name, n, truePositives, refires }) => [
    show(name),
    ...[n, truePositives, refires].map(String),
  ]);
  return [
    "## Alerts",
    alerts.previous === null
      ? `${alerts.n} recorded.`
      : `${alerts.n} recorded (previous period: ${alerts.previous.n}).`,
    alignedTable(shareHead, [
      shareRow("True positives", alerts.truePositives),
      shareRow("Fired again within 24 h", alerts.refires),
    ]),
    alignedTable(
      ["By shift", "Shifts", "Mean", "Median", "p90", "Min", "Max"],
      [["alerts", ...plainCells(alerts.perShift)]],
    ),
    rows.length === 0 ? "" : alignedTable(["Alert", "n", "True positives", "Fired again"], rows.slice(0, mostRows)),
    moreRows(rows.length),
    [
      `- n: ${alerts.formula}.`,
      `- True positives: ${alerts.truePositives.formula}.`,
      `- Fired again: ${alerts.refires.formula}.`,
    ].join("\n"),
  ];
}

function plainCells({ n, mean, median, p90, min, max }: Numbers): readonly string[] {
  const said = (value: number | null): string => (value === null ? "–" : String(Math.round(value * 100) / 100));
  return [String(n), ...[mean, median, p90, min, max].map(said)];
}
