/** A day of the calendar; without a year where none is written. */
export interface Day {
  readonly year?: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
}

interface DayRead {
  readonly day: Day;
  readonly end: number;
  readonly problem?: string;
}

const names = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const month =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const year = "(?:,?\\s+(\\d{4})(?!\\d|:\\d))?";
const yearFirst = /(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/y;
const yearLast = /(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/y;
const monthFirst = new RegExp(`${month}\\b\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:\\d)${year}`, "iy");
const monthLast = new RegExp(`(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${month}\\b\\.?${year}`, "iy");

/** The day that is written at a place: `2024-01-31`, `Jan 31st, 2024`, `31 January`, and `1/31/24` where `dates` says how. */
export function readDay(text: string, at: number, dates: "dmy" | "mdy" | undefined): DayRead | undefined {
  const match = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    return expression.exec(text);
  };
  const iso = match(yearFirst);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), at + iso[0].length);
  const last = match(yearLast);
  if (last) {
    const end = at + last[0].length;
    const [first, second] = [Number(last[1]), Number(last[3])];
    const full = Number(last[4]) + ((last[4] as string).length === 2 ? 2000 : 0);
    if (dates === "mdy") return dayOf(full, first, second, end);
    if (dates === "dmy") return dayOf(full, second, first, end);
    return { day: { month: 0, date: 0 }, end, problem: "a day that `dates: mdy` or `dates: dmy` would explain" };
  }
  const named = match(monthFirst);
  if (named) return dayOf(named[3], monthOf(named[1]), Number(named[2]), at + named[0].length);
  const british = match(monthLast);
  if (british) return dayOf(british[3], monthOf(british[2]), Number(british[1]), at + british[0].length);
  return undefined;
}

const monthOf = (name = ""): number => names.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function dayOf(written: string | number | undefined, month: number, date: number, end: number): DayRead {
  const year = written === undefined ? undefined : Number(written);
  // A leap year stands in for one that is not written.
  const found = new Date(Date.UTC(year ?? 2000, month - 1, date));
  const exists = found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
  return {
    day: { ...(year !== undefined && { year }), month, date },
    end,
    ...(!exists && { problem: "a day that does not exist" }),
  };
}
