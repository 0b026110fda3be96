import type { AdoptedTimeline } from "../../model/adopted-timeline.ts";
import { zoneOf } from "../../model/zone.ts";
import { isWordAt } from "./stamp.ts";

type Mapping = Pick<AdoptedTimeline, "zone" | "zones">;

/** Abbreviations that name zones: each has more than one meaning or changes twice a year, so none is guessed. */
const abbreviations =
  "ACST AEDT AEST AKDT AKST AWST BST CDT CEST CET CST EDT EEST EET EST HKT HST IST JST KST MDT MSK MST NZDT NZST PDT PST SGT WEST WET PT ET CT MT".split(
    " ",
  );

/** The names that can follow a clock: those of the mapping first, the longest before its beginnings. */
export function zoneNames({ zones }: Mapping): readonly string[] {
  const own = Object.keys(zones).toSorted((a, b) => b.length - a.length);
  return [...own, "UTC", "GMT", ...abbreviations.filter((name) => !own.includes(name))];
}

const offsetIn = /\b(?:UTC|GMT)\s?([+-]\d{1,2}(?::?\d{2})?)/;

/** The zone that a text names: an offset before a name, since it has one meaning only. */
export function zoneIn(text: string, mapping: Mapping): string | undefined {
  const head = text.slice(0, 300);
  const offset = offsetIn.exec(head);
  if (offset) return `UTC${offset[1]}`;
  return zoneNames(mapping).find((name) => indexes(head, name).some((at) => isWordAt(head, name, at)));
}

function indexes(text: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = word ? text.indexOf(word) : -1; at !== -1; at = text.indexOf(word, at + 1)) found.push(at);
  return found;
}

/** The zone in which a paragraph says that times are: `All times in CET.` Its words where it is none that we know. */
export function statedZone(text: string, mapping: Mapping): string | undefined {
  const said = /\btimes?\b(?: are| is|:)?(?: (?:approximate|local))?(?: all)?,? (?:in|are|is) ([^.\n]{1,60})/i.exec(
    text.slice(0, 200),
  );
  return said ? (zoneIn(said[0], mapping) ?? (said[1] as string).trim()) : undefined;
}

/**
 * Milliseconds since the epoch of what a zone's clocks show (as if they showed UTC); the first of two in the hour that
 * clocks repeat; undefined in one that they leave out, or when the zone is not known.
 */
export function instantIn(zone: string, local: number, { zones }: Mapping): number | undefined {
  const named = Object.hasOwn(zones, zone) ? (zones[zone] as string) : zone;
  const fixed = offsetOf(named);
  if (fixed !== undefined) return local - fixed;
  const clocks = zoneOf(named);
  const day = 86_400_000;
  const offsets = [clocks.offsetAt(local - day), clocks.offsetAt(local + day)].toSorted((a, b) => b - a);
  const offset = offsets.find((one) => clocks.offsetAt(local - one) === one);
  return offset === undefined ? undefined : local - offset;
}

/** Whether times in a zone can be told: it is UTC, an offset, or explained by the mapping. */
export function isKnownZone(zone: string, { zone: usual, zones }: Mapping): boolean {
  return zone === usual || Object.hasOwn(zones, zone) || offsetOf(zone) !== undefined;
}

/** Milliseconds east of UTC of `UTC`, `GMT`, `+01:00`, `UTC+1`. */
function offsetOf(zone: string): number | undefined {
  const match = /^(?:(?:UTC|GMT|Z)|(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?)$/.exec(zone);
  if (!match) return undefined;
  const [, sign, hours = "0", minutes = "0"] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
