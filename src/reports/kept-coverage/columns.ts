import type { RunbookReport } from "../runbook-report.ts";
import { type Parts, textPart } from "./byte-parts.ts";
import { gapKinds, hasRunbook, isListed } from "./frame.ts";
import { type IncidentLine, lineKinds } from "./incident-line.ts";
import type { PrintedReport } from "./print-report.ts";
import type { Span } from "./printed.ts";
import { emptyTally, tallyOne, tallyService } from "./tally.ts";

export interface Columns {
  readonly columns: Parts;
  readonly spellings: readonly string[];
  readonly serviceKeys: readonly string[];
  readonly costKeys: readonly string[];
}

/** The lines of incidents, the services and the gaps as columns of numbers; texts of any length stay where they are printed. */
export function columnsOf(
  report: RunbookReport,
  lines: readonly IncidentLine[],
  printed: PrintedReport,
  { listed, numberOf }: { readonly listed: readonly string[]; readonly numberOf: ReadonlyMap<string, number> },
): Columns {
  const spellings = numbered(lines.flatMap(({ services }) => services));
  const serviceKeys = numbered(report.byService.map(({ service }) => service.toLowerCase()));
  const costKeys = numbered(report.gaps.flatMap(({ kind, name }) => (kind === "alert" ? [name.toLowerCase()] : [])));
  const spellingKeys = Uint32Array.from(spellings.keys(), (name) => serviceKeys.get(name.toLowerCase()) ?? 0);
  const known = new Set(listed.map((name) => name.trim().toLowerCase()));
  const ids = lines.map((line) => ({
    minutes: line.minutes,
    services: line.services.map((name) => spellings.get(name) ?? 0),
    costs: line.alerts.flatMap((name) => costKeys.get(name) ?? []),
    runbooks: line.runbooks.map((path) => numberOf.get(path) ?? 0),
  }));
  const tally = emptyTally(serviceKeys.size, costKeys.size, numberOf.size);
  for (const { minutes, services, costs, runbooks } of ids) {
    for (const spelling of services) tallyService(tally, spellingKeys[spelling] ?? 0, spelling, minutes);
    for (const key of costs) tallyOne(tally.costs, key, minutes);
    for (const runbook of runbooks) tally.runbooks[runbook] = (tally.runbooks[runbook] as number) + 1;
  }
  const lineOf = new Map(lines.map(({ path }, at) => [path, at]));
  return {
    columns: {
      kinds: Uint8Array.from(lines, ({ kind }) => lineKinds.indexOf(kind)),
      minutes: Float64Array.from(lines, ({ minutes }) => minutes ?? Number.NaN),
      paths: textPart(lines.map(({ path }) => path).join("\0")),
      rows: flat(printed.rows),
      broken: flat(printed.broken),
      ...ragged(
        "lineServices",
        ids.map(({ services }) => services),
      ),
      ...ragged(
        "lineCosts",
        ids.map(({ costs }) => costs),
      ),
      ...ragged(
        "lineRunbooks",
        ids.map(({ runbooks }) => runbooks),
      ),
      spellingKeys,
      serviceRows: flat(printed.services),
      serviceBits: Uint8Array.from(
        report.byService,
        ({ service, runbooks }) =>
          (known.has(service.toLowerCase()) ? isListed : 0) | (runbooks.length > 0 ? hasRunbook : 0),
      ),
      serviceFirst: tally.services.first,
      serviceCounts: tally.services.counts,
      serviceMeasured: tally.services.measured,
      serviceMinutes: tally.services.minutes,
      costCounts: tally.costs.counts,
      costMeasured: tally.costs.measured,
      costMinutes: tally.costs.minutes,
      usedRunbooks: tally.runbooks,
      gapRows: flat(printed.gaps),
      gapKinds: Uint8Array.from(report.gaps, ({ kind }) => gapKinds.indexOf(kind)),
      gapRefs: Uint32Array.from(report.gaps, ({ kind, name, path }) => {
        if (kind === "incident") return lineOf.get(path ?? "") ?? 0;
        return (kind === "alert" ? costKeys : serviceKeys).get(name.toLowerCase()) ?? 0;
      }),
    },
    spellings: [...spellings.keys()],
    serviceKeys: [...serviceKeys.keys()],
    costKeys: [...costKeys.keys()],
  };
}

/** Distinct names, numbered from 0 as they come. */
function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const name of names) if (!found.has(name)) found.set(name, found.size);
  return found;
}

const flat = (spans: readonly Span[]): Uint32Array => Uint32Array.from(spans.flat());

/** Lists of unlike lengths: all their numbers, and where each list ends. */
function ragged(name: string, lists: readonly (readonly number[])[]): Parts {
  let end = 0;
  return {
    [name]: Uint32Array.from(lists.flat()),
    [`${name}Ends`]: Uint32Array.from(lists, ({ length }) => {
      end += length;
      return end;
    }),
  };
}
