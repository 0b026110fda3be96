import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import { type Config, readSeverity } from "../../model/config.ts";
import { readFields } from "../../model/fields.ts";
import { type Severity, type Status, type TimeField, timeFields } from "../../model/incident.ts";
import type { ExclusionReason } from "../../model/metrics.ts";
import type { Instant } from "../../model/time.ts";
import { scanFrontmatter } from "../scan.ts";
import { type Leniency, readArchiveTime } from "./archive-time.ts";

/** What metrics need to know of one incident file. */
export interface IncidentFact {
  readonly path: string;
  readonly type: string;
  readonly severity: Severity | undefined;
  readonly status: Status | undefined;
  readonly services: readonly string[];
  readonly times: Readonly<Record<TimeField, Instant | null>>;
  /** Why a time that is written could not be read. */
  readonly unread: Readonly<Partial<Record<TimeField, string>>>;
  /** Why the file is in no number. */
  readonly left: { readonly reason: ExclusionReason; readonly says: string } | undefined;
  readonly notes: readonly string[];
}

interface File {
  readonly path: string;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Left = IncidentFact["left"];

/** The facts of an incident file of ours. */
export function incidentFact({ path, text }: File, config: Config): IncidentFact {
  const scanned = scanFrontmatter(text);
  if (scanned.kind !== "ok") return unreadable(path, scanned.kind === "none" ? "no frontmatter" : scanned.reason);
  return factOf(path, scanned.fields, { config, severities: {}, lenient: { oneDigitHours: false }, left: undefined });
}

/** The facts of a file of an archive that is adopted: its fields under our names, its severities as ours. */
export function adoptedFact({ path, text }: File, archive: AdoptedArchive, config: Config): IncidentFact {
  const scanned = scanFrontmatter(text);
  if (scanned.kind !== "ok") return unreadable(path, scanned.kind === "none" ? "no frontmatter" : scanned.reason);
  const writtenAs = (name: string): unknown => {
    const source = archive.fields[name as keyof AdoptedArchive["fields"]] ?? name;
    return Object.hasOwn(scanned.fields, source) ? scanned.fields[source] : undefined;
  };
  const names = ["kind", "type", "severity", "status", "services", ...timeFields];
  const fields = Object.fromEntries(names.map((name) => [name, writtenAs(name)]));
  const { services, type } = fields;
  return factOf(
    path,
    {
      ...fields,
      // Their types are not ours to guess, and one service is often written without a list.
      type: typeof type === "string" && type !== "" ? type : "unknown",
      services: typeof services === "string" ? [services] : services,
    },
    { config, severities: archive.severities, lenient: archive, left: excludedBy(archive, writtenAs) },
  );
}

function excludedBy({ exclude }: AdoptedArchive, writtenAs: (name: string) => unknown): Left {
  for (const [name, values] of Object.entries(exclude)) {
    const written = writtenAs(name);
    const hit = [written].flat().find((one) => values.some((value) => String(value) === String(one)));
    if (hit !== undefined) return { reason: "excluded", says: `${name}: ${String(hit).slice(0, 60)}` };
  }
  return undefined;
}

interface Reading {
  readonly config: Config;
  readonly severities: AdoptedArchive["severities"];
  readonly lenient: Leniency;
  readonly left: Left;
}

function factOf(path: string, plain: Fields, { config, severities, lenient, left }: Reading): IncidentFact {
  const fields = readFields(plain);
  const times: Record<string, Instant | null> = {};
  const unread: Partial<Record<TimeField, string>> = {};
  for (const name of timeFields) {
    const written = plain[name] ?? "";
    const read = written === "" ? undefined : readArchiveTime(String(written), lenient);
    times[name] = read && "at" in read ? read.at : null;
    if (read && "problem" in read) unread[name] = `${name}: ${read.problem}`;
  }
  const named = plain["severity"] ?? "";
  const severity = Object.hasOwn(severities, String(named))
    ? severities[String(named)]
    : readSeverity(String(named), config);
  const missed =
    severity === undefined && named !== "" ? [`severity: ${String(named).slice(0, 60)} is none of ours`] : [];
  return {
    path,
    type: fields.type,
    severity,
    status: fields.status,
    services: fields.services,
    times: times as IncidentFact["times"],
    unread,
    left: left ?? reasonToLeave(fields.kind, fields.status, times["started"] ?? null, unread.started),
    notes: [...missed, ...Object.values(unread)],
  };
}

function reasonToLeave(kind: string, status: Status | undefined, started: Instant | null, problem?: string): Left {
  if (kind === "drill" || kind === "test" || kind === "event") return { reason: kind, says: `kind: ${kind}` };
  if (status === "cancelled" || status === "duplicate") return { reason: status, says: `status: ${status}` };
  if (problem !== undefined) return { reason: "unreadable", says: problem };
  return started === null ? { reason: "not recorded", says: "not recorded: started" } : undefined;
}

/** A file of which nothing is known but its name. */
export function unreadable(path: string, says: string): IncidentFact {
  const times = Object.fromEntries(timeFields.map((name) => [name, null])) as IncidentFact["times"];
  const left = { reason: "unreadable", says } as const;
  return {
    path,
    type: "unknown",
    severity: undefined,
    status: undefined,
    services: [],
    times,
    unread: {},
    left,
    notes: [],
  };
}
