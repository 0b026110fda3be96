import type { IncidentReport, Mean, Measure } from "../model/incident-report.ts";
import { type Block, part, plain, type Said, subpart, table } from "./report-blocks.ts";
import { sayClock, saySeconds } from "./seconds.ts";

function response(told: IncidentReport["metrics"]["response"], day: string): readonly Said[] {
  const { seconds, problem, target, met } = told;
  const said = seconds === null ? (problem ?? "–") : `${saySeconds(seconds)}: ${met ? "met" : "missed"}`;
  return [
    plain(`Response, target ${saySeconds(target)}`),
    plain(said),
    plain(told.formula),
    plain(clocks(told.inputs, day)),
  ];
}

/** A formula's times, without the day where it is the incident's. */
function clocks(inputs: string, day: string): string {
  const said = inputs.split(" − ").map((at) => (at === "" ? "–" : sayClock(at, day)));
  return said.join(" − ");
}

/** The metrics of the incident and of the archive up to it, each with its formula. */
export function metricsPart({ metrics: told, duration, times }: IncidentReport): readonly Block[] {
  const { archive } = told;
  const day = (times.started ?? "").slice(0, 10);
  const own = (one: Measure): readonly Said[] => [
    plain(one.name),
    plain(one.seconds === null ? (one.problem ?? "–") : saySeconds(one.seconds)),
    plain(one.formula),
    plain(clocks(one.inputs, day)),
  ];
  const mean = (one: Mean): readonly Said[] => [
    plain(one.name),
    plain(one.seconds === null ? "–" : saySeconds(one.seconds)),
    plain(String(one.n)),
    plain(one.formula),
  ];
  const { recent, left } = archive;
  const spread = Object.entries(recent.bySeverity).map(([name, n]) => `${name.replace("sev", "SEV-")}: ${n}`);
  const outside = `${left.kind} not of kind incident, ${left.cancelled} cancelled, ${left.duplicate} duplicate, ${left.unreadable} unreadable, ${archive.undated} without a start`;
  return [
    part("Metrics"),
    subpart("This incident"),
    ...table(
      `Each number with its formula; times in UTC${day === "" ? "" : `, on ${day} unless another day is named`}`,
      ["Metric", "Value", "Formula", "Inputs"],
      [
        ...told.incident.map(own),
        response(told.response, day),
        ...(told.incident.some(({ formula }) => formula === duration.formula) ? [] : [own(duration)]),
      ],
    ),
    subpart("All incidents up to this one"),
    ...table(
      "Over the archive; – where there is nothing to count",
      ["Metric", "Value", "n", "Formula"],
      [
        ...archive.means.map(mean),
        mean(archive.betweenFailures),
        [
          plain("Incidents in 30 days"),
          plain(recent.count === null ? "–" : String(recent.count)),
          plain(String(archive.counted)),
          plain(recent.formula),
        ],
        [
          plain("By severity, in 30 days"),
          plain(spread.join(", ")),
          plain(String(recent.count ?? 0)),
          plain("the same incidents by severity"),
        ],
      ],
    ),
    { kind: "note", text: `Counted: ${archive.counted}. Left out: ${outside}.` },
  ];
}
