import { instantOf } from "../../model/time.ts";
import type { IncidentFact } from "../metrics/fact.ts";

/** What the index says of one incident, and what others are compared with. */
export interface ArchiveEntry {
  readonly path: string;
  /** The file's name where the record has none. */
  readonly id: string;
  readonly title: string;
  readonly severity: string | null;
  readonly type: string;
  readonly status: string | null;
  readonly services: readonly string[];
  readonly alerts: readonly string[];
  readonly causes: readonly string[];
  readonly started: string | null;
  readonly resolved: string | null;
  /** Seconds, as docs/metrics.md defines them; null where one of the two times is missing or they are reversed. */
  readonly timeToDetect: number | null;
  readonly timeToAcknowledge: number | null;
  readonly timeToMitigate: number | null;
  readonly timeToResolve: number | null;
  /** Why the incident is in no number; null where it counts. */
  readonly left: string | null;
}

/** Every incident of the archive, newest first, those without a start at the end. */
export function archiveEntries(facts: readonly IncidentFact[]): readonly ArchiveEntry[] {
  return facts
    .map(entryOf)
    .toSorted((a, b) => order(b.started, a.started) || (a.path < b.path ? -1 : Number(a.path > b.path)));
}

function order(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

function entryOf(fact: IncidentFact): ArchiveEntry {
  const { path, id, title, severity, type, status, services, alerts, causes, times, left } = fact;
  const { started, detected, acknowledged, mitigated, resolved } = times;
  return {
    path,
    id: id === "" ? (path.split("/").at(-1) ?? path).replace(/\.md$/, "") : id,
    title,
    severity: severity ?? null,
    type,
    status: status ?? null,
    services,
    alerts,
    causes,
    started: started === null ? null : instantOf(started),
    resolved: resolved === null ? null : instantOf(resolved),
    timeToDetect: between(started, detected),
    timeToAcknowledge: between(detected, acknowledged),
    timeToMitigate: between(started, mitigated),
    timeToResolve: between(started, resolved),
    left: left ? left.says : null,
  };
}

/** Seconds between two times in ms. */
function between(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1000;
}
