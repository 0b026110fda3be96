import type { Effect, EffectKind, Plan, Receipt, Sink } from "../model/effect.ts";

/** Applies a plan's effects in their order, each once. The first that fails ends it: what follows was planned on it. */
export async function apply(plan: Plan, sink: Sink, heed: (receipt: Receipt) => void): Promise<void> {
  for (const effect of plan.effects) heed(await write(effect, sink));
}

function write<K extends EffectKind>(effect: Effect<K>, sink: Sink): Promise<Receipt> {
  return (sink[effect.kind as K] as (effect: Effect<K>) => Promise<Receipt>)(effect);
}
