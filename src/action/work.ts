import type { Host } from "../host/host.ts";
import type { Effect } from "../model/effect.ts";
import type { Finding } from "../model/finding.ts";
import { idOf } from "../model/incident-name.ts";
import type { ArchiveObservation, Observation } from "../model/observation.ts";
import { nameOf, type Target } from "../model/target.ts";
import { drySink } from "../reconcile/dry-sink.ts";
import { orTooSlow } from "../reconcile/or-too-slow.ts";
import type { PlanWorker } from "../reconcile/plan-worker.ts";
import { retryOf } from "../reconcile/retry-of.ts";
import { settle } from "../reconcile/settle.ts";
import { sayFailure } from "./failure.ts";
import { lookOf } from "./look-of.ts";
import { recording } from "./recording.ts";

/** What came of looking at one target. */
export interface Done {
  readonly target: Target;
  readonly passes: number;
  /** What was written; in a dry run, what would be. */
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
  /** What its pull request's files lack; null for other targets. */
  readonly findings: readonly Finding[] | null;
  /** The incident's id, e.g. `INC-2025-042`. */
  readonly incident: string | undefined;
  readonly archive: ArchiveObservation | undefined;
  /** Pull requests that we made or pushed to: no workflow hears of what a job's own token does. */
  readonly follow: readonly Target[];
  /** Why the job was not done. */
  readonly failure: string | undefined;
}

export interface WorkOptions {
  readonly host: Host;
  readonly planner: PlanWorker;
  /** Nothing is written: `effects` are what would be. */
  readonly dry: boolean;
  /** Milliseconds that failed work may be waited for. */
  readonly patience: number;
  readonly say: (line: string) => void;
}

/** Brings one target into order, with the repetitions that the App's queue would make. Never throws for the world's faults. */
export async function work(target: Target, { host, planner, dry, patience, say }: WorkOptions): Promise<Done> {
  const effects: Effect[] = [];
  const seen: { last?: Observation; findings?: readonly Finding[] } = {};
  const until = Date.now() + patience;
  const { source, now } = host;
  const seeing: Host = dry
    ? { source, now, sink: recording({ sink: drySink().sink }, effects).sink }
    : { source, now, ...recording(host, effects) };
  const inTime = orTooSlow(planner.plan);
  const plan = async (observation: Observation) => {
    const made = await inTime(observation, target);
    seen.last = observation;
    if (observation.kind !== "pull") return made;
    // A check that says it all already is not written again, but what it says is still asked for.
    const whole = observation.check === null ? made : await inTime({ ...observation, check: null }, target);
    seen.findings = whole.effects.flatMap((effect) => (effect.kind === "check" ? effect.findings : []));
    return made;
  };
  const done = (passes: number, notes: readonly string[], failure?: string): Done => ({
    target,
    passes,
    effects,
    notes,
    findings: seen.findings ?? null,
    incident: incidentOf(seen.last, effects.length > 0),
    archive: seen.last?.kind === "archive" ? seen.last : undefined,
    follow: [],
    failure,
  });
  for (let failures = 0; ; failures++) {
    try {
      // Every look begins with this, and it is remembered: whether we are let in is known before the parsers are loaded.
      await source.repository({ kind: "repository" });
      const look = await lookOf(target);
      const { passes, notes, settled, again } = await settle(target, seeing, { look, plan, ...(dry && { passes: 1 }) });
      const early = again !== undefined && !dry && Date.now() + again * 1000 <= until;
      if (early) {
        say(`${nameOf(target)} is looked at again in ${again} s`);
        await new Promise((resolve) => setTimeout(resolve, again * 1000));
        continue;
      }
      // What another process does now, the next run finds done, or does itself.
      const left =
        settled || dry || again !== undefined
          ? undefined
          : `Unexpected work left on ${nameOf(target)} after ${passes} looks`;
      return { ...done(passes, notes, left), follow: dry ? [] : await pullsOf(effects, seen.last, host) };
    } catch (error) {
      const again = retryOf(error);
      const wait = again === "paced" ? 1000 * 2 ** failures : again;
      if (wait === "never" || Date.now() + wait > until) return done(0, [], sayFailure(error));
      say(`${nameOf(target)} is tried again in ${Math.ceil(wait / 1000)} s: ${(error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function incidentOf(observation: Observation | undefined, written: boolean): string | undefined {
  if (observation?.kind === "incident")
    return observation.issue && (observation.record || written) ? idOf(observation.issue) : undefined;
  if (observation?.kind !== "pull") return undefined;
  return /^incident\/(INC-\d{4}-\d+)$/.exec(observation.pull?.head.branch ?? "")?.[1];
}

async function pullsOf(
  effects: readonly Effect[],
  seen: Observation | undefined,
  host: Host,
): Promise<readonly Target[]> {
  const base = seen?.base.name;
  const branches = effects.flatMap((effect) => {
    if (effect.kind === "commit") return effect.branch === base ? [] : [effect.branch];
    return effect.kind === "open-pull" ? [effect.head] : [];
  });
  const pulls = await Promise.all([...new Set(branches)].map((head) => host.source.pulls({ kind: "pulls", head })));
  return pulls.flat().flatMap(({ number, state }) => (state === "open" ? [{ kind: "pull" as const, number }] : []));
}
