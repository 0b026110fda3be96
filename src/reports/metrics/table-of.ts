import type { Config } from "../../model/config.ts";
import { severities } from "../../model/incident-words.ts";
import type { Amount } from "../amount.ts";
import { measures } from "../seconds.ts";
import { outageOf } from "./availability.ts";
import { calledAt } from "./called-at.ts";
import { creditsOf, revenueOf } from "./cost.ts";
import { emptyTable } from "./empty-table.ts";
import type { IncidentFact } from "./fact.ts";
import { type FactTable, none, verdicts } from "./fact-table.ts";
import { itemColumns } from "./item-columns.ts";
import { isOnTime, isWritten } from "./postmortems.ts";
import { isAnswered } from "./response.ts";
import type { Verdict } from "./shares.ts";
import { everySecond, type MeasureNumber, type SecondsBetween, secondsOf } from "./times.ts";
import { type Omitted, whyOf } from "./why.ts";
import { workingTime } from "./working-time.ts";

/** Fills a table, file by file. */
export interface TableFiller {
  readonly put: (row: number, fact: IncidentFact) => void;
  /** The table as it is filled. */
  readonly table: () => FactTable;
}

/** A table of facts in the order in which they are given. */
export function tableOf(facts: readonly IncidentFact[], config: Config): FactTable {
  const filler = tableFiller(emptyTable(facts.map(({ path }) => path)), config);
  for (const [row, fact] of facts.entries()) filler.put(row, fact);
  return filler.table();
}

/** Fills rows of a table, whose columns are written over; its texts and action items are added to. */
export function tableFiller(begun: FactTable, config: Config): TableFiller {
  const { paths, numbers, wholes } = begun;
  const texts = [...begun.texts];
  const known = new Map(texts.map((text, number) => [text, number]));
  const numberOf = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const listOf = listNumbers(numberOf);
  const why = ({ reason, says }: Omitted): number => whyOf(reason, numberOf(says));
  const verdict = (one: Verdict): number => (typeof one === "object" ? why(one) : one ? verdicts.yes : verdicts.no);
  const items = itemColumns(begun.items, numberOf);
  const support = config.supportHours && workingTime(config.supportHours).secondsBetween;
  const every = clockColumns(begun, "seconds");
  const supported = clockColumns(begun, "support");
  const putMeasures = (row: number, fact: IncidentFact, clock: typeof every, between: SecondsBetween): void => {
    for (const { to, from, seconds, whys } of clock) {
      const taken = secondsOf(fact, to, from, between);
      seconds[row] = typeof taken === "number" ? taken : Number.NaN;
      whys[row] = typeof taken === "number" ? 0 : why(taken);
    }
  };
  const putAmount = (row: number, name: "revenue" | "credits", cited: Amount | Omitted): void => {
    const isOmitted = "reason" in cited;
    numbers[name][row] = isOmitted ? Number.NaN : cited.number;
    wholes[`${name}Unit`][row] = isOmitted ? 0 : numberOf(cited.unit);
    wholes[`${name}Why`][row] = isOmitted ? why(cited) : 0;
  };
  const put = (row: number, fact: IncidentFact): void => {
    const { times, body } = fact;
    numbers.started[row] = times.started ?? Number.NaN;
    numbers.called[row] = calledAt(fact) ?? Number.NaN;
    numbers.since[row] = times.resolved ?? times.started ?? Number.NaN;
    numbers.latest[row] = fact.latest ?? Number.NaN;
    wholes.left[row] = fact.left ? why(fact.left) : 0;
    wholes.type[row] = numberOf(fact.type);
    wholes.severity[row] = fact.severity === undefined ? none : severities.indexOf(fact.severity);
    wholes.services[row] = listOf(fact.services);
    wholes.causes[row] = listOf(fact.causes);
    wholes.alerts[row] = listOf(fact.alerts);
    wholes.alertCount[row] = fact.alerts.length;
    wholes.alertsWhy[row] = silent(fact, why);
    wholes.people[row] = listOf(fact.people);
    wholes.peopleWhy[row] =
      fact.people.length > 0 ? 0 : why({ reason: "not recorded", says: "not recorded: roles and responders" });
    wholes.notes[row] = listOf(fact.notes);
    wholes.runbook[row] = verdict(fact.runbooks.length > 0);
    wholes.response[row] = verdict(isAnswered(fact, config));
    wholes.written[row] = verdict(isWritten(fact, config));
    wholes.onTime[row] = verdict(isOnTime(fact, config));
    wholes.bodyWhy[row] =
      body === null ? why({ reason: "unreadable", says: "what stands below its fields is not read" }) : 0;
    putMeasures(row, fact, every, everySecond);
    if (support) putMeasures(row, fact, supported, support);
    const outage = outageOf(fact);
    numbers.fullOutage[row] = "full" in outage ? outage.full : Number.NaN;
    numbers.degraded[row] = "full" in outage ? outage.degraded : Number.NaN;
    wholes.outageWhy[row] = "full" in outage ? 0 : why(outage);
    putAmount(row, "revenue", revenueOf(fact));
    putAmount(row, "credits", creditsOf(fact));
    wholes.actionsFrom[row] = items.size();
    wholes.actions[row] = body?.actions.length ?? 0;
    wholes.openActions[row] = body?.actions.filter(({ done }) => !done).length ?? 0;
    for (const item of body?.actions ?? []) items.add(item);
  };
  return { put, table: () => ({ paths, texts, numbers, wholes, items: items.columns() }) };
}

/** The columns of the measures by one clock. Found once: their names are put together. */
function clockColumns({ numbers, wholes }: FactTable, clock: "seconds" | "support") {
  return measures.map(([, to, from], at) => {
    const number = at as MeasureNumber;
    return { to, from, seconds: numbers[`${clock}${number}`], whys: wholes[`${clock}Why${number}`] };
  });
}

/** Why a record that may tell of alerts tells of none, or of none that count. */
function silent(fact: IncidentFact, why: (omitted: Omitted) => number): number {
  const { alerts, left } = fact;
  const tells = left === undefined || left.reason === "cancelled" || left.reason === "duplicate";
  if (!tells) return 0;
  if (alerts.length === 0) return why({ reason: "not recorded", says: "not recorded: alerts" });
  return left?.reason === "duplicate" ? why(left) : 0;
}

/** The numbers of lists, as JSON: 0 where a list is empty. A list that many facts share is written once. */
function listNumbers(numberOf: (text: string) => number): (list: readonly string[]) => number {
  const known = new WeakMap<readonly string[], number>();
  return (list) => {
    if (list.length === 0) return 0;
    const found = known.get(list);
    if (found !== undefined) return found;
    const number = numberOf(JSON.stringify(list));
    // What is frozen is shared; whatever else is asked once.
    if (Object.isFrozen(list)) known.set(list, number);
    return number;
  };
}
