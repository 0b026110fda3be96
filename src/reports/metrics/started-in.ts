import type { Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";

/** The counted incidents that started in a span. */
export function startedIn(
  { from, to }: Pick<Span, "from" | "to">,
  facts: readonly IncidentFact[],
): readonly IncidentFact[] {
  const [first, end] = [msOf(from), msOf(to)];
  return facts.filter(({ left, times: { started } }) => !left && started !== null && started >= first && started < end);
}
