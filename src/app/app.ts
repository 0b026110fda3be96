import type { GateLimits } from "../host/github/gate.ts";
import type { Pace } from "../reconcile/backoff.ts";
import type { Settings } from "./settings.ts";

export interface StartOptions extends Settings {
  /** Whether to look for work at once and every five minutes. Default true; a test calls `tick` itself. */
  readonly ticks?: boolean;
  /** How long failed work waits; see the queue. */
  readonly pace?: Pace;
  /** What the server's limits allow; default GitHub's. A server of one's own may allow more. */
  readonly limits?: Partial<GateLimits>;
  /** Milliseconds by which the server's lists may lag; default GitHub's. */
  readonly lag?: number;
  /** Seconds for which this process may claim what only one may do at a time; default two minutes. */
  readonly claim?: number;
}

export interface App {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Resolves when nothing waits or runs. */
  readonly idle: () => Promise<void>;
  /** Looks for work everywhere; resolves when it is in the queue. `whole` (the default): also where nothing has changed. */
  readonly tick: (whole?: boolean) => Promise<void>;
  /** Stops listening, finishes the work in hand, at most for 10 s. Resolves to the number of targets left. */
  readonly close: () => Promise<number>;
}
