import { type IncidentFields, readFields } from "../model/fields.ts";
import { severities, timeFields } from "../model/incident.ts";
import type { ArchiveMetrics, Mean } from "../model/incident-report.ts";
import { addMinutes, type Instant, msOf } from "../model/time.ts";
import { scanFrontmatter } from "./scan.ts";
import { measureOf, measures, readTimes } from "./seconds.ts";

interface Counted {
  readonly path: string;
  readonly fields: IncidentFields;
  readonly times: Readonly<Record<string, Instant | null>>;
  readonly started: Instant;
}

/**
 * Metrics of the archive as it stood when the incident of the report started: later incidents don't change an earlier
 * report. Counted are incidents of kind `incident` that are neither cancelled nor duplicates; the others are numbered.
 */
export function archiveMetrics(
  archive: readonly { readonly path: string; readonly text: string }[],
  own: { readonly path: string; readonly services: readonly string[]; readonly started: Instant | null },
): ArchiveMetrics {
  const left = { kind: 0, cancelled: 0, duplicate: 0, unreadable: 0 };
  let undated = 0;
  const counted: Counted[] = [];
  for (const { path, text } of archive) {
    const scanned = scanFrontmatter(text);
    if (scanned.kind !== "ok") {
      left.unreadable += 1;
      continue;
    }
    const fields = readFields(scanned.fields);
    const times = readTimes(fields, timeFields);
    const why = reasonToLeave(fields);
    if (why !== undefined) left[why] += 1;
    else if (times.started === null) undated += 1;
    else if (own.started === null || times.started <= own.started) {
      counted.push({ path, fields, times, started: times.started });
    }
  }
  counted.sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : a.path < b.path ? -1 : 1));
  return {
    counted: counted.length,
    left,
    undated,
    means: measures.map(([name, to, from]) => meanOf(name, to, from, counted)),
    betweenFailures: betweenFailures(counted, own.services),
    recent: recentOf(counted, own.started),
  };
}

function reasonToLeave(fields: IncidentFields): "kind" | "cancelled" | "duplicate" | undefined {
  if (fields.kind !== "incident") return "kind";
  return fields.status === "cancelled" || fields.status === "duplicate" ? fields.status : undefined;
}

function meanOf(name: string, to: string, from: string, counted: readonly Counted[]): Mean {
  const all = counted.flatMap(({ times }) => measureOf(name, to, from, times).seconds ?? []);
  return {
    name: `Mean ${name.toLowerCase()}`,
    formula: `mean of ${to} − ${from}`,
    seconds: average(all),
    n: all.length,
  };
}

function average(all: readonly number[]): number | null {
  return all.length === 0 ? null : Math.round(all.reduce((sum, one) => sum + one, 0) / all.length);
}

/** The mean gap between consecutive starts of incidents that share a service; n counts the gaps. */
function betweenFailures(counted: readonly Counted[], services: readonly string[]): Mean {
  const wanted = new Set(services.map(plain));
  const shared = counted.filter(
    ({ fields }) => wanted.size === 0 || fields.services.some((one) => wanted.has(plain(one))),
  );
  const gaps = shared.slice(1).map((one, at) => (msOf(one.started) - msOf(shared[at]?.started ?? one.started)) / 1000);
  const of = wanted.size === 0 ? "all incidents" : "incidents that share a service with this one";
  return {
    name: "Mean time between failures",
    formula: `mean gap between consecutive starts of ${of}`,
    seconds: average(gaps),
    n: gaps.length,
  };
}

const plain = (name: string): string => name.trim().toLowerCase();

function recentOf(counted: readonly Counted[], started: Instant | null): ArchiveMetrics["recent"] {
  const formula = "incidents that started in the 30 days up to this one's start, itself included";
  const since = started === null ? null : addMinutes(started, -30 * 1440);
  const recent = counted.filter((one) => since !== null && one.started > since);
  const bySeverity = [...severities, "unknown"].map((name) => [
    name,
    recent.filter(({ fields }) => (fields.severity ?? "unknown") === name).length,
  ]);
  return {
    count: since === null ? null : recent.length,
    bySeverity: Object.fromEntries(bySeverity.filter(([name, n]) => name !== "unknown" || n !== 0)) as Record<
      string,
      number
    >,
    formula,
  };
}
