import { addMinutes, type Instant, msOf } from "./time.ts";

/** The last whole week (ISO 8601, UTC, from Monday) before a moment. */
export interface DigestWeek {
  readonly from: Instant;
  /** Monday, 00:00: the digest is due from then on. */
  readonly to: Instant;
}

const minutesOfDay = 24 * 60;

export function weekBefore(now: Instant): DigestWeek {
  const midnight = `${now.slice(0, 10)}T00:00:00Z`;
  const sinceMonday = (new Date(msOf(midnight)).getUTCDay() + 6) % 7;
  const to = addMinutes(midnight, -sinceMonday * minutesOfDay);
  return { from: addMinutes(to, -7 * minutesOfDay), to };
}

/** Under which the digest of a week is said once. */
export const digestKey = ({ from }: DigestWeek): string => `digest:${from.slice(0, 10)}`;

/** The label of digests that are issues of their own. */
export const digestLabel = "incident-digest";
