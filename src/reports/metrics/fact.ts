import { copied } from "../../markdown/copied.ts";
import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import type { Config } from "../../model/config.ts";
import type { ExclusionReason } from "../../model/exclusion-reasons.ts";
import { kinds, type Severity, type Status, statuses, type TimeField, timeFields } from "../../model/incident-words.ts";
import type { ScannedFrontmatter } from "../scan.ts";
import { type Leniency, readArchiveTime, secondOf } from "./archive-time.ts";
import { type Impact, impactOf } from "./fact-impact.ts";
import { peopleOf, rolesOf, words } from "./fact-people.ts";
import { kept } from "./kept.ts";
import type { RecordBody } from "./record-body.ts";
import { severityNamed } from "./severity-named.ts";
import type { timelineTimes } from "./timeline-times.ts";
import { unknownKind, unknownStatus } from "./unknown-words.ts";

/** What metrics need to know of one incident file. Plain data, so that it can be kept from one run to the next. */
export interface IncidentFact {
  readonly path: string;
  /** As written; empty where there is none. */
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly severity: Severity | undefined;
  readonly status: Status | undefined;
  readonly services: readonly string[];
  /** Milliseconds since the epoch, in whole seconds. */
  readonly times: Readonly<Record<TimeField, number | null>>;
  /** When the post-mortem is due, where the record says so. */
  readonly due: number | null;
  /** Why a time that is written could not be read. */
  readonly unread: Readonly<Partial<Record<TimeField, string>>>;
  readonly causes: readonly string[];
  readonly alerts: readonly string[];
  readonly runbooks: readonly string[];
  /** The roles that somebody held. */
  readonly roles: readonly string[];
  /** Logins of those who took part, without `@`, each once; no teams. */
  readonly people: readonly string[];
  readonly impact: Impact;
  /** Null where what stands below the frontmatter could not be read. */
  readonly body: RecordBody | null;
  /** The latest time that the file records. */
  readonly latest: number | null;
  /** Why the file is in no number. */
  readonly left: { readonly reason: ExclusionReason; readonly says: string } | undefined;
  readonly notes: readonly string[];
}

const never: IncidentFact["times"] = {
  started: null,
  detected: null,
  declared: null,
  acknowledged: null,
  mitigated: null,
  resolved: null,
  closed: null,
};
// Shared by the thousands of files that have none.
const none = {};

interface File {
  readonly path: string;
  readonly text: string;
}

/** What reads the two parts of a file. Undefined: it takes a library to read them. */
export interface PartReaders {
  readonly fields: (text: string) => ScannedFrontmatter | undefined;
  /** Null where a text is over the caps. */
  readonly body: (text: string) => RecordBody | null | undefined;
  /** For archives whose timelines are read; undefined: for others. */
  readonly timeline: typeof timelineTimes | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
type Left = IncidentFact["left"];

/** The facts of an incident file of ours; undefined where the readers leave it to others. */
export function factOfOurs({ path, text }: File, config: Config, parts: PartReaders): IncidentFact | undefined {
  const scanned = parts.fields(text);
  if (scanned?.kind !== "ok") return scanned && withoutFields(path, scanned);
  const body = parts.body(text);
  const reading = { config, severities: {}, lenient: null, left: undefined, notes: [] };
  return body === undefined ? undefined : factOf(path, body, scanned.fields, reading);
}

const adoptedNames = [
  ..."id title kind type severity status services due causes alerts runbooks roles responders impact".split(" "),
  ...timeFields,
];

/** The facts of a file of an archive that is adopted: its fields under our names, its severities as ours. */
export function factOfAdopted(
  file: File,
  archive: AdoptedArchive,
  config: Config,
  parts: PartReaders,
): IncidentFact | undefined {
  const scanned = parts.fields(file.text);
  if (!scanned || (archive.timeline && !parts.timeline)) return undefined;
  // Who writes times into a timeline alone has often no frontmatter at all.
  const bare = scanned.kind === "none" && archive.timeline?.times !== undefined;
  if (scanned.kind !== "ok" && !bare) return withoutFields(file.path, scanned);
  const given = scanned.kind === "ok" ? scanned.fields : {};
  const body = parts.body(file.text);
  if (body === undefined) return undefined;
  const writtenAs = (name: string): unknown => {
    const source = archive.fields[name as keyof AdoptedArchive["fields"]] ?? name;
    return Object.hasOwn(given, source) ? given[source] : undefined;
  };
  const fields = Object.fromEntries(adoptedNames.map((name) => [name, writtenAs(name)]));
  const { services, type } = fields;
  const told = archive.timeline && parts.timeline?.(file, archive.timeline, (name) => (fields[name] ?? "") === "");
  return factOf(
    file.path,
    body,
    {
      ...fields,
      ...told?.times,
      title: fields["title"] ?? /^# +(.{1,300})$/m.exec(file.text)?.[1],
      // Their types are not ours to guess, and one service is often written without a list.
      type: typeof type === "string" && type !== "" ? type : "unknown",
      services: typeof services === "string" ? [services] : services,
    },
    {
      config,
      severities: archive.severities,
      lenient: archive,
      left: excludedBy(archive, writtenAs),
      notes: told?.notes ?? [],
    },
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
  readonly notes: readonly string[];
}

function factOf(path: string, body: RecordBody | null, plain: Fields, reading: Reading): IncidentFact {
  const { config, severities, lenient, left } = reading;
  const times: Record<TimeField, number | null> = { ...never };
  let unread: Partial<Record<TimeField, string>> = none;
  let latest = secondOf(String(plain["cursor"] ?? "").slice(0, 20)) ?? null;
  for (const name of timeFields) {
    const written = plain[name] ?? "";
    const read = written === "" ? undefined : readArchiveTime(String(written), lenient);
    const at = read && "at" in read ? read.at : null;
    times[name] = at;
    if (at !== null && (latest === null || at > latest)) latest = at;
    if (read && "problem" in read) unread = { ...unread, [name]: `${name}: ${read.problem}` };
  }
  const named = plain["severity"] ?? "";
  const severity = Object.hasOwn(severities, String(named))
    ? severities[String(named)]
    : severityNamed(String(named), config);
  const missed =
    severity === undefined && named !== "" ? [`severity: ${String(named).slice(0, 60)} is none of ours`] : [];
  const kind = kinds.find((one) => one === plain["kind"]);
  const status = statuses.find((one) => one === plain["status"]);
  // What others write there is theirs to mean.
  const ours = lenient === null;
  const due = String(plain["due"] ?? "");
  return {
    path,
    id: textOf(plain["id"]),
    title: textOf(plain["title"]),
    type: typeof plain["type"] === "string" ? kept(plain["type"]) : "availability",
    severity,
    status,
    services: words(plain["services"]),
    times,
    due: due === "" ? null : (secondOf(due) ?? null),
    unread,
    causes: words(plain["causes"]),
    alerts: words(plain["alerts"]),
    runbooks: words(plain["runbooks"]),
    roles: rolesOf(plain["roles"]),
    people: peopleOf(plain),
    impact: impactOf(plain["impact"]),
    body,
    latest,
    left:
      left ??
      (ours && kind === undefined ? unknownKind(plain["kind"]) : undefined) ??
      reasonToLeave(kind ?? "incident", status, times.started, unread.started),
    notes: [
      ...reading.notes,
      ...missed,
      ...(ours && status === undefined ? unknownStatus(plain["status"]) : []),
      ...Object.values(unread),
      ...(body === null ? ["what stands below its fields is not read"] : []),
    ],
  };
}

/** A text that no other file repeats. */
function textOf(value: unknown): string {
  return typeof value === "string" ? copied(value.slice(0, 300)) : "";
}

function reasonToLeave(kind: string, status: Status | undefined, started: number | null, problem?: string): Left {
  if (kind === "drill" || kind === "test" || kind === "event") return { reason: kind, says: `kind: ${kind}` };
  if (status === "cancelled" || status === "duplicate") return { reason: status, says: `status: ${status}` };
  if (problem !== undefined) return { reason: "unreadable", says: problem };
  return started === null ? { reason: "not recorded", says: "not recorded: started" } : undefined;
}

function withoutFields(path: string, scanned: Exclude<ScannedFrontmatter, { readonly kind: "ok" }>): IncidentFact {
  return unreadable(path, scanned.kind === "none" ? "no frontmatter" : scanned.reason);
}

/** A file of which nothing is known but its name. */
export function unreadable(path: string, says: string): IncidentFact {
  return {
    path,
    id: "",
    title: "",
    type: "unknown",
    severity: undefined,
    status: undefined,
    services: [],
    times: never,
    due: null,
    unread: none,
    causes: [],
    alerts: [],
    runbooks: [],
    roles: [],
    people: [],
    impact: impactOf(undefined),
    body: null,
    latest: null,
    left: { reason: "unreadable", says },
    notes: [],
  };
}
