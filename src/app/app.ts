import type { Pace } from "../reconcile/backoff.ts";
import type { Settings } from "./settings.ts";

export interface StartOptions extends Settings {
  /** Whether to look for work at once and every five minutes. Default true; a test calls `tick` itself. */
  readonly ticks?: boolean;
  /** How long failed work waits; see the queue. */
  readonly pace?: Pace;
}

export interface App {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Resolves when nothing waits or runs. */
  readonly idle: () => Promise<void>;
  /** Looks for work everywhere; resolves when it is in the queue. */
  readonly tick: () => Promise<void>;
  /** Stops listening, finishes the work in hand, at most for 10 s. Resolves to the number of targets left. */
  readonly close: () => Promise<number>;
}
