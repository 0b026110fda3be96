import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { Amount } from "../amount.ts";
import type { IncidentFact } from "./fact.ts";
import type { FactTable } from "./fact-table.ts";
import { exclusionsIn, type Omitted } from "./why.ts";

type Cost = Metrics["cost"]["revenue"];
type Cited = Amount | Omitted;

/** What incidents cost, by currency: amounts of different ones are not added. */
export function costOf(table: FactTable, rows: Int32Array, previous: Int32Array | null): Metrics["cost"] {
  const formula = "revenue_loss as recorded; where there is none, revenue_per_hour × (resolved − started) in hours";
  return {
    revenue: sumOf(formula, table, rows, previous, "revenue"),
    credits: sumOf("sla_credits as recorded", table, rows, previous, "credits"),
  };
}

function sumOf(
  formula: string,
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
  name: "revenue" | "credits",
): Cost {
  const own = totals(table, rows, name);
  const before = previous && totals(table, previous, name);
  const names = [...new Set([...own.keys(), ...(before?.keys() ?? [])])].toSorted();
  const nothing = { n: 0, total: 0 };
  return {
    formula,
    n: [...own.values()].reduce((sum, { n }) => sum + n, 0),
    amounts: names.map((currency) => ({
      currency,
      ...(own.get(currency) ?? nothing),
      previous: before && (before.get(currency) ?? nothing),
    })),
    excluded: exclusionsIn(table, rows, table.wholes[`${name}Why`]),
  };
}

type Totals = ReadonlyMap<string, { readonly n: number; readonly total: number }>;

function totals({ texts, numbers, wholes }: FactTable, rows: Int32Array, name: "revenue" | "credits"): Totals {
  const [amounts, why, units] = [numbers[name], wholes[`${name}Why`], wholes[`${name}Unit`]];
  const sums = new Map<number, { n: number; total: number }>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (why[row] !== 0) continue;
    const unit = units[row] as number;
    let sum = sums.get(unit);
    if (!sum) {
      sum = { n: 0, total: 0 };
      sums.set(unit, sum);
    }
    sum.n += 1;
    sum.total = Math.round((sum.total + (amounts[row] as number)) * 100) / 100;
  }
  return new Map([...sums].map(([unit, sum]) => [texts[unit] as string, sum]));
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
