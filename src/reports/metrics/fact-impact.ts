import { type Amount, amountIn } from "../amount.ts";
import { readDuration } from "../duration.ts";
import { kept } from "./kept.ts";

/** What a record says that its incident cost. A text is what could not be read, null what is not written. */
export interface Impact {
  /** Seconds in which nothing worked. */
  readonly fullOutage: number | string | null;
  /** Seconds in which something did. */
  readonly degraded: number | string | null;
  readonly revenuePerHour: Amount | string | null;
  readonly revenueLoss: Amount | string | null;
  readonly credits: Amount | string | null;
}

const nothing: Impact = { fullOutage: null, degraded: null, revenuePerHour: null, revenueLoss: null, credits: null };

export function impactOf(value: unknown): Impact {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return nothing;
  const written = value as Readonly<Record<string, unknown>>;
  const read = <T>(name: string, reader: (value: unknown) => T | undefined): T | string | null => {
    const said = Object.hasOwn(written, name) ? (written[name] ?? "") : "";
    return said === "" ? null : (reader(said) ?? kept(`${name}: ${String(said).slice(0, 60)}`));
  };
  return {
    fullOutage: read("full_outage", readDuration),
    degraded: read("degraded", readDuration),
    revenuePerHour: read("revenue_per_hour", amountIn),
    revenueLoss: read("revenue_loss", amountIn),
    credits: read("sla_credits", amountIn),
  };
}
