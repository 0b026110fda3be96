import { priorities } from "../../model/action-item.ts";
import type { Metrics } from "../../model/metrics.ts";
import { type Instant, msOf, readDate } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, numbersOf } from "./numbers.ts";
import type { ActionFact } from "./record-body.ts";

interface Placed {
  readonly item: ActionFact;
  /** When the item is taken to have been written. */
  readonly since: Instant | null;
  readonly overdue: boolean;
}

/** The action items of incidents: how many are done, what is late, and whose they are. */
export function actionItemsOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  asOf: Instant | null,
): Metrics["actionItems"] {
  const placed = placedIn(facts, asOf);
  const open = placed.filter(({ item }) => !item.done);
  const ages = open.flatMap(({ since }) => {
    const age = since === null || asOf === null ? -1 : (msOf(asOf) - msOf(since)) / 1000;
    return age < 0 ? [] : [age];
  });
  const by = (name: (item: ActionFact) => string): ReadonlyMap<string, readonly Placed[]> =>
    Map.groupBy(placed, ({ item }) => name(item));
  const owners = [...by(({ owner }) => owner ?? "nobody")].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const urgency = by(({ priority }) => priorities.find((one) => one === priority) ?? "none");
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...tally(placed),
    undated: open.filter(({ item }) => readDate(item.due ?? "") === undefined).length,
    age: numbersOf(ages),
    byOwner: owners.map(([name, some]) => ({ name, ...tally(some) })),
    byPriority: [...priorities, "none"].map((name) => ({ name, ...tally(urgency.get(name) ?? []) })),
    previous: previous && tally(placedIn(previous, asOf)),
    excluded: byReason(
      facts.flatMap(({ path, body }) =>
        body ? [] : [{ path, reason: "unreadable" as const, says: "what stands below its fields is not read" }],
      ),
    ),
  };
}

function placedIn(facts: readonly IncidentFact[], asOf: Instant | null): readonly Placed[] {
  const today = asOf?.slice(0, 10);
  return facts.flatMap(({ body, times }) =>
    (body?.actions ?? []).map((item) => {
      const due = readDate(item.due ?? "");
      const overdue = !item.done && due !== undefined && today !== undefined && due < today;
      return { item, since: times.resolved ?? times.started, overdue };
    }),
  );
}

function tally(placed: readonly Placed[]): { n: number; open: number; done: number; overdue: number } {
  const done = placed.filter(({ item }) => item.done).length;
  return {
    n: placed.length,
    open: placed.length - done,
    done,
    overdue: placed.filter(({ overdue }) => overdue).length,
  };
}
