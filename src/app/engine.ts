import type { EmitterWebhookEvent } from "@octokit/webhooks";
import { type Logger, Probot } from "probot";
import { nameOf, type Target } from "../model/target.ts";
import { createQueue, type Job } from "../reconcile/queue.ts";
import { retryOf } from "../reconcile/retry-of.ts";
import type { StartOptions } from "./app.ts";
import { sayFailure } from "./failure.ts";
import { mergeWork, type Work } from "./merge-work.ts";
import { nameOfPlace, type Place } from "./place.ts";
import type { Delivery } from "./server.ts";
import { createTick, type Tick } from "./tick.ts";
import { unusedOctokit } from "./unused-octokit.ts";

/** Everything behind the server: deliveries in, work in a queue. */
export interface Engine {
  readonly log: Logger;
  /** Notes what a delivery may concern. Does not wait for the work. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** Tells of what went wrong with a request. */
  readonly failed: (error: unknown) => void;
  readonly tick: Tick;
  readonly size: () => number;
  readonly running: () => number;
  readonly idle: () => Promise<void>;
  /** See the queue's `drain`; frees what the work held. */
  readonly drain: (timeout: number) => Promise<number>;
}

/** Milliseconds: an issue that is opened with a label, or a merge, comes as several deliveries at once. */
const gatherTime = 100;
/** Events that say nothing of the default branch, its protection or the repository, unless they concern the archive. */
const elsewhere = /^(?:issue|pull_request|merge_group|push|check_|label|create|delete|status|star|watch|fork)/;

export async function createEngine(options: StartOptions): Promise<Engine> {
  const { appId, privateKey, webhookSecret: secret, baseUrl, logLevel, pace } = options;
  const logging = { logLevel, logFormat: "json", logLevelInString: true } as const;
  const probot = new Probot({ appId, privateKey, secret, baseUrl, Octokit: unusedOctokit, ...logging });
  await probot.ready();
  const { log } = probot;
  // What reads webhooks and what works is loaded when there is something to read or to do: an idle app stays small.
  const worker = once(async () => (await import("./worker.ts")).createWorker(options, log));
  const listening = once(async () => {
    const { gitcident } = await import("./webhooks.ts");
    await probot.load(gitcident({ self: () => self, heard }));
  });
  let self = "";
  /** Merged incidents. Their issues follow the archive, so they wait for it. */
  const merged: { readonly place: Place; readonly target: Target }[] = [];
  const followMerged = (place: Place): void => {
    for (const one of merged.splice(0)) {
      if (nameOfPlace(one.place) === nameOfPlace(place)) enqueue(one.place, one.target, true);
      else merged.push(one);
    }
  };

  const queue = createQueue<Work>({
    run: async ({ work }) => {
      const { hosts, run } = await worker();
      self ||= await hosts.self();
      try {
        const { settled, next, again } = await run(work);
        if (!settled) tick.unmark(work.place, work.target);
        for (const target of next) enqueue(work.place, target);
        return again === undefined ? undefined : again * 1000;
      } finally {
        if (work.target.kind === "archive") followMerged(work.place);
      }
    },
    merge: mergeWork,
    retry: retryOf,
    failed: ({ group, name, work }: Job<Work>, error, again) => {
      tick.unmark(work.place, work.target);
      sayFailure(log, error, { repo: group, target: name, again });
    },
    gather: gatherTime,
    ...(pace && { pace }),
  });
  const enqueue = (place: Place, target: Target, urgent = false): void => {
    const taken = queue.add({ group: nameOfPlace(place), name: nameOf(target), work: { place, target, urgent } });
    if (!taken) log.warn({ repo: nameOfPlace(place), target: nameOf(target) }, "Not taken: full, or shutting down");
  };
  const tick = createTick({
    places: async () => {
      const { hosts } = await worker();
      self = await hosts.self();
      return hosts.places();
    },
    sweep: async (place) => (await worker()).sweep(place),
    enqueue,
    failed: (place, error) => sayFailure(log, error, place ? { repo: nameOfPlace(place) } : {}),
  });
  const heard = (event: string, place: Place, targets: readonly Target[]): void => {
    const archive = targets.some(({ kind }) => kind === "archive");
    // What is believed of the default branch or the repository may have changed.
    if (archive || !elsewhere.test(event)) void worker.known()?.then(({ hosts }) => hosts.forget(place));
    for (const target of targets) {
      if (archive && target.kind === "incident") merged.push({ place, target });
      else enqueue(place, target, target.kind === "incident");
    }
    tick.heard(place);
  };

  return {
    log,
    tick,
    failed: (error) => sayFailure(log, error, {}),
    receive: async ({ id, event, payload }) => {
      await listening();
      await probot.receive({ id, name: event, payload } as EmitterWebhookEvent);
    },
    size: queue.size,
    running: queue.running,
    idle: queue.idle,
    drain: async (timeout) => {
      const left = await queue.drain(timeout);
      await (await worker.known())?.close();
      return left;
    },
  };
}

/** A function whose work is done by its first call; `known` gives what came of it without doing it. */
function once<T>(make: () => Promise<T>): { (): Promise<T>; readonly known: () => Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    made ??= make();
    return made;
  };
  return Object.assign(get, { known: () => made });
}
