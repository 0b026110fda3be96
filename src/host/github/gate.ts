import { HostError } from "../../model/errors.ts";

/** What one installation may still ask of GitHub. Times in milliseconds since the epoch. */
export interface GateState {
  /** A secondary limit said to keep quiet until then. */
  readonly blockedUntil: number;
  /** Requests left of the primary limit and when it starts anew; undefined until the server said so. */
  readonly remaining: number | undefined;
  readonly resetAt: number;
  /** When content was created in the last hour, oldest first. */
  readonly created: readonly number[];
  readonly lastWrite: number;
}

/** GitHub's documented limits by default: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api. */
export interface GateLimits {
  /** Requests of the primary limit that only commands may use. */
  readonly reserve: number;
  readonly createdPerMinute: number;
  readonly createdPerHour: number;
  /** Milliseconds between two writes. */
  readonly spacing: number;
  /** Milliseconds that a request may be held; whoever must wait longer is told so instead. */
  readonly patience: number;
}

export const gitHubLimits: GateLimits = {
  reserve: 50,
  createdPerMinute: 80,
  createdPerHour: 500,
  spacing: 0,
  patience: 1000,
};

export interface Wanted {
  readonly writes: boolean;
  /** Makes an issue, a comment, a pull request or a reaction. */
  readonly creates: boolean;
  /** How many of them at once. Default 1. */
  readonly count?: number;
  /** Done for a person's command: may use the reserve. */
  readonly urgent: boolean;
}

export const openGate: GateState = { blockedUntil: 0, remaining: undefined, resetAt: 0, created: [], lastWrite: 0 };
const minute = 60_000;
const hour = 3_600_000;

/** Milliseconds until a request may be sent: 0 means now. */
export function waitFor(state: GateState, wanted: Wanted, limits: GateLimits, now: number): number {
  const waits = [0, state.blockedUntil - now];
  const left = state.remaining ?? Number.POSITIVE_INFINITY;
  if (left <= (wanted.urgent ? 0 : limits.reserve)) waits.push(state.resetAt - now);
  if (wanted.writes) waits.push(state.lastWrite + limits.spacing - now);
  if (wanted.creates) {
    const others = (wanted.count ?? 1) - 1;
    waits.push(windowWait(state.created, Math.max(1, limits.createdPerMinute - others), minute, now));
    waits.push(windowWait(state.created, Math.max(1, limits.createdPerHour - others), hour, now));
  }
  return Math.max(...waits);
}

/** Until fewer than `allowed` of the times lie in the window that ends now. */
function windowWait(times: readonly number[], allowed: number, window: number, now: number): number {
  const oldest = times[times.length - allowed];
  return oldest === undefined ? 0 : oldest + window - now;
}

/** The state once a request is on its way. */
export function sent(state: GateState, wanted: Wanted, now: number): GateState {
  return {
    ...state,
    remaining: state.remaining === undefined ? undefined : Math.max(0, state.remaining - 1),
    lastWrite: wanted.writes ? now : state.lastWrite,
    created: wanted.creates
      ? [...state.created.filter((time) => time > now - hour), ...new Array<number>(wanted.count ?? 1).fill(now)]
      : state.created,
  };
}

/** The state after an answer with these headers. Answers overtake each other, so within a window the lowest count holds. */
export function heard(state: GateState, headers: Readonly<Record<string, unknown>>): GateState {
  const remaining = Number(headers["x-ratelimit-remaining"] ?? Number.NaN);
  const resetAt = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000;
  const core = headers["x-ratelimit-resource"] ?? "core";
  if (Number.isNaN(remaining) || Number.isNaN(resetAt) || core !== "core" || resetAt < state.resetAt) return state;
  const known = resetAt === state.resetAt ? (state.remaining ?? remaining) : remaining;
  return { ...state, resetAt, remaining: Math.min(known, remaining) };
}

/** The state after GitHub asked for quiet. */
export function blocked(state: GateState, pause: number, now: number): GateState {
  return { ...state, blockedUntil: Math.max(state.blockedUntil, now + pause) };
}

/** One installation's gate: every host of that installation passes through it. */
export interface Gate {
  /** Resolves when the request may be sent; throws a retryable `HostError` with `retryAfter` when that is too long. */
  readonly pass: (wanted: Wanted) => Promise<void>;
  readonly hear: (headers: Readonly<Record<string, unknown>>) => void;
  readonly block: (pause: number) => void;
  /** For keeping across a restart: blocked stays blocked. */
  readonly state: () => GateState;
}

export interface GateClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export const systemClock: GateClock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export function newGate(given: Partial<GateLimits> = {}, clock: GateClock = systemClock, from = openGate): Gate {
  const limits = { ...gitHubLimits, ...given };
  let state = from;
  return {
    pass: async (wanted) => {
      const since = clock.now();
      for (;;) {
        const now = clock.now();
        const wait = waitFor(state, wanted, limits, now);
        if (wait <= 0) break;
        if (now + wait - since > limits.patience) {
          const facts = { status: 429, retryable: true, retryAfter: wait };
          throw new HostError(`Unexpected request while GitHub's limits hold, expected none for ${wait} ms`, facts);
        }
        await clock.sleep(wait);
      }
      state = sent(state, wanted, clock.now());
    },
    hear: (headers) => {
      state = heard(state, headers);
    },
    block: (pause) => {
      state = blocked(state, pause, clock.now());
    },
    state: () => state,
  };
}
