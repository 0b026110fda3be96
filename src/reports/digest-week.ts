import type { Span } from "../model/metrics.ts";
import { type Instant, msOf } from "../model/time.ts";
import { periodAt, periodBefore } from "./metrics/calendar.ts";

/** The last whole week (ISO 8601, UTC, from Monday) before a moment: its digest is due from its end on. */
export function weekBefore(now: Instant): Span {
  return periodBefore("weekly", periodAt("weekly", msOf(now)));
}

/** Under which the digest of a week is said once. */
export const digestKey = ({ from }: Pick<Span, "from">): string => `digest:${from.slice(0, 10)}`;

/** The label of digests that are issues of their own. */
export const digestLabel = "incident-digest";
