import { addMinutes, type Instant, later, readInstant } from "./time.ts";

/**
 * How far an incident file has consumed its issue's events, written into the file itself: `<time>/<ids>`, e.g.
 * `2025-01-15T04:52:10Z/c2291+e55`. The time is that of the newest event consumed; the ids are those of the events
 * consumed in the `overlap` before it, because lists of GitHub lag and two events can share a second.
 */
export interface Cursor {
  readonly at: Instant;
  readonly ids: readonly string[];
}

/** Something that happened on an issue: `c2291` a comment, `e55` an event. */
export interface Happening {
  readonly id: string;
  readonly at: Instant;
}

/** Minutes before the cursor's time in which an event may still turn up late. */
export const overlapMinutes = 2;

/** Reads a cursor; what can't be read starts at the beginning, so that nothing is lost. */
export function readCursor(text: string | undefined, beginning: Instant): Cursor {
  const [time = "", ids = ""] = (text ?? "").split("/");
  const at = readInstant(time);
  return at === undefined
    ? { at: beginning, ids: [] }
    : { at, ids: ids.split("+").filter((id) => /^[ce]\d+$/.test(id)) };
}

/** Minutes by which clocks may differ. */
const skewMinutes = 10;

/** Whether a cursor can be ours: it can be read, and its time has come. */
export function isSound(text: string | undefined, now: Instant): boolean {
  const at = readInstant((text ?? "").split("/")[0] ?? "");
  return at !== undefined && at <= addMinutes(now, skewMinutes);
}

export function printCursor(cursor: Cursor): string {
  return `${cursor.at}/${cursor.ids.join("+")}`;
}

/** Whether an event has been consumed: named by the cursor, or older than what may still turn up. */
export function isConsumed(cursor: Cursor, event: Happening): boolean {
  return cursor.ids.includes(event.id) || event.at < addMinutes(cursor.at, -overlapMinutes);
}

/** The cursor after one more event. `known` are all events that the observation shows: older ids are dropped by it. */
export function advance(cursor: Cursor, event: Happening, known: readonly Happening[]): Cursor {
  const at = later(cursor.at, event.at);
  const oldest = addMinutes(at, -overlapMinutes);
  const recent = new Set(known.filter((one) => one.at >= oldest).map((one) => one.id));
  return { at, ids: [...cursor.ids.filter((id) => recent.has(id)), event.id] };
}
