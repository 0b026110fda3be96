import type { CoveredService } from "../coverage.ts";
import type { Gap } from "../coverage-gaps.ts";
import { hasRunbook, isListed } from "./frame.ts";
import type { Fresh } from "./fresh.ts";
import type { Kept } from "./kept.ts";
import { parsedAt, type RowSink } from "./pieces.ts";
import { rowText } from "./row-text.ts";
import type { Tallied } from "./tallied.ts";
import { minutesAt, sameSums, type Tally } from "./tally.ts";

/** A service as the report has it now: its old row where that still holds, else a new one. */
export interface ServiceLine {
  /** Its number. */
  readonly key: number;
  readonly covered: boolean;
  readonly fresh: CoveredService | undefined;
}

/** All services with what is new of them, in their order. */
export function servicesNow(kept: Kept, fresh: Fresh, { tally, services: touched }: Tallied): readonly ServiceLine[] {
  const size = kept.serviceBits.length;
  const keys = Array.from({ length: size + fresh.newKeys.length }, (_, key) => key);
  if (fresh.newKeys.length > 0) {
    const names = [...kept.seldom("serviceKeys"), ...fresh.newKeys];
    keys.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  }
  const helping = fresh.newKeys.length > 0 ? new Map(kept.seldom("helping")) : undefined;
  const { services } = tally;
  return keys.flatMap((key): readonly ServiceLine[] => {
    const bits = key < size ? (kept.serviceBits[key] as number) : 0;
    if (services.counts[key] === 0 && (bits & isListed) === 0) return [];
    if (!touched.has(key) || isAsBefore(kept, tally, key, bits))
      return [{ key, covered: (bits & hasRunbook) !== 0, fresh: undefined }];
    const old = key < size ? (parsedAt(kept.text, spanAt(kept.serviceRows, key)) as CoveredService) : undefined;
    const runbooks = old?.runbooks ?? helping?.get(fresh.newKeys[key - size] as string) ?? [];
    const count = services.counts[key] as number;
    const line = {
      service: (bits & isListed) !== 0 && old ? old.service : (fresh.spellings()[services.first[key] as number] ?? ""),
      incidents: count,
      minutes: minutesAt(services, key),
      unmeasured: count - (services.measured[key] as number),
      runbooks,
    };
    return [{ key, covered: runbooks.length > 0, fresh: line }];
  });
}

function isAsBefore(kept: Kept, { services }: Tally, key: number, bits: number): boolean {
  const before = kept.tally.services;
  if (key >= kept.serviceBits.length || !sameSums(before, services, key)) return false;
  return (bits & isListed) !== 0 || before.first[key] === services.first[key];
}

export const spanAt = (spans: Uint32Array, at: number): readonly [number, number] => [
  spans[2 * at] as number,
  spans[2 * at + 1] as number,
];

/** A service without a runbook among the gaps. */
export function serviceGap({ service, minutes, incidents }: CoveredService): Gap {
  return { kind: "service", name: service, path: null, line: null, minutes, incidents };
}

/** Writes the services as rows. */
export function writeServices(kept: Kept, services: readonly ServiceLine[], row: RowSink): void {
  for (const { key, fresh } of services) {
    if (fresh) row.add(rowText(fresh, "    "));
    else row.keep(kept.serviceRows[2 * key] as number, kept.serviceRows[2 * key + 1] as number);
  }
}
