import type { Source } from "../model/ask.ts";
import type { Sink } from "../model/effect.ts";
import type { Instant } from "../model/time.ts";

/** The world as the loop sees it: reads, writes and the clock. Every host keeps test/contract/host-contract.ts. */
export interface Host {
  readonly source: Source;
  readonly sink: Sink;
  readonly now: () => Instant;
}
