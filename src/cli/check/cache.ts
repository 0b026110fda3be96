import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/time.ts";

/** What is known of files that were checked before. */
export interface Cache {
  /** The findings of a file with these bytes: known ones, or those that `check` finds at a time. */
  readonly findings: (
    path: string,
    bytes: Uint8Array,
    now: Instant,
    check: (at: Instant) => readonly Finding[],
  ) => readonly Finding[];
  /** Keeps what is known for the next run. Never throws. */
  readonly keep: () => void;
}

/** Knows nothing and keeps nothing. */
export const noCache: Cache = { findings: (_, __, now, check) => check(now), keep: () => {} };
