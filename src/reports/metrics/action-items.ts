import { priorities } from "../../model/action-item.ts";
import type { Metrics } from "../../model/metrics.ts";
import { type Instant, msOf, readDate } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, numbersOf } from "./numbers.ts";
import type { ActionFact } from "./record-body.ts";

interface Tally {
  n: number;
  open: number;
  done: number;
  overdue: number;
}

/** The action items of incidents: how many are done, what is late, and whose they are. */
export function actionItemsOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  asOf: Instant | null,
): Metrics["actionItems"] {
  const isPast = pastDates(asOf);
  const all = nothing();
  const owners = new Map<string, Tally>();
  const urgency = new Map<string, Tally>([...priorities, "none"].map((name) => [name, nothing()]));
  const ages: number[] = [];
  let undated = 0;
  const now = asOf === null ? Number.NaN : msOf(asOf);
  for (const { body, times } of facts) {
    const since = times.resolved ?? times.started;
    for (const item of body?.actions ?? []) {
      const past = isPast(item.due);
      const owner = item.owner ?? "nobody";
      const own = owners.get(owner) ?? nothing();
      owners.set(owner, own);
      const urgent = urgency.get(item.priority ?? "none") ?? (urgency.get("none") as Tally);
      add(all, item, past === true);
      add(own, item, past === true);
      add(urgent, item, past === true);
      if (item.done) continue;
      if (past === undefined) undated += 1;
      if (since !== null && now >= since) ages.push((now - since) / 1000);
    }
  }
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...all,
    undated,
    age: numbersOf(ages),
    byOwner: [...owners].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => ({ name, ...tally })),
    byPriority: [...urgency].map(([name, tally]) => ({ name, ...tally })),
    previous: previous && tallyOf(previous, isPast),
    excluded: byReason(
      facts
        .filter(({ body }) => body === null)
        .map(({ path }) => ({
          path,
          reason: "unreadable" as const,
          says: "what stands below its fields is not read",
        })),
    ),
  };
}

const nothing = (): Tally => ({ n: 0, open: 0, done: 0, overdue: 0 });

function add(tally: Tally, { done }: ActionFact, past: boolean): void {
  tally.n += 1;
  if (done) tally.done += 1;
  else tally.open += 1;
  if (!done && past) tally.overdue += 1;
}

/** Whether a date is before a time's; undefined where it is none. Dates come back in item after item. */
function pastDates(asOf: Instant | null): (due: string | null) => boolean | undefined {
  const known = new Map<string, boolean | undefined>();
  return (due) => {
    if (due === null) return undefined;
    if (known.has(due)) return known.get(due);
    const date = readDate(due);
    const past = date === undefined ? undefined : asOf !== null && date < asOf.slice(0, 10);
    known.set(due, past);
    return past;
  };
}

function tallyOf(facts: readonly IncidentFact[], isPast: ReturnType<typeof pastDates>): Tally {
  const all = nothing();
  for (const { body } of facts) for (const item of body?.actions ?? []) add(all, item, isPast(item.due) === true);
  return all;
}
