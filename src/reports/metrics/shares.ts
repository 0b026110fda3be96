import type { Part, ShareOf } from "../../model/metrics-parts.ts";
import { shareOf } from "../share.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, type Excluded } from "./numbers.ts";

/** Whether something holds of an incident, or why nobody can tell. */
export type Verdict = boolean | Omit<Excluded, "path">;

/** How many of some incidents something holds of: with n, what is left out, and the previous period. */
export function shareOver(
  formula: string,
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  judge: (fact: IncidentFact) => Verdict,
): ShareOf {
  const excluded: Excluded[] = [];
  const part = (some: readonly IncidentFact[], leave: (one: Excluded) => void): Part => {
    let [n, held] = [0, 0];
    for (const fact of some) {
      const verdict = judge(fact);
      if (typeof verdict === "object") leave({ path: fact.path, ...verdict });
      else {
        n += 1;
        if (verdict) held += 1;
      }
    }
    return { n, with: held, share: shareOf(held, n, "").share };
  };
  const own = part(facts, (one) => excluded.push(one));
  return { ...own, formula, previous: previous && part(previous, () => {}), excluded: byReason(excluded) };
}
