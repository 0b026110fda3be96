import { copied } from "../markdown/copied.ts";
import { kinds } from "../model/incident-words.ts";
import { plainFields } from "../model/plain-fields.ts";
import { minutesBetween, readInstant } from "../model/time.ts";

/** Why an incident file is not counted. */
export type LeftReason = "kind" | "cancelled" | "duplicate" | "unreadable";

/**
 * What coverage needs to know of one incident file: plain data that holds nothing of its text, so that many may be kept, from
 * one run to the next too.
 */
export type IncidentClues = CountedClues | LeftClues;

export interface CountedClues {
  readonly path: string;
  readonly counted: true;
  readonly id: string;
  readonly title: string;
  readonly services: readonly string[];
  readonly alerts: readonly string[];
  /** As it is written; empty where none is: the default of a record says nothing of the incident. */
  readonly type: string;
  /** As they are written: paths and addresses. */
  readonly runbooks: readonly string[];
  /** Whole minutes, `resolved − started`; null where one of them is missing, can't be read, or they are reversed. */
  readonly minutes: number | null;
}

export interface LeftClues {
  readonly path: string;
  readonly counted: false;
  readonly because: LeftReason;
  readonly reason: string;
}

export function leftOut(path: string, because: LeftReason, reason: string): LeftClues {
  return { path, counted: false, because, reason };
}

/** What coverage needs of an incident's frontmatter. Loads no library, so that one changed file is read at once. */
export function cluesOf(path: string, fields: Readonly<Record<string, unknown>>): IncidentClues {
  const given = Object.hasOwn(fields, "kind") ? fields["kind"] : undefined;
  if (given !== undefined && given !== null && !kinds.some((known) => known === given)) {
    return leftOut(path, "unreadable", `Unexpected kind ${JSON.stringify(given)}, expected ${kinds.join(", ")}`);
  }
  const read = plainFields(fields);
  const kind = read.kind();
  const status = read.status();
  if (kind !== "incident") return leftOut(path, "kind", `kind is ${kind}`);
  if (status === "cancelled") return leftOut(path, "cancelled", "status is cancelled");
  if (status === "duplicate") {
    const of = read.whole("duplicate_of");
    return leftOut(path, "duplicate", of ? `duplicate of #${of}` : "status is duplicate");
  }
  return {
    path,
    counted: true,
    id: copied(read.text("id") ?? path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, "")),
    title: copied(read.text("title") ?? ""),
    services: read.words("services").map(copied),
    alerts: read.words("alerts").map(copied),
    type: copied(read.text("type") ?? ""),
    runbooks: read.words("runbooks").map(copied),
    minutes: minutesIn(read.text("started"), read.text("resolved")),
  };
}

function minutesIn(from: string | undefined, to: string | undefined): number | null {
  const [started, resolved] = [readInstant(from ?? ""), readInstant(to ?? "")];
  return started && resolved && started <= resolved ? minutesBetween(started, resolved) : null;
}
