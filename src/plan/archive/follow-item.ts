import { linkActionItem, type PlacedActionItem, tickActionItem } from "../../markdown/action-items.ts";
import type { Document } from "../../markdown/document.ts";
import { safeTitle } from "../../markdown/safe-text.ts";
import type { Splice } from "../../markdown/text.ts";
import { actionKey } from "../../model/action-item.ts";
import { digestOf } from "../../model/digest.ts";
import type { Effect } from "../../model/effect.ts";
import type { IncidentFields } from "../../model/fields.ts";
import { type Key, keyIn } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { readDate } from "../../model/time.ts";
import type { Issue } from "../../model/world.ts";
import { dueLine } from "../../reports/due.ts";
import { actionIssue } from "./action-issue.ts";
import { nextDue } from "./recurrence.ts";

/** What an action item needs: splices of its line, and effects on its issue. */
export interface ItemStep {
  readonly item: PlacedActionItem;
  /** The number of its issue, once there is one. */
  readonly number: number | undefined;
  readonly splices: readonly Splice[];
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
}

/** The incident that an item stands in. */
export interface ItemOf {
  readonly fields: IncidentFields;
  readonly path: string;
}

/** Follows one action item: an issue where it has none, its number in the line, its box after the issue's state. */
export function followItem(
  document: Document,
  item: PlacedActionItem,
  of: ItemOf,
  observation: ArchiveObservation,
): ItemStep {
  const quiet = { item, number: item.issue, splices: [], effects: [], notes: [] };
  if (item.issue !== undefined) return followIssue(document, item, of, observation, item.issue);
  if (item.done || item.text === "" || of.fields.status === "cancelled" || of.fields.status === "duplicate")
    return quiet;
  const key = keyOf(item, of);
  const made = observation.actionIssues.find((issue) => isOurs(issue, observation) && keyIn(issue.body) === key);
  if (made) return linked(document, item, of, observation, made);
  return { ...quiet, effects: [actionIssue(key, item, of, observation)] };
}

/** An item whose issue is open already: its number, and what follows from the issue's state. */
function linked(
  document: Document,
  item: PlacedActionItem,
  of: ItemOf,
  observation: ArchiveObservation,
  issue: Issue,
): ItemStep {
  const step = followIssue(document, item, of, observation, issue.number);
  const recurs = step.number === undefined;
  return recurs ? step : { ...step, splices: [...step.splices, linkActionItem(item, issue.number)] };
}

/** An item's words name it, so that moving its line makes no second issue; a recurring one is a new one each time. */
export function keyOf(item: PlacedActionItem, { fields, path }: ItemOf): Key {
  const words = item.text.toLowerCase().replaceAll(/\s+/g, " ");
  return actionKey(fields.id ?? digestOf(path), digestOf(item.every ? `${words} ${item.due ?? ""}` : words));
}

export const isOurs = (issue: Issue, { repository }: ArchiveObservation): boolean =>
  issue.author.login === repository.self;

function followIssue(
  document: Document,
  item: PlacedActionItem,
  of: ItemOf,
  observation: ArchiveObservation,
  number: number,
): ItemStep {
  const quiet = { item, number, splices: [], effects: [], notes: [] };
  const issue = observation.actionIssues.find((one) => one.number === number) ?? observation.otherIssues[number];
  if (issue === null) return { ...quiet, notes: [`${of.path}:${item.line} names #${number}, which is not there`] };
  if (issue === undefined)
    return item.done ? quiet : { ...quiet, notes: [`${of.path}:${item.line}: #${number} was not read`] };
  if (issue.state === "closed" && item.every && !item.done) return { ...quiet, ...again(item, item.every) };
  const done = issue.state === "closed";
  const splices = done === item.done ? [] : [tickActionItem(document, item, done)];
  const title = safeTitle(item.text);
  const renamed = issue.state === "open" && isOurs(issue, observation) && issue.title !== title && title !== "";
  const body = issue.state === "open" && isOurs(issue, observation) ? withDue(issue.body, item.due) : undefined;
  const edit = { ...(renamed ? { title } : {}), ...(body === undefined ? {} : { body }) };
  return {
    ...quiet,
    splices,
    effects: Object.keys(edit).length > 0 ? [{ kind: "edit-issue", number, ...edit }] : [],
  };
}

/** An issue's body with the due date that the line has now; undefined where it says so already, or says none. */
function withDue(body: string, due: string | undefined): string | undefined {
  const date = readDate(due ?? "");
  const written = dueLine.exec(body)?.[1];
  return date && written && written !== date ? body.replace(dueLine, `- Due: ${date}`) : undefined;
}

/** A recurring item whose issue is closed: due again later, and without a number until its next issue is opened. */
function again(item: PlacedActionItem, every: string): Partial<ItemStep> {
  const due = nextDue(item.due, every);
  if (due === undefined)
    return { notes: [`Line ${item.line}: can't tell when it is due again from due:${item.due ?? "?"} every:${every}`] };
  const { source } = item.item;
  const next = source.replace(/\s*#\d+\s*$/, "").replace(/due:\S+/i, `due:${due}`);
  return { splices: [{ start: item.span.start, end: item.span.end, insert: next }], number: undefined };
}
