import type { Host } from "../host/host.ts";
import type { Look } from "../model/ask.ts";
import type { Plan } from "../model/effect.ts";
import { HeldError, HostError, StaleError } from "../model/errors.ts";
import type { Observation } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import { apply } from "./apply.ts";
import { backoff } from "./backoff.ts";
import { observe } from "./observe.ts";

/** What the loop needs to know of the other rooms, and how patient it is. */
export interface SettleOptions {
  readonly look: (target: Target, now: Instant) => Look<Observation>;
  readonly plan: (observation: Observation, target: Target) => Plan | Promise<Plan>;
  /** Looks that may lead to another look. Default 5, which the laws prove to be enough; 1 for a dry run. */
  readonly passes?: number;
  /** Looks again after the world moved or an answer was lost. Default 8. */
  readonly retries?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
}

export interface Settled {
  /** How often we looked. */
  readonly passes: number;
  /** Effects done; those that the server lacks are notes. */
  readonly effects: number;
  /** Each thing that was not done and why, once. */
  readonly notes: readonly string[];
  /** Whether nothing is left to do. False after the last pass: a planner that does not come to rest, or a dry run. */
  readonly settled: boolean;
  /** Seconds after which to look again, where another process does what is left. */
  readonly again?: number;
}

/**
 * Observe, plan, apply, until nothing is left to do. A `StaleError` or an ambiguous `HostError` drops the rest of the
 * plan and looks again, for only a look shows what was done; no write is ever repeated blindly. A `HeldError` leaves the
 * rest of the plan to the process that does it now. Every other error,
 * `HostError` with its `retryAfter` included, is the caller's.
 */
export async function settle(target: Target, host: Host, options: SettleOptions): Promise<Settled> {
  const { passes = 5, retries = 8, sleep = wait, random = Math.random } = options;
  const notes = new Set<string>();
  const lacks = new Set<string>();
  let effects = 0;
  let looks = 0;
  let failures = 0;
  const result = (settled: boolean): Settled => ({ passes: looks, effects, notes: [...notes], settled });
  while (looks - failures < passes) {
    looks++;
    try {
      const plan = await options.plan(await observe(options.look(target, host.now()), host.source), target);
      for (const note of plan.notes) notes.add(note);
      let learned = false;
      await apply(plan, host, (receipt) => {
        if (receipt.done) effects++;
        else if (!lacks.has(receipt.lacks)) {
          lacks.add(receipt.lacks);
          learned = true;
        }
        if (receipt.note !== undefined) notes.add(receipt.note);
      });
      if (plan.again !== undefined) return { ...result(false), again: plan.again };
      // What the server turns out to lack may have to be done another way.
      if (plan.effects.length === 0 || (plan.settles && !learned)) return result(true);
    } catch (error) {
      if (error instanceof HeldError) {
        notes.add(error.message);
        return { ...result(false), again: error.again };
      }
      if (!needsLook(error) || failures >= retries) throw error;
      await sleep(backoff(failures++, { first: 50, most: 2000 }, random));
    }
  }
  return result(false);
}

/** Whether looking again is the answer: the world moved, or nobody knows whether a write was done. */
function needsLook(error: unknown): boolean {
  return error instanceof StaleError || (error instanceof HostError && error.ambiguous);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
