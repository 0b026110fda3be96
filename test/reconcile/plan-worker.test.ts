import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/observation.ts";
import { PlanTimeoutError } from "../../src/reconcile/plan-timeout-error.ts";
import { createPlanWorker, type PlanWorker } from "../../src/reconcile/plan-worker.ts";

const entry = new URL("./odd-planner.ts", import.meta.url);
const target = { kind: "incident", issue: 42 } as const;
const seen = (kind: string, more: object = {}) => ({ kind, ...more }) as unknown as Observation;
let worker: PlanWorker;
const started = (limit = 2000, patience = 800): PlanWorker => {
  worker = createPlanWorker({ entry, limitOf: () => limit, patience });
  return worker;
};
afterEach(() => worker.close());

describe("plan worker", () => {
  it("plans in one thread, one after another", async () => {
    const { plan } = started();
    const plans = await Promise.all([plan(seen("quick"), target), plan(seen("quick"), target)]);
    expect(plans[0]?.notes[0]).not.toBe("0");
    expect(plans[0]).toEqual(plans[1]);
  });

  it("throws what the planner throws, and goes on", async () => {
    const { plan } = started();
    await expect(plan(seen("broken"), target)).rejects.toThrow(TypeError);
    expect((await plan(seen("quick"), target)).settles).toBe(true);
  });

  it("stops a plan that takes too long, names its target, and makes the next one", async () => {
    const { plan } = started(200);
    const slow = plan(seen("slow"), target);
    const next = plan(seen("quick"), { kind: "archive" });
    await expect(slow).rejects.toThrow(new PlanTimeoutError("incident/42", 200));
    expect((await next).settles).toBe(true);
  });

  it("survives the end of its thread, and what can't be sent to it", async () => {
    const { plan } = started();
    await expect(plan(seen("dead"), target)).rejects.toThrow("Unexpected end of the plan worker (code 3)");
    await expect(plan(seen("quick", { now: () => {} }), target)).rejects.toThrow("could not be cloned");
    expect((await plan(seen("quick"), target)).settles).toBe(true);
  });

  it("fails what waits when it is closed", async () => {
    const { plan, close } = started();
    const both = [plan(seen("slow"), target), plan(seen("quick"), target)].map((one) =>
      expect(one).rejects.toThrow("closed"),
    );
    await close();
    await Promise.all(both);
  });

  it("lets its thread end by itself, also while it loads", async () => {
    const codes: Promise<number>[] = [];
    const hear = (thread: Worker): void =>
      void codes.push(new Promise((resolve) => thread.once("exit", (code) => resolve(code))));
    process.on("worker", hear);
    for (const wait of [true, false]) {
      const { plan, close } = started(2000, 60_000);
      const made = plan(seen("quick"), target).catch(() => undefined);
      if (wait) await made;
      await close();
    }
    process.off("worker", hear);
    // 1: it was stopped.
    expect(await Promise.all(codes)).toEqual([0, 0]);
  });

  it("hazard 21: leaves the event loop free while it plans", async () => {
    const { plan } = started(5000);
    await plan(seen("quick"), target);
    // Processor time of this thread between two turns of the loop: what others do on the machine is not counted.
    const turns: number[] = [];
    let last = process.threadCpuUsage();
    const ticks = setInterval(() => {
      const { user, system } = process.threadCpuUsage(last);
      last = process.threadCpuUsage();
      turns.push((user + system) / 1000);
    }, 5);
    const text = "~a".repeat(32_768);
    const hostile = plan(seen("busy 1000", { text }), target);
    await sleep(900);
    clearInterval(ticks);
    await hostile;
    const sorted = turns.toSorted((a, b) => b - a);
    const p99 = sorted[Math.floor(turns.length / 100)] ?? Number.POSITIVE_INFINITY;
    const longest = sorted[0] ?? Number.POSITIVE_INFINITY;
    console.log(
      `hazard 21: event loop p99 ${p99.toFixed(1)} ms, longest turn ${longest.toFixed(1)} ms of ${turns.length}`,
    );
    // A plan made here would be one turn, which a percentile may leave out.
    expect(longest).toBeLessThanOrEqual(50);
  });
});
