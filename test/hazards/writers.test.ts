import { expect, it } from "vitest";
import type { Host } from "../../src/host/host.ts";
import type { Ask, Source } from "../../src/model/ask.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { randomFrom } from "../github/random.ts";
import { act, peopledWorld } from "../laws/history.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { say } from "../memory/people.ts";
import { type Commit, pass, type World } from "../memory/world.ts";
import { incident, life, live } from "./life.ts";

const [writers, entries, workers] = [50, 20, 3];
const branch = "incident/INC-2025-001";
const path = "incidents/2025/INC-2025-001.md";

/** A host whose reads take a while, whose lists leave out what is up to 30 s old, and whose files may be an older one. */
function lagging(world: World, random: () => number): Host {
  const host = memoryHost(world);
  const later = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 4); turns >= 0; turns--) await new Promise((done) => setImmediate(done));
  };
  const source: Source = {
    ...host.source,
    comments: async (asked: Ask<"comments">) => {
      const seen = await host.source.comments(asked);
      const from = world.now - random() * 30_000;
      await later();
      return seen.filter((one) => one.author.login === world.self || Date.parse(one.createdAt) <= from);
    },
    file: async (asked: Ask<"file">) => {
      const file = await host.source.file(asked);
      await later();
      const before = world.commits.get(world.commits.get(world.branches.get(branch) ?? "")?.parents[0] ?? "");
      const old = before?.files.get(path);
      return file && old !== undefined && random() < 0.2 ? { ...file, text: old } : file;
    },
    issue: async (asked: Ask<"issue">) => {
      await later();
      return host.source.issue(asked);
    },
  };
  return { ...host, source };
}

it("hazard 9: fifty writers, pushes between and stale reads lose nothing and double nothing", {
  timeout: 400_000,
}, async () => {
  const world = peopledWorld();
  for (let writer = 0; writer < writers; writer++) world.permissions.set(`writer-${writer}`, "write");
  const [declare] = life;
  if (declare) live(world, declare);
  const target = { kind: "incident", issue: incident } as const;
  await reconcile(target, memoryHost(world));
  const tips: Commit[] = [];
  let pushes = 0;
  let stale = 0;
  const hosts = Array.from({ length: workers }, (_, index) => lagging(world, randomFrom(index + 9)));
  const work = (host: Host): Promise<unknown> =>
    reconcile(target, host, {
      sleep: async () => void stale++,
      random: () => 0,
      retries: 50,
    });
  for (let entry = 0; entry < entries; entry++) {
    for (let writer = 0; writer < writers; writer++) {
      if (writer % 5 === 0) pass(world, 1);
      say(world, `writer-${writer}`, incident, `/timeline entry ${entry} of writer ${writer}.`);
    }
    const round = hosts.map(work);
    for (let push = 0; push < 2; push++) {
      await new Promise((done) => setImmediate(done));
      act(world, { do: "edit", pick: 0, line: `Line ${pushes++} of a person.` });
    }
    await Promise.all(round);
    const tip = world.commits.get(world.branches.get(branch) ?? "");
    if (tip) tips.push(tip);
  }
  for (let rest = 0; rest < 20; rest++) {
    pass(world, 60);
    await reconcile(target, memoryHost(world));
  }
  const text = world.commits.get(world.branches.get(branch) ?? "")?.files.get(path) ?? "";
  const counts = Array.from({ length: entries }, (_, entry) =>
    Array.from({ length: writers }, (__, writer) => text.split(`entry ${entry} of writer ${writer}. `).length - 1),
  ).flat();
  const lines = Array.from({ length: pushes }, (_, push) => text.split(`Line ${push} of a person.`).length - 1);
  const forced = tips.filter((tip, at) => at > 0 && !descends(world, tip, tips[at - 1] as Commit)).length;
  const once = counts.filter((count) => count === 1).length;
  console.log(
    `hazard 9: ${once} of ${counts.length} entries once, ${lines.filter((count) => count === 1).length} of ${pushes} pushes kept, ${forced} forced, ${stale} times looked again`,
  );
  expect(counts.filter((count) => count !== 1)).toEqual([]);
  expect(lines.filter((count) => count !== 1)).toEqual([]);
  expect(forced).toBe(0);
  expect(stale).toBeGreaterThan(0);
});

function descends(world: World, from: Commit, ancestor: Commit): boolean {
  const seen = new Set<string>();
  const queue = [from.sha];
  for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
    if (sha === ancestor.sha) return true;
    if (seen.has(sha)) continue;
    seen.add(sha);
    queue.push(...(world.commits.get(sha)?.parents ?? []));
  }
  return false;
}
