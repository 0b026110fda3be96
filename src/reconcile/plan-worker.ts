import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import { nameOf, type Target } from "../model/target.ts";
import { PlanTimeoutError } from "./plan-timeout-error.ts";
import { type PlanAnswer, theEnd } from "./serve-plans.ts";

export interface PlanWorker {
  /** Throws `PlanTimeoutError` when it takes too long, and whatever the planner throws. */
  readonly plan: (observation: Observation, target: Target) => Promise<Plan>;
  /** Stops the worker. Plans that were asked for and not made fail. */
  readonly close: () => Promise<void>;
}

export interface PlanWorkerOptions {
  /** The file that the worker runs; it calls `servePlans`. */
  readonly entry?: URL;
  /** Milliseconds for one plan. Default 2000, and more for pull requests with many files; 20,000 for the archive. */
  readonly limitOf?: (target: Target, observation: Observation) => number;
  /** Milliseconds for which a thread that is closed may end by itself. Default 800. */
  readonly patience?: number;
}

interface Wish {
  readonly observation: Observation;
  readonly target: Target;
  readonly resolve: (plan: Plan) => void;
  readonly reject: (error: unknown) => void;
}

// The same code runs from .ts sources and from the .js files made of them.
const ownEntry = new URL(`./worker-plan${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
/** Forty good files on a busy machine must not look like one hostile one; nor may hundreds hold up all other plans. */
const ownLimit = (target: Target, observation: Observation): number => {
  if (target.kind === "archive") return 20_000;
  return observation.kind === "pull" ? Math.min(6000, 2000 + 100 * observation.files.length) : 2000;
};

/**
 * A planner in a thread of its own, so that Markdown which takes seconds to read stops neither webhooks nor other work
 * for longer than its limit. The thread starts with the first plan, makes one at a time, and is replaced when it had
 * to be stopped.
 */
export function createPlanWorker({
  entry = ownEntry,
  limitOf = ownLimit,
  patience = 800,
}: PlanWorkerOptions = {}): PlanWorker {
  const wishes: Wish[] = [];
  let current: Wish | undefined;
  let worker: Worker | undefined;
  let ready = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): Worker {
    ready = false;
    const started = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    started.on("message", (answer: PlanAnswer) => {
      if (started !== worker) return;
      if (answer.kind === "ready") ready = true;
      else if (answer.kind === "plan") finish((wish) => wish.resolve(answer.plan));
      else finish((wish) => wish.reject(answer.error));
      next();
    });
    started.on("error", (error) => started === worker && fail(error));
    started.on("exit", (code) => {
      if (started === worker) fail(new Error(`Unexpected end of the plan worker (code ${code}), expected a plan`));
    });
    return started;
  }

  function next(): void {
    current ??= wishes.shift();
    if (current === undefined) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    if (!ready || timer !== undefined) return;
    const { observation, target } = current;
    const limit = limitOf(target, observation);
    timer = setTimeout(() => fail(new PlanTimeoutError(nameOf(target), limit)), limit);
    try {
      worker.postMessage(observation);
    } catch (error) {
      finish((wish) => wish.reject(error));
      next();
    }
  }

  /** The worker is lost, and with it the plan in hand. */
  function fail(error: unknown): void {
    const lost = worker;
    worker = undefined;
    void lost?.terminate();
    finish((wish) => wish.reject(error));
    next();
  }

  function finish(tell: (wish: Wish) => void): void {
    clearTimeout(timer);
    timer = undefined;
    const wish = current;
    current = undefined;
    if (wish) tell(wish);
  }

  async function close(): Promise<void> {
    const closed = new Error("Unexpected plan, expected none: the plan worker is closed");
    for (const wish of wishes.splice(0)) wish.reject(closed);
    finish((wish) => wish.reject(closed));
    const last = worker;
    worker = undefined;
    if (!last) return;
    // Node may abort the whole process where a thread is stopped in the middle of something: it is asked first.
    const ended = new Promise((resolve) => last.once("exit", resolve));
    last.ref();
    last.postMessage(theEnd);
    await Promise.race([ended, sleep(patience, undefined, { ref: false })]);
    await last.terminate();
  }

  return {
    plan: (observation, target) =>
      new Promise((resolve, reject) => {
        wishes.push({ observation, target, resolve, reject });
        next();
      }),
    close,
  };
}
