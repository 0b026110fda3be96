import type { Span } from "../../model/metrics.ts";
import type { OnCall } from "../../model/metrics-on-call.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";
import { msOf } from "../../model/time.ts";
import { firedAt, truths } from "./fired.ts";
import { partOf } from "./shares.ts";
import { perShift, type Shifts } from "./shifts.ts";
import { allOf, type Tally, usualNames } from "./tally.ts";
import type { Windows } from "./windows.ts";

/** The window and the one before it, and what is counted of every file, to know what fired before. */
export interface Alerted extends Windows {
  readonly files: Tally;
  /** Files whose people were called in the window, and which tell of no alert that counts. */
  readonly silent: Exclusion[];
}

const dayLong = 86_400_000;

/** How many alerts were recorded, how many meant something, and which came back within a day. */
export function alertLoad({ files, silent, window, previous }: Alerted, shifts: Shifts): OnCall["alerts"] {
  const now = loadOver(files, window, shifts);
  const then = previous && loadOver(files, previous, shifts);
  return {
    formula:
      "alerts that records name, each once a record; of counted, cancelled and duplicate incidents, by when people were called",
    n: now.n,
    perShift: perShift(shifts.within(window), now.shifts),
    truePositives: {
      formula: "alerts of counted incidents / alerts of counted and of cancelled incidents",
      ...partOf(now.truly, now.judged),
      previous: then && partOf(then.truly, then.judged),
      excluded: silent,
    },
    refires: {
      formula: "alerts that another record names at most 24 h before / alerts recorded",
      ...partOf(now.again, now.n),
      previous: then && partOf(then.again, then.n),
      excluded: [],
    },
    previous: then && { n: then.n },
    byAlert: now.alerts.toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1)),
  };
}

interface Load {
  readonly n: number;
  /** Those that are no duplicates, which say nothing about their alert that the first report does not say. */
  readonly judged: number;
  readonly truly: number;
  readonly again: number;
  readonly alerts: OnCall["alerts"]["byAlert"];
  /** By shift. */
  readonly shifts: ReadonlyMap<number, number>;
}

/** What fired in a span; nothing where there is none. */
function loadOver(files: Tally, span: Span | null, shifts: Shifts): Load {
  const [from, to] = span === null ? [0, 0] : [msOf(span.from), msOf(span.to)];
  const names = usualNames(files, "fired as");
  const alerts: OnCall["alerts"]["byAlert"][number][] = [];
  const sums = { n: 0, judged: 0, truly: 0, again: 0 };
  const counted = new Map<number, number>();
  for (const [[key = ""], { values, counts }] of allOf(files, "fired")) {
    const own = { n: 0, truePositives: 0, refires: 0 };
    let last = Number.NEGATIVE_INFINITY;
    let [shift, inShift] = [Number.NaN, 0];
    for (let index = 0; index < values.length; index += 1) {
      const number = values[index] as number;
      const at = firedAt(number);
      const truth = number - 4 * at;
      const many = counts[index] as number;
      const isAgain = at - last <= dayLong;
      last = at;
      if (at < from || at >= to) continue;
      own.n += many;
      if (truth !== truths.duplicate) sums.judged += many;
      if (truth === truths.true) own.truePositives += many;
      // Of those of one moment all but the first come again.
      own.refires += isAgain ? many : many - 1;
      // Most fire in the shift of the one before.
      const now = shifts.numberAt(at);
      if (now !== shift) {
        counted.set(shift, (counted.get(shift) ?? 0) + inShift);
        shift = now;
        inShift = 0;
      }
      inShift += many;
    }
    counted.set(shift, (counted.get(shift) ?? 0) + inShift);
    if (own.n === 0) continue;
    sums.n += own.n;
    sums.truly += own.truePositives;
    sums.again += own.refires;
    alerts.push({ name: names.get(key)?.name ?? key, ...own });
  }
  return { ...sums, alerts, shifts: counted };
}
