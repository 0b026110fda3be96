import type { Logger } from "probot";
import { redactLine } from "../host/secrets/redact.ts";
import type { Effect } from "../model/effect.ts";
import { nameOf, type Target } from "../model/target.ts";
import { incidentsIn } from "../reconcile/incidents-in.ts";
import { orTooSlow } from "../reconcile/or-too-slow.ts";
import { createPlanWorker } from "../reconcile/plan-worker.ts";
import type { Found } from "../reconcile/sweep.ts";
import type { StartOptions } from "./app.ts";
import { createHosts, type Hosts } from "./hosts.ts";
import type { Work } from "./merge-work.ts";
import { nameOfPlace, type Place } from "./place.ts";

export interface Ran {
  /** Whether nothing is left to do there. */
  readonly settled: boolean;
  /** What there is to do elsewhere because of it. */
  readonly next: readonly Target[];
  /** Seconds after which to look again, where another process does what is left. */
  readonly again: number | undefined;
}

export interface Worker {
  readonly hosts: Hosts;
  readonly run: (work: Work) => Promise<Ran>;
  readonly sweep: (place: Place) => Promise<readonly Found[]>;
  readonly close: () => Promise<void>;
}

/** What does the work. Looks and planners are loaded with the first of it: they take longer to load than the server. */
export function createWorker(options: StartOptions, log: Logger): Worker {
  const hosts = createHosts({ ...options, note: (note) => log.info(redactLine(note)) });
  const planner = createPlanWorker();
  return {
    hosts,
    run: async ({ place, target, urgent }) => {
      const since = Date.now();
      const host = await hosts.hostOf(place, urgent);
      const { reconcile } = await import("../reconcile/reconcile.ts");
      const planned: Effect[] = [];
      const plan = orTooSlow(planner.plan);
      const { passes, effects, notes, settled, again } = await reconcile(target, host, {
        plan: async (observation, of) => {
          const made = await plan(observation, of);
          planned.push(...made.effects);
          return made;
        },
      });
      const said = notes.map(redactLine);
      const line = {
        repo: nameOfPlace(place),
        target: nameOf(target),
        passes,
        effects,
        notes: said,
        ms: Date.now() - since,
      };
      if (settled) log.info(line, "In order");
      else if (again !== undefined) log.info(line, "Left to another process for now");
      else log.warn(line, "Unexpected work left after the last pass, expected none: the next tick looks again");
      return { settled, again, next: target.kind === "archive" ? incidentsIn(planned) : [] };
    },
    sweep: async (place) => {
      hosts.forget(place);
      const { sweep } = await import("../reconcile/sweep.ts");
      return sweep(await hosts.hostOf(place, false));
    },
    close: () => planner.close(),
  };
}
