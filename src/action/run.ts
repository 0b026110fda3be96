import type { Host } from "../host/host.ts";
import { nameOf, type Target } from "../model/target.ts";
import { createPlanWorker } from "../reconcile/plan-worker.ts";
import { command, logLine } from "./commands.ts";
import type { Environment } from "./environment.ts";
import { missing, sayFailure } from "./failure.ts";
import { openHost } from "./open-host.ts";
import type { Wanted } from "./wanted.ts";
import { type Done, work } from "./work.ts";

export interface RunOptions {
  readonly environment: Environment;
  readonly wanted: Wanted;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that the planner's thread runs. */
  readonly entry: URL;
  /** Writes a line to the log. */
  readonly print: (line: string) => void;
}

export interface Ran {
  readonly why: string;
  readonly done: readonly Done[];
  /** Why the job was not done, beside the failures of its targets. */
  readonly failure: string | undefined;
  readonly readOnly: boolean;
}

/** Milliseconds for which what GitHub's limits or a lost answer hold up is waited for. */
const patience = 300_000;
/** Targets of a sweep looked at in one run: a repository's jobs have 1,000 requests an hour together. */
const mostSwept = 60;

/** Looks at what the event asks for, and at what came of that. */
export async function run({ environment, wanted, env, entry, print }: RunOptions): Promise<Ran> {
  const say = (line: string): void => print(logLine(line));
  const { readOnly } = wanted;
  const opened = await openHost({ environment, env, urgent: !wanted.sweep, log: say });
  const planner = createPlanWorker({ entry });
  const dry = environment.dryRun || readOnly;
  // What our check says is nobody's business where it can't be written: the findings are always told.
  const host = readOnly ? { ...opened.host, source: { ...opened.host.source, check: async () => null } } : opened.host;
  const done: Done[] = [];
  let why = wanted.why;
  try {
    if (opened.checkout) say("Files are read from the checkout where it has them");
    const found = wanted.sweep ? await swept(host) : { targets: wanted.targets, left: 0 };
    if (found.left > 0) why += `; ${found.left} of its targets are left to the next runs`;
    const queue = [...found.targets];
    for (let target = queue.shift(); target; target = queue.shift()) {
      const worked = await work(target, { host, planner, dry, patience, say });
      const one = lacking(worked, opened.lacksChecks() && !dry);
      done.push(one);
      tell(one, say);
      for (const next of one.follow) if (!queue.some((other) => nameOf(other) === nameOf(next))) queue.push(next);
    }
    return { why, done, failure: undefined, readOnly };
  } catch (error) {
    print(command("error", {}, sayFailure(error)));
    return { why, done, failure: sayFailure(error), readOnly };
  } finally {
    opened.close();
    await planner.close();
  }
}

/**
 * What a sweep found. What belongs to the whole repository comes first; of the rest, a run that can't look at all begins
 * further on each time, by the clock, so that nothing waits for ever.
 */
async function swept(host: Host): Promise<{ readonly targets: readonly Target[]; readonly left: number }> {
  const { sweep } = await import("../reconcile/sweep.ts");
  const all = (await sweep(host)).map(({ target }) => target);
  const whole = all.filter(({ kind }) => kind === "archive" || kind === "reminders");
  const single = all.filter(({ kind }) => kind !== "archive" && kind !== "reminders");
  const from = single.length > mostSwept ? (Math.floor(Date.now() / 60_000) * 7919) % single.length : 0;
  const chosen = [...single.slice(from), ...single.slice(0, from)].slice(0, mostSwept);
  return { targets: [...whole, ...chosen], left: single.length - chosen.length };
}

/** A check that could not be written is a job that was not done. */
function lacking(one: Done, lacksChecks: boolean): Done {
  const checked = one.target.kind === "pull" || one.target.kind === "merge-group";
  if (!checked || !lacksChecks || one.failure !== undefined) return one;
  return { ...one, failure: `The check run could not be written. ${missing("checks: write")}` };
}

function tell({ target, effects, notes, failure }: Done, say: (line: string) => void): void {
  say(
    `${nameOf(target)}: ${failure ? "failed" : effects.length > 0 ? effects.map(({ kind }) => kind).join(", ") : "in order"}`,
  );
  for (const note of notes) say(`  ${note}`);
}
