import type { Host } from "../host/host.ts";
import type { Effect, EffectKind, Plan, Receipt, Sink } from "../model/effect.ts";
import { StaleError } from "../model/errors.ts";
import type { Instant } from "../model/time.ts";

/** Applies a plan's effects in their order, each once. The first that fails ends it: what follows was planned on it. */
export async function apply(
  plan: Plan,
  { sink, together, now }: Pick<Host, "sink" | "together" | "now">,
  heed: (receipt: Receipt) => void,
): Promise<void> {
  for (let left = plan.effects; left[0] !== undefined; ) {
    // Whoever looks next may make them.
    if (left.some((effect) => runsOut(effect, now())))
      throw new StaleError("The claim to issues or comments has run out");
    const receipts = together?.sink === sink ? await together.write(left) : [await write(left[0], sink)];
    for (const receipt of receipts) heed(receipt);
    left = left.slice(Math.max(1, receipts.length));
  }
}

function runsOut(effect: Effect, now: Instant): boolean {
  return effect.kind !== "claim" && "until" in effect && effect.until !== undefined && effect.until <= now;
}

function write<K extends EffectKind>(effect: Effect<K>, sink: Sink): Promise<Receipt> {
  return (sink[effect.kind as K] as (effect: Effect<K>) => Promise<Receipt>)(effect);
}
