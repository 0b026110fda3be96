import type { Source } from "../model/ask.ts";
import type { Effect, Receipt, Sink } from "../model/effect.ts";
import type { Instant } from "../model/time.ts";

/** The world as the loop sees it: reads, writes and the clock. Every host keeps test/contract/host-contract.ts. */
export interface Host {
  readonly source: Source;
  readonly sink: Sink;
  readonly now: () => Instant;
  readonly together?: Together;
}

/** Writes that share a request. */
export interface Together {
  /** Whose effects they are: where another sink was laid over a host's, nothing is written past it. */
  readonly sink: Sink;
  /** Does the first of the effects, and those after it that may share its request. Resolves to their receipts, one at least. */
  readonly write: (effects: readonly Effect[]) => Promise<readonly Receipt[]>;
}
