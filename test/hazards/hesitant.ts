import type { Host } from "../../src/host/host.ts";
import { type Crash, memoryHost } from "../memory/memory-host.ts";
import type { World } from "../memory/world.ts";

/** A host that lets others go first before each read and each write, as often as chance has it. */
export function hesitant(world: World, random: () => number, crash?: Crash): Host {
  const host = memoryHost(world, crash ? { crash } : {});
  const slow = <T extends object>(all: T): T =>
    Object.fromEntries(
      Object.entries(all).map(([kind, act]) => [
        kind,
        async (asked: unknown) => {
          for (let turns = Math.floor(random() * 6); turns > 0; turns--)
            await new Promise((done) => setImmediate(done));
          return act(asked);
        },
      ]),
    ) as T;
  return { ...host, source: slow(host.source), sink: slow(host.sink) };
}
