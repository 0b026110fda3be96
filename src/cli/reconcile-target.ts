import { resolve } from "node:path";
import type { Host } from "../host/host.ts";
import { localHost } from "../host/local/local-host.ts";
import type { Effect, Receipt, Sink } from "../model/effect.ts";
import { HostError } from "../model/errors.ts";
import { nameOf, type Target } from "../model/target.ts";
import { lookAt } from "../observe/look.ts";
import { observe } from "../reconcile/observe.ts";
import { PlanTimeoutError } from "../reconcile/plan-timeout-error.ts";
import { createPlanWorker } from "../reconcile/plan-worker.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { type ExitCode, exit, UsageError } from "./exit.ts";
import { localFailure } from "./failure.ts";
import type { Io } from "./io.ts";
import { plain, printJson } from "./plain.ts";
import { remoteHost, remotePlace } from "./remote.ts";
import { repositoryRoot } from "./repository-root.ts";
import { sayEffect } from "./say-effect.ts";
import { type Asked, nowGiven, textOf } from "./verb.ts";
import { configGiven, withConfig } from "./with-config.ts";

/** `plan`: what would be done about a target, and why other things would not. */
export async function runPlan(asked: Asked, io: Io): Promise<ExitCode> {
  const target = targetOf(asked);
  const host = await hostFor(asked, io);
  const planner = createPlanWorker();
  try {
    const plan = await planner.plan(await observe(lookAt(target, host.now()), host.source), target);
    if (asked.options["json"] === true) io.out(printJson({ target: nameOf(target), ...plan }));
    else {
      for (const effect of plan.effects) io.out(`${sayEffect(effect)}\n`);
      for (const note of plan.notes) io.err(`Note: ${plain(note)}`);
      const n = plan.effects.length;
      io.err(
        n === 0
          ? `Nothing to do for ${nameOf(target)}.`
          : `${n} ${n === 1 ? "effect" : "effects"} planned for ${nameOf(target)}; nothing was written.`,
      );
    }
    return exit.ok;
  } catch (error) {
    throw sayable(error, asked);
  } finally {
    await planner.close();
  }
}

/** `apply`: brings a target into order. */
export async function runApply(asked: Asked, io: Io): Promise<ExitCode> {
  if (asked.options["dryRun"] === true) return runPlan(asked, io);
  const target = targetOf(asked);
  const host = await hostFor(asked, io);
  const planner = createPlanWorker();
  const done: { readonly effect: Effect; readonly receipt: Receipt }[] = [];
  const sink = heard(host.sink, (effect, receipt) => {
    done.push({ effect, receipt });
    const line = receipt.done ? sayEffect(effect) : plain(receipt.note);
    if (asked.options["json"] === true) io.err(line);
    else io.out(`${line}\n`);
  });
  try {
    const { passes, effects, notes, settled } = await reconcile(target, { ...host, sink }, { plan: planner.plan });
    for (const note of notes) io.err(`Note: ${plain(note)}`);
    if (asked.options["json"] === true) {
      io.out(
        printJson({
          target: nameOf(target),
          settled,
          passes,
          effects,
          notes,
          done: done.map(({ effect, receipt }) => ({ kind: effect.kind, says: sayEffect(effect), ...receipt })),
        }),
      );
    }
    io.err(
      settled
        ? `${nameOf(target)} is in order: ${effects} done.`
        : `${nameOf(target)}: ${effects} done, and something is left: run it again, or do by hand what is unsupported.`,
    );
    return settled ? exit.ok : exit.findings;
  } catch (error) {
    throw sayable(error, asked);
  } finally {
    await planner.close();
  }
}

function targetOf({ options }: Asked): Target {
  const given: Target[] = [
    ...numbered(options["incident"], "--incident").map(
      (issue): Target => ({ kind: "incident", issue, thorough: true }),
    ),
    ...numbered(options["pull"], "--pull").map((number): Target => ({ kind: "pull", number })),
    ...(options["archive"] === true ? [{ kind: "archive" } as const] : []),
    ...(options["reminders"] === true ? [{ kind: "reminders" } as const] : []),
  ];
  const [target] = given;
  if (target && given.length === 1) return target;
  throw new UsageError(
    `Unexpected ${given.length === 0 ? "start without a target" : `${given.length} targets`}, expected one of --incident <number>, --pull <number>, --archive, --reminders`,
  );
}

function numbered(value: string | boolean | undefined, name: string): readonly number[] {
  if (typeof value !== "string") return [];
  if (/^#?[1-9]\d{0,11}$/.test(value)) return [Number(value.replace("#", ""))];
  throw new UsageError(`Unexpected ${name} ${value}, expected the number of an issue or pull request, e.g. ${name} 42`);
}

async function hostFor(asked: Asked, io: Io): Promise<Host> {
  const now = nowGiven(asked);
  const local = () => {
    const root = repositoryRoot(resolve(io.cwd, textOf(asked, "cwd") ?? "."));
    return localHost({ root, env: io.env, ...(now !== undefined && { now: () => now }) });
  };
  const config = configGiven(asked, io);
  const own = (host: Host): Host => (config === undefined ? host : withConfig(host, config));
  if (asked.options["local"] === true) return own(local());
  // With --repo no clone is needed.
  const git = textOf(asked, "repo") || io.env["GITHUB_REPOSITORY"] ? undefined : local().git;
  const host = await remoteHost(await remotePlace(asked, io, git), asked, io, textOf(asked, "as"));
  if (!host.self.endsWith("[bot]")) {
    io.err(
      `Note: this acts as @${plain(host.self)}. Their commands count, but a label, title or assignee that they change follows the file again. Where the App or the Action runs, leave it to them.`,
    );
  }
  return own(host);
}

/** A sink that tells what came of each effect. */
function heard(sink: Sink, hear: (effect: Effect, receipt: Receipt) => void): Sink {
  const wrapped = Object.entries(sink).map(([kind, write]) => [
    kind,
    async (effect: Effect): Promise<Receipt> => {
      const receipt = await (write as (effect: Effect) => Promise<Receipt>)(effect);
      hear(effect, receipt);
      return receipt;
    },
  ]);
  return Object.fromEntries(wrapped);
}

/** The failure as the one who asked can mend it: what a clone refuses is no fault of a remote's. */
function sayable(error: unknown, asked: Asked): unknown {
  if (!(error instanceof PlanTimeoutError)) return asked.options["local"] === true ? localFailure(error) : error;
  return new HostError(error.message, { status: 0, retryable: false, ambiguous: true }, { cause: error });
}
