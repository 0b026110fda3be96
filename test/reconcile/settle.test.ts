import { describe, expect, it } from "vitest";
import type { Host } from "../../src/host/host.ts";
import { ask, askAll, type Look, type Source } from "../../src/model/ask.ts";
import type { Effect, Plan, Sink } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import type { Observation } from "../../src/model/observation.ts";
import { drySink } from "../../src/reconcile/dry-sink.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { settle } from "../../src/reconcile/settle.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue } from "../memory/people.ts";
import { newWorld, type World } from "../memory/world.ts";

/** A planner for these tests: every issue gets each of the wanted labels, one pass each unless all at once. */
const target = { kind: "incident", issue: 1 } as const;

function* look(): Look<Observation> {
  const [issue, labels] = yield* askAll([{ kind: "issue", number: 1 }, { kind: "labels" }] as const);
  return { issue, labels } as unknown as Observation;
}

function planOf(wanted: readonly string[], settles: boolean) {
  return (observation: Observation): Plan => {
    const seen = (observation as unknown as { labels: readonly string[] }).labels;
    const missing = wanted.filter((name) => !seen.includes(name));
    const effects = missing.map((name): Effect => ({ kind: "make-label", name, color: "000000", description: "" }));
    return { effects: settles ? effects : effects.slice(0, 1), notes: ["one note"], settles };
  };
}

function worldWithIssue(): World {
  const world = newWorld();
  openIssue(world, "alice", { title: "Down", body: "", labels: [], assignees: [] });
  return world;
}

/** The host with one effect kind replaced. */
function tampered(host: Host, change: (makeLabel: Sink["make-label"]) => Sink["make-label"]): Host {
  return { ...host, sink: { ...host.sink, "make-label": change(host.sink["make-label"]) } };
}

const still = { look, sleep: async () => {}, random: () => 0 };
const lost = new HostError("no answer", { status: 502, retryable: true, ambiguous: true });

describe("observe", () => {
  it("answers the asks of a batch together, and in their order", async () => {
    let asked = 0;
    const source = {
      issue: async () => {
        asked++;
        await Promise.resolve();
        return asked;
      },
      labels: async () => {
        asked++;
        return asked;
      },
    } as unknown as Source;
    function* seeing(): Look<unknown> {
      const first = yield* askAll([{ kind: "issue", number: 1 }, { kind: "labels" }] as const);
      return [...first, yield* ask({ kind: "labels" })];
    }
    expect(await observe(seeing(), source)).toEqual([2, 2, 3]);
  });

  it("fails with the read that failed", async () => {
    const source = { ...memoryHost(worldWithIssue()).source, labels: () => Promise.reject(lost) };
    await expect(observe(look(), source)).rejects.toBe(lost);
  });
});

describe("settle", () => {
  it("looks until nothing is left to do", async () => {
    const world = worldWithIssue();
    const result = await settle(target, memoryHost(world), { ...still, plan: planOf(["a", "b"], false) });
    expect(result).toEqual({ passes: 3, effects: 2, notes: ["one note"], settled: true });
    expect([...world.labels]).toEqual(["a", "b"]);
  });

  it("looks once when the plan says that it settles", async () => {
    const result = await settle(target, memoryHost(worldWithIssue()), { ...still, plan: planOf(["a", "b"], true) });
    expect(result).toEqual({ passes: 1, effects: 2, notes: ["one note"], settled: true });
  });

  it("stops after five passes and says so", async () => {
    const wanted = ["a", "b", "c", "d", "e", "f", "g"];
    const result = await settle(target, memoryHost(worldWithIssue()), { ...still, plan: planOf(wanted, false) });
    expect(result).toMatchObject({ passes: 5, effects: 5, settled: false });
  });

  it("drops the rest of a stale plan and looks again", async () => {
    const world = worldWithIssue();
    const tried: string[] = [];
    const host = tampered(memoryHost(world), (make) => async (effect) => {
      tried.push(effect.name);
      if (tried.length === 2) throw new StaleError("moved");
      return make(effect);
    });
    const result = await settle(target, host, { ...still, plan: planOf(["a", "b", "c"], true) });
    expect(tried).toEqual(["a", "b", "b", "c"]);
    expect(result).toMatchObject({ passes: 2, effects: 3, settled: true });
  });

  it("never repeats a write whose answer was lost, but looks what was done", async () => {
    const world = worldWithIssue();
    const tried: string[] = [];
    const host = tampered(memoryHost(world), (make) => async (effect) => {
      tried.push(effect.name);
      const receipt = await make(effect);
      if (tried.length === 1) throw lost;
      return receipt;
    });
    const result = await settle(target, host, { ...still, plan: planOf(["a", "b"], true) });
    expect(tried).toEqual(["a", "b"]);
    expect(result).toMatchObject({ passes: 2, settled: true });
  });

  it("looks again eight times, waiting longer each time, then throws what it met", async () => {
    const waits: number[] = [];
    const stale = new StaleError("moved");
    const host = tampered(memoryHost(worldWithIssue()), () => () => Promise.reject(stale));
    const sleep = async (ms: number): Promise<void> => void waits.push(ms);
    await expect(settle(target, host, { ...still, sleep, plan: planOf(["a"], true) })).rejects.toBe(stale);
    expect(waits).toEqual([25, 50, 100, 200, 400, 800, 1000, 1000]);
  });

  it("leaves limits and refusals to the caller", async () => {
    for (const retryable of [true, false]) {
      const refused = new HostError("wait", { status: 403, retryable, retryAfter: 60_000 });
      const host = tampered(memoryHost(worldWithIssue()), () => () => Promise.reject(refused));
      await expect(settle(target, host, { ...still, plan: planOf(["a"], true) })).rejects.toBe(refused);
    }
  });

  it("turns what a server lacks into a note", async () => {
    const note = "This world has no reactions";
    const host = tampered(
      memoryHost(worldWithIssue()),
      () => async () => ({ done: false, lacks: "reactions", note }) as const,
    );
    const result = await settle(target, host, { ...still, plan: planOf(["a"], true) });
    expect(result).toMatchObject({ effects: 0, notes: ["one note", note] });
  });

  it("writes nothing into a dry sink", async () => {
    const world = worldWithIssue();
    const { sink, effects } = drySink();
    await settle(target, { ...memoryHost(world), sink }, { ...still, passes: 1, plan: planOf(["a", "b"], false) });
    expect(effects.map((effect) => effect.kind)).toEqual(["make-label"]);
    expect(world.labels.size).toBe(0);
    expect(Object.keys(sink).toSorted()).toEqual(Object.keys(memoryHost(world).sink).toSorted());
  });
});
