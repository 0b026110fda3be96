import type { Gap, Json } from "./exchange.ts";
import type { World } from "./world.ts";

/** What GitHub does and the emulator does not, outermost first, and what its events must be told. */
export function gapsOf(_world: World): {
  readonly gaps: readonly Gap[];
  prepare(event: string, payload: Json): Json;
} {
  return { gaps: [], prepare: (_event, payload) => payload };
}
