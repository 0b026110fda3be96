import { describe, expect, it } from "vitest";
import { blocked, gitHubLimits, heard, newGate, openGate, sent, waitFor } from "../../src/host/github/gate.ts";
import { HostError } from "../../src/model/errors.ts";

const read = { writes: false, creates: false, urgent: false };
const command = { ...read, urgent: true };
const comment = { writes: true, creates: true, urgent: false };
const limits = { ...gitHubLimits, patience: 0 };

/** A clock that moves only when somebody sleeps or a test says so. */
function still(): { now: () => number; sleep: (ms: number) => Promise<void>; pass: (ms: number) => void } {
  let time = 1_000_000;
  const pass = (ms: number): void => {
    time += ms;
  };
  return { now: () => time, sleep: async (ms) => pass(ms), pass };
}

describe("waitFor", () => {
  it("lets everything through an open gate", () => {
    expect(waitFor(openGate, comment, limits, 5)).toBe(0);
  });

  it("keeps everybody waiting while a secondary limit holds, commands too", () => {
    const state = blocked(openGate, 30_000, 1000);
    expect(waitFor(state, read, limits, 1000)).toBe(30_000);
    expect(waitFor(state, command, limits, 30_999)).toBe(1);
    expect(waitFor(state, command, limits, 31_000)).toBe(0);
    expect(waitFor(blocked(state, 1, 1000), read, limits, 1000)).toBe(30_000);
  });

  it("keeps a reserve of the primary limit for commands", () => {
    const state = heard(openGate, { "x-ratelimit-remaining": "50", "x-ratelimit-reset": "100" });
    expect(waitFor(state, read, limits, 40_000)).toBe(60_000);
    expect(waitFor(state, command, limits, 40_000)).toBe(0);
    const none = heard(state, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "100" });
    expect(waitFor(none, command, limits, 40_000)).toBe(60_000);
    expect(waitFor(none, read, limits, 100_000)).toBe(0);
  });

  it("believes the lowest count of a window and the newest window", () => {
    const first = heard(openGate, { "x-ratelimit-remaining": "70", "x-ratelimit-reset": "100" });
    const overtaken = heard(first, { "x-ratelimit-remaining": "90", "x-ratelimit-reset": "100" });
    expect(overtaken.remaining).toBe(70);
    expect(heard(overtaken, { "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "3700" }).remaining).toBe(4999);
    expect(heard(overtaken, { "x-ratelimit-remaining": "1", "x-ratelimit-reset": "3" }).remaining).toBe(70);
    expect(heard(overtaken, {}).remaining).toBe(70);
    const graphql = { "x-ratelimit-remaining": "1", "x-ratelimit-reset": "100", "x-ratelimit-resource": "graphql" };
    expect(heard(overtaken, graphql).remaining).toBe(70);
  });

  it("creates no more than 80 things in any minute and 500 in any hour", () => {
    let state = openGate;
    let now = 0;
    const times: number[] = [];
    for (let made = 0; made < 600; made++) {
      now += waitFor(state, comment, limits, now);
      expect(waitFor(state, comment, limits, now)).toBe(0);
      state = sent(state, comment, now);
      times.push(now);
    }
    const inAny = (window: number): number =>
      Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + window).length));
    expect(inAny(60_000)).toBe(80);
    expect(inAny(3_600_000)).toBe(500);
    expect(waitFor(state, read, limits, now)).toBe(0);
  });

  it("spaces writes, not reads", () => {
    const spaced = { ...limits, spacing: 1000 };
    const state = sent(openGate, comment, 500);
    expect(waitFor(state, comment, spaced, 600)).toBe(900);
    expect(waitFor(state, read, spaced, 600)).toBe(0);
  });
});

describe("newGate", () => {
  it("holds a request for as long as it has patience, then says when to come back", async () => {
    const clock = still();
    const gate = newGate({ patience: 1000, spacing: 800 }, clock);
    await gate.pass(comment);
    const before = clock.now();
    await gate.pass(comment);
    expect(clock.now() - before).toBe(800);
    gate.block(5000);
    const refused = await gate.pass(read).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HostError);
    expect(refused).toMatchObject({ retryable: true, ambiguous: false, retryAfter: 5000 });
    clock.pass(5000);
    await gate.pass(read);
  });

  it("stays blocked across a restart", async () => {
    const clock = still();
    const gate = newGate({}, clock);
    gate.block(60_000);
    const next = newGate({}, clock, JSON.parse(JSON.stringify(gate.state())));
    await expect(next.pass(command)).rejects.toThrow(HostError);
  });

  it("lets no two requests take the same last place", async () => {
    const clock = still();
    const gate = newGate({ reserve: 0, patience: 0 }, clock);
    gate.hear({ "x-ratelimit-remaining": "3", "x-ratelimit-reset": "9999" });
    const passed = await Promise.allSettled([read, read, read, read].map((one) => gate.pass(one)));
    expect(passed.map((one) => one.status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected"]);
  });
});
