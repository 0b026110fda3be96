/** A duration as prose says it, and how exactly it says it. */
export interface SaidDuration {
  /** As written, without what qualifies it. */
  readonly text: string;
  /** Where it stands in the text that was read. */
  readonly index: number;
  readonly minutes: number;
  /** Minutes by which what it stands for may differ: people round. */
  readonly slack: number;
  /** `over` and `at least` say a lower bound, `up to` and `less than` an upper one. */
  readonly bound: "none" | "lower" | "upper";
}

const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

const units = { d: 1440, h: 60, m: 1, s: 1 / 60 } as const;

const words = Object.keys(counts).join("|");
const unit = "(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)";
// A word stands apart from its unit: `and` is no `an d`.
const one = `(?:\\d{1,5}(?:[.,]\\d{1,2})?[ -]?|(?:${words})(?: and a half)?[ -]|\\d{1,3} and a half )${unit}\\b`;
const part = new RegExp(
  `(?<![\\w.,])(?:(\\d{1,5}(?:[.,]\\d{1,2})?)|(${words})(?=[ -]))( and a half)?[ -]?(${unit})\\b`,
  "gi",
);

/** A duration for use in other expressions: `2 h 15 min`, `three hours`, `half an hour`, `1.5 hours`, `3-hour`. */
export const durationSource = `(?:half an hour|${one}(?:(?:,? and |, | )?${one}){0,3}(?: and a half\\b)?)`;

const lowers = "over|more than|at least|well over|upwards of";
const uppers = "under|less than|at most|up to|no more than|no longer than|below|within";
const abouts =
  "about|around|approximately|approx\\.?|roughly|some|circa|ca\\.?|nearly|almost|close to|just under|just over|a little over|a little under|a little more than|a bit over";

/** What may stand before a duration. */
export const qualifierSource = `(?:(?:${abouts}|${lowers}|${uppers})[ ]|[~≈<>][ ]?)`;

/** Reads a duration with what qualifies it, both as `durationSource` and `qualifierSource` match them. */
export function readSaidDuration(qualifier: string, text: string, index: number): SaidDuration {
  const { minutes, slack } = amountOf(text.toLowerCase());
  const word = qualifier.trim().toLowerCase();
  const exactly = { text, index, minutes, slack, bound: "none" } as const;
  if (new RegExp(`^(?:${lowers}|>)$`).test(word)) return { ...exactly, bound: "lower" };
  if (new RegExp(`^(?:${uppers}|<)$`).test(word)) return { ...exactly, bound: "upper" };
  return word === "" ? exactly : { ...exactly, slack: Math.max(2 * slack, minutes / 4) };
}

function amountOf(text: string): { readonly minutes: number; readonly slack: number } {
  if (text === "half an hour") return { minutes: 30, slack: 10 };
  let minutes = 0;
  let slack = 0;
  for (const [, digits = "", word = "", half, kind = "m"] of text.matchAll(part)) {
    const per = units[kind.slice(0, 1) as keyof typeof units];
    const written = counts[word] ?? Number(digits.replace(",", "."));
    minutes += (written + (half ? 0.5 : 0)) * per;
    slack = slackOf(written, per, half !== undefined || /[.,]/.test(digits));
  }
  const behind = / and a half$/.test(text) ? (text.includes("hour") ? 30 : text.includes("day") ? 720 : 0) : 0;
  return { minutes: minutes + behind, slack: (behind > 0 ? slack / 2 : slack) + minutes / 20 };
}

/** Half of what the smallest unit counts: `3 hours` is said of anything from two and a half on. */
function slackOf(written: number, per: number, broken: boolean): number {
  if (per === units.s) return 1;
  if (per === units.m) return written % 15 === 0 ? 8 : written % 5 === 0 ? 5 : 3;
  return broken ? per / 4 : per / 2;
}

/** Whether a duration may stand for so many minutes. */
export function agrees({ minutes, slack, bound }: SaidDuration, actual: number): boolean {
  if (bound === "lower") return actual >= minutes - slack;
  if (bound === "upper") return actual <= minutes + slack;
  return Math.abs(actual - minutes) <= slack;
}
