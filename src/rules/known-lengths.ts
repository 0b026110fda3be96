import type { TimeField } from "../model/incident.ts";
import { type Instant, minutesBetween, readInstant } from "../model/time.ts";
import type { ClaimOf } from "./duration-claims.ts";
import type { RuleContext } from "./rule.ts";
import { datedEntries } from "./timeline-of.ts";

/** How long something took, by two times of the frontmatter. */
export interface KnownLength {
  readonly from: TimeField;
  readonly to: TimeField;
  readonly minutes: number;
}

/** From which times to which a duration may be meant; the first two that are known are what a message names. */
const meant: Readonly<Record<ClaimOf, { readonly from: readonly TimeField[]; readonly to: readonly TimeField[] }>> = {
  whole: { from: ["started", "detected", "declared", "acknowledged"], to: ["resolved", "mitigated", "closed"] },
  part: { from: ["started", "detected", "declared", "acknowledged"], to: ["resolved", "mitigated", "closed"] },
  resolve: { from: ["started", "detected", "declared", "acknowledged"], to: ["resolved", "mitigated", "closed"] },
  mitigate: { from: ["started", "detected", "declared", "acknowledged"], to: ["mitigated", "resolved"] },
  acknowledge: { from: ["declared", "detected", "started"], to: ["acknowledged"] },
  detect: { from: ["started"], to: ["detected", "declared", "acknowledged"] },
};

/** Every length that a duration may stand for, the most natural one first; none where a time is missing. */
export function knownLengths({ fields }: RuleContext, of: ClaimOf): readonly KnownLength[] {
  const time = (field: TimeField): Instant | undefined => readInstant(fields[field] ?? "");
  return meant[of].from.flatMap((from) =>
    meant[of].to.flatMap((to) => {
      const [start, end] = [time(from), time(to)];
      const minutes = start && end ? minutesBetween(start, end) : -1;
      return minutes < 0 ? [] : [{ from, to, minutes }];
    }),
  );
}

const over = /\b(?:resol|recover|restor|mitigat|fixed\b|closed\b|normal\b|healthy\b|back\b|ended\b)/i;

/** Lengths that the timeline tells: from its first entry, or a time of the frontmatter, to where something was well again. */
export function toldLengths(context: RuleContext): readonly number[] {
  const entries = datedEntries(context);
  const fields = (["started", "detected", "declared", "acknowledged"] as const).map((field) => context.fields[field]);
  const starts = [entries[0]?.at, ...fields].flatMap((text) => readInstant(text ?? "") ?? []);
  const ends = [
    ...entries.filter(({ text }) => over.test(text.slice(0, 300))).slice(-maxEnds),
    ...entries.slice(-1),
  ].map(({ at }) => at);
  return starts.flatMap((start) => ends.map((end) => minutesBetween(start, end)).filter((minutes) => minutes >= 0));
}

/** More entries than this say nothing more about how long it took. */
const maxEnds = 20;
