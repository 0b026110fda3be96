import { type Config, severityConfigOf } from "../model/config.ts";
import type { IncidentFields } from "../model/fields.ts";
import type { Criterion, IncidentReport, Measure } from "../model/incident-report.ts";
import { amountIn, groupDigits } from "./amount.ts";
import { saySeconds } from "./seconds.ts";

/** What of the severity's reasons is in the record: who was hurt, what it cost, the objective, the clock. */
export function severityOf(fields: IncidentFields, config: Config, duration: Measure): IncidentReport["severity"] {
  const known = severityConfigOf(fields.severity ?? "", config);
  return {
    name: fields.severity ?? null,
    title: known.title,
    definition: fields.severity ? known.criteria : "",
    criteria: [
      customerImpact(fields),
      revenueImpact(fields),
      serviceLevel(fields),
      durationAgainst(duration, known.response),
    ],
  };
}

const unknown = (name: string): Criterion => ({ name, holds: null, evidence: "not recorded" });

function customerImpact({ impact }: IncidentFields): Criterion {
  const given = impact["customers"] ?? impact["users"];
  const name = "Customer impact";
  if (given === undefined) return unknown(name);
  const read = amountIn(given);
  const said = read?.unit === "%" ? `${String(given)} of customers affected` : `customers affected: ${String(given)}`;
  return { name, holds: read ? read.number > 0 : null, evidence: said };
}

function revenueImpact({ impact }: IncidentFields): Criterion {
  const name = "Revenue impact";
  const perHour = amountIn(impact["revenue_per_hour"]);
  const lost = amountIn(impact["revenue_loss"]);
  if (perHour) {
    return { name, holds: perHour.number > 0, evidence: `${say(perHour)} an hour` };
  }
  return lost ? { name, holds: lost.number > 0, evidence: `${say(lost)} in all` } : unknown(name);
}

const say = ({ number, unit }: { number: number; unit: string }): string =>
  `${groupDigits(number)}${unit === "" ? "" : ` ${unit}`}`;

const target = /(?:objective|target|slo|sla)\D{0,12}(\d{1,3}(?:\.\d{1,6})?)\s?%/i;

/** Availability against its objective: `availability: 99.12% (objective 99.95%)`, or a field of its own for the latter. */
function serviceLevel({ impact }: IncidentFields): Criterion {
  const name = "Service level";
  const actual = amountIn(impact["availability"]);
  const own = impact["availability_objective"] ?? impact["availability_target"] ?? impact["sla_target"];
  const objective =
    amountIn(own)?.number ?? Number(target.exec(String(impact["availability"] ?? ""))?.[1] ?? Number.NaN);
  if (actual === undefined || Number.isNaN(objective)) {
    return actual
      ? { name, holds: null, evidence: `availability ${actual.number}%, no objective recorded` }
      : unknown(name);
  }
  const points = Math.round((objective - actual.number) * 10_000) / 10_000;
  const missed = points > 0;
  const said = missed ? `missed by ${points} percentage points` : "kept";
  return {
    name,
    holds: missed,
    evidence: `availability ${actual.number}%, objective ${objective}%: ${said} (as recorded)`,
  };
}

function durationAgainst(duration: Measure, response: number): Criterion {
  const name = "Duration";
  if (duration.seconds === null) return { name, holds: null, evidence: duration.problem ?? "not recorded" };
  const over = duration.seconds > response * 60;
  const target = `the ${saySeconds(response * 60)} response target`;
  return { name, holds: over, evidence: `${saySeconds(duration.seconds)}, ${over ? "over" : "within"} ${target}` };
}
