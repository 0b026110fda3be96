import type { Host } from "../host/host.ts";
import type { Effect, EffectKind, Receipt, Sink } from "../model/effect.ts";

type Writes = Pick<Host, "sink" | "together">;

/** The writing half of a host, which adds each effect that was done to `effects`. */
export function recording({ sink, together }: Writes, effects: Effect[]): Writes {
  const recorded = Object.entries(sink).map(([kind, write]) => [
    kind,
    async (effect: Effect<EffectKind>): Promise<Receipt> => {
      const receipt = await (write as (effect: Effect) => Promise<Receipt>)(effect);
      if (receipt.done) effects.push(effect);
      return receipt;
    },
  ]);
  const own = Object.fromEntries(recorded) as Sink;
  if (!together) return { sink: own };
  const write = async (some: readonly Effect[]): Promise<readonly Receipt[]> => {
    const receipts = await together.write(some);
    effects.push(...some.filter((_, index) => receipts[index]?.done));
    return receipts;
  };
  return { sink: own, together: { sink: own, write } };
}
