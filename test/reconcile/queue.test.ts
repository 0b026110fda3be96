import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createQueue, type Job, type QueueOptions } from "../../src/reconcile/queue.ts";

const sleep = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms));

/** A queue of numbers that merges by adding, and a record of what ran. */
function queueOf(given: Partial<QueueOptions<number>> = {}) {
  const ran: string[] = [];
  const failures: (number | "never")[] = [];
  const queue = createQueue<number>({
    run: async (job) => {
      ran.push(`${job.name}:${job.work}`);
      await sleep(10);
    },
    merge: (a, b) => a + b,
    retry: () => "paced",
    failed: (_job, _error, again) => void failures.push(again),
    random: () => 0,
    ...given,
  });
  const add = (name: string, work = 1, group = "octo/shop") => queue.add({ group, name, work });
  return { ...queue, addNamed: add, ran, failures };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("queue", () => {
  it("runs one name once at a time and merges what comes meanwhile into one further run", async () => {
    const { addNamed, ran, running, size } = queueOf();
    for (const _ of Array(5)) addNamed("a");
    expect([running(), size()]).toEqual([1, 1]);
    await vi.runAllTimersAsync();
    expect(ran).toEqual(["a:1", "a:4"]);
    expect([running(), size()]).toEqual([0, 0]);
  });

  it("runs several names at once, no more than it may", async () => {
    let most = 0;
    const queue = queueOf({ parallel: 3, run: () => sleep(10) });
    for (const name of "abcdefgh") queue.addNamed(name);
    while (queue.size() > 0) {
      most = Math.max(most, queue.running());
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(most).toBe(3);
  });

  it("waits a moment for the rest of a burst, but not when it drains", async () => {
    const { addNamed, ran, drain } = queueOf({ gather: 100 });
    addNamed("a");
    await vi.advanceTimersByTimeAsync(99);
    addNamed("a");
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ran).toEqual(["a:2"]);
    await vi.runAllTimersAsync();
    addNamed("b");
    const left = drain(1000);
    await vi.advanceTimersByTimeAsync(10);
    expect(await left).toBe(0);
    expect(ran).toEqual(["a:2", "b:1"]);
  });

  it("lets groups take turns", async () => {
    const { addNamed, ran } = queueOf({ parallel: 1 });
    for (const name of ["a1", "a2", "a3"]) addNamed(name, 1, "a");
    for (const name of ["b1", "b2"]) addNamed(name, 1, "b");
    await vi.runAllTimersAsync();
    expect(ran).toEqual(["a1:1", "a2:1", "b1:1", "a3:1", "b2:1"]);
  });

  it("waits longer after each failure, whoever asks meanwhile, and forgets failures after a success", async () => {
    const times: number[] = [];
    const { addNamed, failures } = queueOf({
      run: async () => {
        times.push(Date.now());
        if (times.length < 4) throw new Error("no");
      },
    });
    const start = Date.now();
    addNamed("a");
    await vi.advanceTimersByTimeAsync(100);
    addNamed("a");
    await vi.runAllTimersAsync();
    expect(failures).toEqual([500, 1000, 2000]);
    expect(times.map((time) => time - start)).toEqual([0, 500, 1500, 3500]);
  });

  it("honours the wait that a failure names", async () => {
    const times: number[] = [];
    const { addNamed } = queueOf({
      retry: () => 60_000,
      run: async () => {
        times.push(Date.now());
        if (times.length === 1) throw new Error("limit");
      },
    });
    addNamed("a");
    await vi.runAllTimersAsync();
    expect((times[1] as number) - (times[0] as number)).toBe(60_000);
  });

  it("works again on what was left to another when it said, or as soon as somebody asks, and not while it drains", async () => {
    const times: number[] = [];
    const { addNamed, size, drain } = queueOf({
      gather: 100,
      run: async () => {
        times.push(Date.now());
        return times.length < 4 ? 5000 : undefined;
      },
    });
    const start = Date.now();
    addNamed("a");
    await vi.advanceTimersByTimeAsync(6000);
    addNamed("a");
    await vi.advanceTimersByTimeAsync(200);
    expect(times.map((time) => time - start)).toEqual([100, 5100, 6100]);
    expect(size()).toBe(1);
    expect(await drain(1000)).toBe(0);
    expect(times).toHaveLength(3);
  });

  it("does not repeat what is hopeless until somebody asks, and then not at once", async () => {
    const times: number[] = [];
    const { addNamed, size } = queueOf({
      retry: () => "never",
      run: async () => {
        times.push(Date.now());
        throw new Error("refused");
      },
    });
    const start = Date.now();
    addNamed("a");
    await vi.advanceTimersByTimeAsync(100);
    expect(size()).toBe(0);
    addNamed("a");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(times.map((time) => time - start)).toEqual([0, 500]);
  });

  it("refuses what is too much", () => {
    const { addNamed, size } = queueOf({ most: 3 });
    expect(["a", "b", "c", "d", "a"].map((name) => addNamed(name))).toEqual([true, true, true, false, true]);
    expect(size()).toBe(3);
  });

  it("is idle when nothing waits, not even to be tried again", async () => {
    let tries = 0;
    const { addNamed, idle } = queueOf({
      run: async () => {
        if (++tries < 3) throw new Error("no");
      },
    });
    addNamed("a");
    const done = vi.fn();
    void idle().then(done);
    await vi.advanceTimersByTimeAsync(600);
    expect(done).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(done).toHaveBeenCalled();
  });

  it("drains: finishes what it holds, takes nothing new, waits for nothing that failed", async () => {
    const { addNamed, drain, ran } = queueOf({
      parallel: 1,
      run: async ({ name }: Job<number>) => {
        ran.push(name);
        await sleep(10);
        if (name === "bad") throw new Error("no");
      },
    });
    for (const name of ["bad", "a", "b"]) addNamed(name);
    await vi.advanceTimersByTimeAsync(15);
    const left = drain(1000);
    expect(addNamed("c")).toBe(false);
    await vi.advanceTimersByTimeAsync(30);
    expect(await left).toBe(0);
    expect(ran).toEqual(["bad", "a", "b"]);
  });

  it("drains: begins nothing in the second half of its time, and is over in time", async () => {
    const { addNamed, drain, ran } = queueOf({
      parallel: 1,
      run: async ({ name }: Job<number>) => {
        ran.push(name);
        await sleep(600);
      },
    });
    for (const name of ["a", "b", "c"]) addNamed(name);
    const left = drain(1000);
    await vi.advanceTimersByTimeAsync(600);
    expect(await left).toBe(2);
    expect(ran).toEqual(["a"]);
  });

  it("drains: gives up on what takes longer", async () => {
    const { addNamed, drain } = queueOf({ run: () => sleep(5000) });
    addNamed("a");
    const left = drain(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await left).toBe(1);
  });
});

describe("hazard 4: a storm of webhooks", () => {
  /** 10,000 requests for 100 names in 100 s; runs take 20 ms, of the failing names 250 ms. Returns the healthy ones' waits. */
  async function storm(failing: number): Promise<{ readonly p99: number; readonly overlaps: number }> {
    const since = new Map<string, number>();
    const waits: number[] = [];
    const busy = new Set<string>();
    let overlaps = 0;
    const queue = queueOf({
      run: async ({ name }) => {
        if (busy.has(name)) overlaps++;
        busy.add(name);
        const bad = Number(name) < failing;
        const asked = since.get(name) as number;
        since.delete(name);
        await sleep(bad ? 250 : 20);
        busy.delete(name);
        if (bad) throw new Error("no");
        waits.push(Date.now() - asked);
      },
      random: () => 0.5,
    });
    for (let event = 0; event < 10_000; event++) {
      const name = String((event * 7919) % 100);
      if (!since.has(name)) since.set(name, Date.now());
      queue.addNamed(name);
      if (event % 10 === 9) await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5000);
    const sorted = waits.toSorted((a, b) => a - b);
    return { p99: sorted[Math.floor(sorted.length * 0.99)] as number, overlaps };
  }

  it("keeps one worker for each name, and the healthy ones as fast as without the failing ones", async () => {
    const clean = await storm(0);
    const troubled = await storm(30);
    console.log(
      `hazard 4: 10,000 events, 100 names, healthy p99 ${clean.p99} ms clean, ${troubled.p99} ms with 30 failing`,
    );
    expect(clean.overlaps + troubled.overlaps).toBe(0);
    expect(troubled.p99).toBeLessThanOrEqual(2 * clean.p99);
  });
});
