import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { Amount } from "../amount.ts";
import type { IncidentFact } from "./fact.ts";
import type { FactTable } from "./fact-table.ts";
import { histogramOf, sizeOf, sumOf } from "./histogram.ts";
import type { Sample } from "./sample.ts";
import { allOf, histogramIn, keyOf, type Tally } from "./tally.ts";
import type { Omitted } from "./why.ts";

type Cost = Metrics["cost"]["revenue"];
type Cited = Amount | Omitted;

/** The amounts that incidents record, by currency. */
export function costTally(table: FactTable, rows: Int32Array): Tally {
  return new Map((["revenue", "credits"] as const).flatMap((name) => [...amountsIn(table, rows, name)]));
}

function amountsIn({ texts, numbers, wholes }: FactTable, rows: Int32Array, name: Kind): Tally {
  const [amounts, why, units] = [numbers[name], wholes[`${name}Why`], wholes[`${name}Unit`]];
  const found = new Map<number, number[]>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (why[row] !== 0) continue;
    const unit = units[row] as number;
    const own = found.get(unit) ?? [];
    if (own.push(amounts[row] as number) === 1) found.set(unit, own);
  }
  return new Map(
    [...found].map(([unit, own]) => [keyOf(name, texts[unit] as string), histogramOf(new Float64Array(own))]),
  );
}

type Kind = "revenue" | "credits";

/** What incidents cost, by currency: amounts of different ones are not added. */
export function costOf(sample: Sample, previous: Sample | null): Metrics["cost"] {
  const formula = "revenue_loss as recorded; where there is none, revenue_per_hour × (resolved − started) in hours";
  return {
    revenue: totalsOf(formula, sample, previous, "revenue"),
    credits: totalsOf("sla_credits as recorded", sample, previous, "credits"),
  };
}

function totalsOf(formula: string, { tally, excluded }: Sample, previous: Sample | null, name: Kind): Cost {
  const units = [tally, previous?.tally ?? new Map()].flatMap((one) => allOf(one, name).map(([[unit = ""]]) => unit));
  const totalIn = (one: Tally, unit: string) => {
    const own = histogramIn(one, name, unit);
    return { n: sizeOf(own), total: Math.round(sumOf(own) * 100) / 100 };
  };
  const amounts = [...new Set(units)].toSorted().map((currency) => ({
    currency,
    ...totalIn(tally, currency),
    previous: previous && totalIn(previous.tally, currency),
  }));
  return {
    formula,
    n: amounts.reduce((sum, { n }) => sum + n, 0),
    amounts,
    excluded: excluded(`${name}Why`),
  };
}

/** What an incident cost in sales, or why nobody can tell. */
export function revenueOf({ impact, times: { started, resolved } }: IncidentFact): Cited {
  if (impact.revenueLoss !== null || impact.revenuePerHour === null) return cited(impact.revenueLoss, "revenue_loss");
  const perHour = cited(impact.revenuePerHour, "revenue_per_hour");
  if ("reason" in perHour) return perHour;
  if (started === null || resolved === null) return { reason: "not recorded", says: "not recorded: resolved" };
  const hours = (resolved - started) / 3_600_000;
  if (hours < 0)
    return { reason: "negative", says: `resolved ${instantOf(resolved)} is before started ${instantOf(started)}` };
  return { number: Math.round(perHour.number * hours * 100) / 100, unit: perHour.unit };
}

/** What an incident cost in credits. */
export function creditsOf({ impact }: IncidentFact): Cited {
  return cited(impact.credits, "sla_credits");
}

function cited(value: Amount | string | null, name: string): Cited {
  if (value === null) return { reason: "not recorded", says: `not recorded: ${name}` };
  return typeof value === "string" ? { reason: "unreadable", says: `no amount: ${value}` } : value;
}
