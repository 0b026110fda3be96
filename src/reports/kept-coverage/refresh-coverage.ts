import { changeAfter, type Numbers } from "../coverage-change.ts";
import type { Gap } from "../coverage-gaps.ts";
import { type CoverageSummary, listed, mostRows } from "../coverage-summary.ts";
import { type Share, shareOf } from "../share.ts";
import { withIncidents } from "../unreadable.ts";
import { type PartName, partNames } from "./frame.ts";
import { type Changes, freshOf, orderOf } from "./fresh.ts";
import { firstGaps, gapsNow, writeGaps } from "./gap-list.ts";
import { type LineKind, lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";
import { linesNow, tallied } from "./lines-now.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import { rowText, valueText } from "./row-text.ts";
import { servicesNow, writeServices } from "./service-list.ts";

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
  const fresh = freshOf(kept, changes.fresh);
  const order = orderOf(kept, changes);
  const tally = tallied(kept, order, fresh);
  const lines = linesNow(kept, order, fresh);
  const services = servicesNow(kept, fresh, tally);
  const gaps = gapsNow(kept, tally, services, {
    gone: new Set(changes.gone),
    incidents: changes.fresh.flatMap(({ gap }) => (gap === undefined ? [] : [JSON.parse(gap) as Gap])),
  });
  const touched = new Set([
    ...changes.gone.map((at) => lineKinds[kept.kinds[at] as number]),
    ...changes.fresh.map(({ kind }) => kind),
  ]);
  const isTouched = (...kinds: readonly LineKind[]): boolean => kinds.some((kind) => touched.has(kind));
  const before = frame.summary;
  const units = tally.runbooks.every((used, at) => used === kept.tally.runbooks[at])
    ? undefined
    : kept.seldom("units").filter(({ runbook }) => tally.runbooks[runbook] === 0);
  const unreadable = isTouched("unreadable") ? withIncidents(kept.seldom("others"), lines.unreadable()) : undefined;
  const summary: CoverageSummary = {
    ...before,
    incidents: again(before.incidents, lines.count("covered"), lines.count("covered") + lines.count("bare")),
    services: again(before.services, services.filter(({ covered }) => covered).length, services.length),
    runbooks: { ...before.runbooks, orphans: units?.length ?? before.runbooks.orphans },
    gaps: { n: gaps.held.length + gaps.fresh.length, first: firstGaps(kept, gaps, mostRows) },
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
