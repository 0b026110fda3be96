import type { AdoptedTimeline } from "../../model/adopted-timeline.ts";
import type { Span } from "../text.ts";
import { type Day, readDay } from "./day.ts";
import { readStamp, type Stamp } from "./stamp.ts";
import type { WrittenEntry } from "./written-entries.ts";
import { instantIn, isKnownZone, zoneIn, zoneNames } from "./zones.ts";

interface ReadTime {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  /** What the clock showed, as milliseconds as if it showed UTC. */
  readonly local: number;
  readonly approximate: boolean;
  readonly text: string;
  readonly span: Span;
}

interface UnreadTime {
  readonly problem: string;
  readonly span: Span;
}

/** What is said around the entries: it holds where an entry does not say it itself. */
interface Around {
  readonly title: string;
  readonly zone: string | undefined;
  readonly path: string;
}

type FullDay = Required<Day>;

const halfDay = 43_200_000;

/** The times of entries, each with what it inherits: the day of the one above it, the zone of its column or section. */
export function readTimes(
  written: readonly WrittenEntry[],
  around: Around,
  mapping: AdoptedTimeline,
): { readonly times: readonly ReadTime[]; readonly unread: readonly UnreadTime[] } {
  const names = zoneNames(mapping);
  const times: ReadTime[] = [];
  const unread: UnreadTime[] = [];
  let day = firstDay(around, mapping);
  let before = Number.NEGATIVE_INFINITY;
  for (const entry of written) {
    const stamp = readStamp(entry.text, names, mapping.dates);
    const own = stamp.day && fullDay(stamp.day, yearAbove(entry) ?? day?.year);
    const problem = problemOf(entry, stamp, own ?? day);
    if (own && stamp.day?.month !== 0) {
      day = own;
      before = Number.NEGATIVE_INFINITY;
    }
    if (problem === undefined && day && stamp.clock !== undefined) {
      let local = Date.UTC(day.year, day.month - 1, day.date) + stamp.clock * 1000;
      // Times without a day that fall back by most of one went past midnight.
      if (local < before - halfDay) {
        const next = new Date(Date.UTC(day.year, day.month - 1, day.date + 1));
        day = { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, date: next.getUTCDate() };
        local += 2 * halfDay;
      }
      before = local;
      const zone = stamp.zone ?? zoneIn(entry.above ?? "", mapping) ?? around.zone ?? mapping.zone;
      const ms = zone !== undefined && isKnownZone(zone, mapping) ? instantIn(zone, local, mapping) : undefined;
      if (ms === undefined) unread.push({ problem: zoneProblem(zone, mapping), span: entry.span });
      else times.push({ ms, local, approximate: stamp.approximate, text: entry.said ?? stamp.rest, span: entry.span });
    } else {
      const says = entry.text.replace(/\s+/g, " ").slice(0, 40).trim();
      unread.push({
        problem: `Unexpected ${says || "nothing"}: ${problem}, expected a day and a time`,
        span: entry.span,
      });
    }
  }
  return { times, unread };
}

function problemOf(entry: WrittenEntry, stamp: Stamp, day: FullDay | undefined): string | undefined {
  if (stamp.problem !== undefined) return stamp.problem;
  if (stamp.clock === undefined) return stamp.day ? "a day without a time" : "no time at its start";
  if (day === undefined) return stamp.day ? "a day without a year" : "a time without a day";
  if (entry.said !== undefined && stamp.rest !== "" && !/^\(.*\)?$/.test(stamp.rest)) return "more than a time";
  return undefined;
}

function zoneProblem(zone: string | undefined, mapping: AdoptedTimeline): string {
  if (zone === undefined) return "Unexpected time without a zone, expected one in the file or as `zone` in the config";
  const said = zone.slice(0, 60);
  if (isKnownZone(zone, mapping))
    return `Unexpected time that clocks in ${said} leave out, expected one that they show`;
  return `Unexpected zone ${said}, expected UTC, an offset or a name that \`zones\` explains`;
}

const yearAbove = ({ above = "" }: WrittenEntry): number | undefined => {
  const year = /\b(?:19|20)\d\d\b/.exec(above);
  return year ? Number(year[0]) : undefined;
};

function fullDay(day: Day, year: number | undefined): FullDay | undefined {
  const known = day.year ?? year;
  return known === undefined ? undefined : { ...day, year: known };
}

/** The day of times above which none is written: in the section's heading, or in the file's name where the config says so. */
function firstDay({ title, path }: Around, { dates, day }: AdoptedTimeline): FullDay | undefined {
  const named =
    day === "path" ? /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(path.slice(path.lastIndexOf("/") + 1)) : null;
  return dayIn(title.slice(0, 200), dates) ?? (named ? dayIn(named.slice(1).join("-"), dates) : undefined);
}

function dayIn(text: string, dates: AdoptedTimeline["dates"]): FullDay | undefined {
  for (let at = 0; at < text.length; at += 1) {
    if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ")) continue;
    const read = readDay(text, at, dates);
    if (read?.day.year !== undefined && read.problem === undefined) return fullDay(read.day, undefined);
  }
  return undefined;
}
