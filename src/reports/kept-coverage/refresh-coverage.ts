import { changeAfter, type Numbers } from "../coverage-change.ts";
import type { Gap } from "../coverage-gaps.ts";
import { type CoverageSummary, listed, mostRows } from "../coverage-summary.ts";
import { segmentsOf } from "../segments.ts";
import { type Share, shareOf } from "../share.ts";
import { withIncidents } from "../unreadable.ts";
import { type PartName, partNames } from "./frame.ts";
import { type Changes, freshOf, placesOf } from "./fresh.ts";
import { firstGaps, gapsNow, writeGaps } from "./gap-list.ts";
import { type LineKind, lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";
import { linesNow } from "./lines-now.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import { rowText, valueText } from "./row-text.ts";
import { servicesNow, writeServices } from "./service-list.ts";
import { tallied } from "./tallied.ts";

export interface Refreshed {
  /** The printed report, byte for byte as it is made anew: parts of the kept one and new ones. */
  readonly pieces: readonly Uint8Array[];
  readonly summary: CoverageSummary;
}

type Writers = Partial<Record<PartName, (out: Pieces) => void>>;

/** A kept report with some incident files changed. All that depends on them is found out again, and nothing else. */
export function refreshCoverage(kept: Kept, changes: Changes): Refreshed {
  const { frame } = kept;
  if (changes.gone.length + changes.fresh.length === 0) return { pieces: [kept.text], summary: frame.summary };
  const gone = changes.gone.toSorted((a, b) => a - b);
  const added = changes.fresh.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const fresh = freshOf(kept, added);
  const segments = segmentsOf(kept.kinds.length, gone, placesOf(kept, added));
  const sums = tallied(kept, gone, fresh, segments);
  const { tally } = sums;
  const lines = linesNow(kept, segments, fresh);
  const services = servicesNow(kept, fresh, sums);
  const gaps = gapsNow(kept, sums, services, {
    gone,
    incidents: added.flatMap(({ gap }) => (gap === undefined ? [] : [JSON.parse(gap) as Gap])),
  });
  const kindsGone = gone.map((at) => lineKinds[kept.kinds[at] as number]);
  const kindsAdded = added.map(({ kind }) => kind);
  const touched = new Set([...kindsGone, ...kindsAdded]);
  const more = (...kinds: readonly LineKind[]): number => {
    const of = (list: readonly (LineKind | undefined)[]): number =>
      list.filter((kind) => kind !== undefined && kinds.includes(kind)).length;
    return of(kindsAdded) - of(kindsGone);
  };
  const isTouched = (...kinds: readonly LineKind[]): boolean => kinds.some((kind) => touched.has(kind));
  const before = frame.summary;
  const units = tally.runbooks.every((used, at) => (used === 0) === (kept.tally.runbooks[at] === 0))
    ? undefined
    : kept.seldom("units").filter(({ runbook }) => tally.runbooks[runbook] === 0);
  const unreadable = isTouched("unreadable") ? withIncidents(kept.seldom("others"), lines.unreadable()) : undefined;
  const summary: CoverageSummary = {
    ...before,
    incidents: again(
      before.incidents,
      before.incidents.with + more("covered"),
      before.incidents.n + more("covered", "bare"),
    ),
    services: again(before.services, services.filter(({ covered }) => covered).length, services.length),
    runbooks: { ...before.runbooks, orphans: units?.length ?? before.runbooks.orphans },
    gaps: { n: gaps.n, first: firstGaps(kept, gaps, mostRows) },
    unreadable: unreadable ? listed(unreadable) : before.unreadable,
  };
  const list = (name: PartName, kinds: readonly LineKind[], indent: string): Writers =>
    isTouched(...kinds) ? { [name]: (out: Pieces) => out.list(indent, (row) => lines.write(kinds, row)) } : {};
  const writers: Writers = {
    ...(units && {
      orphans: (out) =>
        out.list("    ", (row) => {
          for (const { path, title, reason } of units) row.add(rowText({ path, title, reason }, "      "));
        }),
    }),
    incidents: (out) => out.add(valueText(summary.incidents, "  ")),
    services: (out) => out.add(valueText(summary.services, "  ")),
    ...list("byIncident", ["covered", "bare"], "  "),
    byService: (out) => out.list("  ", (row) => writeServices(kept, services, row)),
    broken: (out) => out.list("  ", lines.writeBroken),
    ...list("kind", ["kind"], "    "),
    ...list("cancelled", ["cancelled"], "    "),
    ...list("duplicate", ["duplicate"], "    "),
    ...list("unreadableIncidents", ["unreadable"], "    "),
    gaps: (out) => out.list("  ", (row) => writeGaps(kept, gaps, row)),
    ...(unreadable && {
      unreadable: (out) =>
        out.list("  ", (row) => {
          for (const one of unreadable) row.add(rowText(one, "    "));
        }),
    }),
    change: (out) => out.add(valueText(changeAfter(frame.before, numbersNow(frame.numbers, summary)), "  ")),
  };
  return { pieces: written(kept, writers), summary };
}

function again({ formula }: Share, covered: number, n: number): Share {
  return shareOf(covered, n, formula);
}

/** The numbers that incidents change, in the places of the old ones. */
function numbersNow(old: Numbers | undefined, { incidents, services, runbooks }: CoverageSummary): Numbers | undefined {
  return (
    old && {
      ...old,
      "incidents.n": incidents.n,
      "incidents.with": incidents.with,
      "services.n": services.n,
      "services.with": services.with,
      "runbooks.orphans": runbooks.orphans,
    }
  );
}

function written({ text, frame }: Kept, writers: Writers): readonly Uint8Array[] {
  const out = piecesOf(text);
  let at = 0;
  for (const name of partNames) {
    const [from, to] = frame.spans[name];
    const write = writers[name];
    out.keep(at, write ? from : to);
    write?.(out);
    at = to;
  }
  out.keep(at, text.length);
  return out.done();
}
