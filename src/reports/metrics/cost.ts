import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { Amount } from "../amount.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, type Excluded } from "./numbers.ts";

type Cost = Metrics["cost"]["revenue"];
type Cited = Amount | Omit<Excluded, "path">;

/** What incidents cost, by currency: amounts of different ones are not added. */
export function costOf(facts: readonly IncidentFact[], previous: readonly IncidentFact[] | null): Metrics["cost"] {
  return {
    revenue: sumOf(
      "revenue_loss as recorded; where there is none, revenue_per_hour × (resolved − started) in hours",
      facts,
      previous,
      revenueOf,
    ),
    credits: sumOf("sla_credits as recorded", facts, previous, ({ impact }) => cited(impact.credits, "sla_credits")),
  };
}

function sumOf(
  formula: string,
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  read: (fact: IncidentFact) => Cited,
): Cost {
  const excluded: Excluded[] = [];
  const own = totals(facts, read, (one) => excluded.push(one));
  const before = previous && totals(previous, read, () => {});
  const names = [...new Set([...own.keys(), ...(before?.keys() ?? [])])].toSorted();
  const none = { n: 0, total: 0 };
  return {
    formula,
    n: [...own.values()].reduce((sum, { n }) => sum + n, 0),
    amounts: names.map((currency) => ({
      currency,
      ...(own.get(currency) ?? none),
      previous: before && (before.get(currency) ?? none),
    })),
    excluded: byReason(excluded),
  };
}

type Totals = ReadonlyMap<string, { readonly n: number; readonly total: number }>;

function totals(
  facts: readonly IncidentFact[],
  read: (fact: IncidentFact) => Cited,
  leave: (one: Excluded) => void,
): Totals {
  const sums = new Map<string, { n: number; total: number }>();
  for (const fact of facts) {
    const amount = read(fact);
    if ("reason" in amount) {
      leave({ path: fact.path, ...amount });
      continue;
    }
    const { n, total } = sums.get(amount.unit) ?? { n: 0, total: 0 };
    sums.set(amount.unit, { n: n + 1, total: Math.round((total + amount.number) * 100) / 100 });
  }
  return sums;
}

function cited(value: Amount | string | null, name: string): Cited {
  if (value === null) return { reason: "not recorded", says: `not recorded: ${name}` };
  return typeof value === "string" ? { reason: "unreadable", says: `no amount: ${value}` } : value;
}

function revenueOf({ impact, times: { started, resolved } }: IncidentFact): Cited {
  if (impact.revenueLoss !== null || impact.revenuePerHour === null) return cited(impact.revenueLoss, "revenue_loss");
  const perHour = cited(impact.revenuePerHour, "revenue_per_hour");
  if ("reason" in perHour) return perHour;
  if (started === null || resolved === null) return { reason: "not recorded", says: "not recorded: resolved" };
  const hours = (resolved - started) / 3_600_000;
  if (hours < 0)
    return { reason: "negative", says: `resolved ${instantOf(resolved)} is before started ${instantOf(started)}` };
  return { number: Math.round(perHour.number * hours * 100) / 100, unit: perHour.unit };
}
