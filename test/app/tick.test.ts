import { describe, expect, it } from "vitest";
import type { Place } from "../../src/app/place.ts";
import { createTick, tickEvery } from "../../src/app/tick.ts";
import { nameOf, type Target } from "../../src/model/target.ts";
import { type Found, sweep } from "../../src/reconcile/sweep.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { editIssue, openIssue } from "../memory/people.ts";
import { newWorld, pass } from "../memory/world.ts";

const shop: Place = { installation: 1, owner: "octo", repo: "shop" };
const incident = (mark: string): Found => ({ target: { kind: "incident", issue: 42, thorough: true }, mark });

function ticking(found: () => readonly Found[], places: readonly Place[] = [shop]) {
  const queued: string[] = [];
  const failures: unknown[] = [];
  let time = tickEvery * 10;
  const tick = createTick({
    places: async () => places,
    sweep: async () => found(),
    enqueue: (place: Place, target: Target) => void queued.push(`${place.repo} ${nameOf(target)}`),
    failed: (_place, error) => void failures.push(error),
    now: () => time,
  });
  return { tick, queued, failures, pass: (ms: number) => (time += ms), taken: () => queued.splice(0) };
}

describe("tick", () => {
  it("looks at what has changed since it was last in order", async () => {
    let mark = "a";
    const { tick, taken } = ticking(() => [{ target: { kind: "archive" }, mark: "" }, incident(mark)]);
    await tick.run(false);
    expect(taken()).toEqual(["shop archive", "shop incident/42"]);
    await tick.run(false);
    expect(taken()).toEqual(["shop archive"]);
    mark = "b";
    await tick.run(false);
    expect(taken()).toEqual(["shop archive", "shop incident/42"]);
    await tick.run(true);
    expect(taken()).toEqual(["shop archive", "shop incident/42"]);
    tick.unmark(shop, { kind: "incident", issue: 42 });
    await tick.run(false);
    expect(taken()).toEqual(["shop archive", "shop incident/42"]);
  });

  it("looks at a repository's reminders on any webhook, at most every five minutes", () => {
    const { tick, taken, pass } = ticking(() => []);
    for (const _ of Array(3)) tick.heard(shop);
    expect(taken()).toEqual(["shop reminders"]);
    pass(tickEvery - 1);
    tick.heard(shop);
    expect(taken()).toEqual([]);
    pass(1);
    tick.heard(shop);
    expect(taken()).toEqual(["shop reminders"]);
  });

  it("sweeps thirty repositories at a time, those first that waited longest, and each in the end", async () => {
    const places = Array.from({ length: 70 }, (_, index) => ({ ...shop, repo: `r${index}` }));
    const { tick, taken, pass } = ticking(() => [{ target: { kind: "archive" }, mark: "" }], places);
    const seen = new Set<string>();
    for (const expected of [30, 60, 70]) {
      await tick.run(false);
      pass(tickEvery);
      for (const one of taken()) seen.add(one);
      expect(seen.size).toBe(expected);
    }
  });

  it("goes on when a repository, or GitHub, can't be asked", async () => {
    let places: () => Promise<readonly Place[]> = async () => [{ ...shop, repo: "broken" }, shop];
    const queued: string[] = [];
    const failures: string[] = [];
    const tick = createTick({
      places: () => places(),
      sweep: async ({ repo }) => {
        if (repo === "broken") throw new Error("broken");
        return [{ target: { kind: "archive" }, mark: "" }];
      },
      enqueue: ({ repo }, { kind }) => void queued.push(`${repo} ${kind}`),
      failed: (_place, error) => void failures.push((error as Error).message),
    });
    await tick.run(true);
    expect([queued, failures]).toEqual([["shop archive"], ["broken"]]);
    places = () => Promise.reject(new Error("down"));
    tick.heard(shop);
    await tick.run(true);
    expect(failures).toEqual(["broken", "down"]);
    expect(queued.filter((one) => one === "shop archive")).toHaveLength(2);
  });
});

describe("sweep", () => {
  it("finds the archive, the reminders, open incidents, and every open pull request", async () => {
    const world = newWorld();
    const ask = (labels: readonly string[]) =>
      openIssue(world, "alice", { title: "x", body: "", labels, assignees: [] });
    const [down, _other, closed] = [ask(["incident"]), ask(["bug"]), ask(["incident"])];
    const host = memoryHost(world);
    await host.sink["edit-issue"]({ kind: "edit-issue", number: closed, state: "closed" });
    const base = (await host.source.branch({ kind: "branch", name: "main" }))?.sha ?? "";
    for (const name of ["fix", `incident/INC-2025-00${closed}`]) {
      await host.sink.branch({ kind: "branch", name, from: base });
      const files = [{ path: "x.md", before: null, after: name }];
      await host.sink.commit({ kind: "commit", branch: name, message: "x", files });
      await host.sink["open-pull"]({ kind: "open-pull", head: name, base: "main", title: "x", body: "", draft: false });
    }
    const found = await sweep(host);
    expect(found.map(({ target }) => nameOf(target))).toEqual([
      "archive",
      "reminders",
      `incident/${down}`,
      `incident/${closed}`,
      "pull/5",
      "pull/4",
    ]);
    expect(await sweep(host)).toEqual(found);
    await host.sink.commit({
      kind: "commit",
      branch: "fix",
      message: "y",
      files: [{ path: "x.md", before: "fix", after: "y" }],
    });
    const changed = (await sweep(host)).filter(({ mark }, index) => mark !== found[index]?.mark);
    expect(changed.map(({ target }) => nameOf(target))).toEqual(["pull/4"]);
  });

  it("finds a closed incident for a day, and for a month where it does not say how it ended", async () => {
    const world = newWorld();
    const ask = (...labels: readonly string[]) => openIssue(world, "alice", { title: "x", body: "", labels });
    const [ended, lost, other] = [ask("incident", "status:closed"), ask("incident"), ask("bug")];
    for (const issue of [ended, lost, other]) editIssue(world, "alice", issue, { state: "closed" });
    const found = async () =>
      (await sweep(memoryHost(world))).flatMap(({ target }) => (target.kind === "incident" ? target.issue : []));
    expect(await found()).toEqual([ended, lost]);
    pass(world, 25 * 60 * 60);
    expect(await found()).toEqual([lost]);
    pass(world, 30 * 24 * 60 * 60);
    expect(await found()).toEqual([]);
  });
});
