import type { Span } from "../markdown/text.ts";
import { timeFields } from "../model/incident.ts";
import { type Instant, msOf, readInstant } from "../model/time.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { communicationsOf, timelineOf } from "./timeline-of.ts";

/** How many times of a file are told; the rest is of the same kind. */
const maxTold = 20;

/** All times of one file are in one zone. */
export const oneZone: Rule = {
  name: "one-zone",
  severity: "warning",
  what: "All times of the fields, the timeline and the communication log are written in one zone.",
  why: "Readers compare times by eye: with two zones in one file an hour is soon lost or gained.",
  fix: "Write every time in UTC, with Z at its end.",
  check,
};

/** The first word of an entry, or what a field holds. */
interface Written {
  readonly text: string;
  /** Asked for only where something is wrong: it costs more than all the rest. */
  readonly span: () => Span | undefined;
}

interface Time extends Written {
  readonly at: Instant;
  /** Minutes east of UTC. */
  readonly zone: number;
}

const dated = [...timeFields, "due"] as const;

function check(context: RuleContext): readonly RuleFinding[] {
  const written = writtenIn(context);
  if (written.every(({ text }) => text === "" || text.endsWith("Z"))) return [];
  const times = written.flatMap((one) => timeOf(one) ?? []);
  const zones = Map.groupBy(times, ({ zone }) => zone);
  if (zones.size < 2 || isClockChange(times, [...zones.keys()])) return [];
  const [usual = 0] = [...zones].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const odd = times.filter(({ zone }) => zone !== usual).slice(0, maxTold);
  return odd.flatMap(({ at, text, zone, span }) => {
    const place = span();
    if (!place) return [];
    const wanted = inZone(at, usual);
    const message = `Unexpected time ${said(text)} in the zone ${sayZone(zone)} among times in ${sayZone(usual)}, expected ${wanted}`;
    return [{ span: place, message, fix: `Write \`${wanted}\`.`, edit: { ...place, insert: wanted } }];
  });
}

function writtenIn(context: RuleContext): readonly Written[] {
  const { fields, frontmatter } = context;
  const inFields = dated.map((field) => ({ text: fields[field]?.trim() ?? "", span: () => frontmatter.spanOf(field) }));
  const inLists = [...timelineOf(context), ...communicationsOf(context)].map(({ written, timeSpan }) => ({
    text: written,
    span: () => timeSpan,
  }));
  return [...inFields, ...inLists];
}

function timeOf(written: Written): Time | undefined {
  const at = readInstant(written.text);
  return at === undefined ? undefined : { ...written, at, zone: zoneOf(written.text) };
}

/** Minutes east of UTC that a readable time is written in. */
function zoneOf(text: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(text.slice(-6)) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Whether local clocks were set forward or back during the incident: one zone before, the next hour's behind. */
function isClockChange(times: readonly Time[], [one = 0, other = 0, ...more]: readonly number[]): boolean {
  if (more.length > 0 || Math.abs(one - other) !== 60 || one === 0 || other === 0) return false;
  const ordered = times.toSorted((a, b) => msOf(a.at) - msOf(b.at));
  const changes = ordered.filter(({ zone }, index) => index > 0 && zone !== ordered[index - 1]?.zone);
  return changes.length === 1;
}

function inZone(at: Instant, zone: number): string {
  if (zone === 0) return at;
  return `${new Date(msOf(at) + zone * 60_000).toISOString().slice(0, 19)}${sayZone(zone)}`;
}

function sayZone(zone: number): string {
  if (zone === 0) return "UTC";
  const [hours, minutes] = [Math.floor(Math.abs(zone) / 60), Math.abs(zone) % 60];
  return `${zone < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
