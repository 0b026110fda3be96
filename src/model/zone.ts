/** A stretch of time in which a zone's clocks are one offset away from UTC. All in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What is added to UTC to get what the clocks show. */
  readonly offset: number;
}

/** A zone's clocks. */
export interface Zone {
  readonly offsetAt: (ms: number) => number;
  /** The stretches that a time is made of, in order and without gaps. */
  readonly stretches: (from: number, to: number) => readonly Stretch[];
}

const day = 86_400_000;

/** The offset at a UTC day's first moment, and the moments in it at which clocks are set. */
interface Day {
  readonly offset: number;
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

const utc: Zone = {
  offsetAt: () => 0,
  stretches: (from, to) => (to > from ? [{ from, to, offset: 0 }] : []),
};

const known = new Map<string, Zone>([["UTC", utc]]);

/** The clocks of an IANA zone, as the platform knows them. Whatever zone the machine is in changes nothing. */
export function zoneOf(name: string): Zone {
  const zone = known.get(name) ?? makeZone(offsetReader(name));
  known.set(name, zone);
  return zone;
}

function makeZone(read: (ms: number) => number): Zone {
  const days = new Map<number, Day>();
  const starts = new Map<number, number>();
  const startOf = (number: number): number => {
    const offset = starts.get(number) ?? read(number * day);
    starts.set(number, offset);
    return offset;
  };
  const dayOf = (number: number): Day => {
    const found = days.get(number);
    if (found) return found;
    const [from, offset, next] = [number * day, startOf(number), startOf(number + 1)];
    const made = { offset, changes: offset === next ? [] : [{ at: changeIn(from, from + day, offset), offset: next }] };
    days.set(number, made);
    return made;
  };
  const changeIn = (from: number, to: number, offset: number): number => {
    let [low, high] = [from / 1000, to / 1000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle * 1000) === offset) low = middle;
      else high = middle;
    }
    return high * 1000;
  };
  const offsetAt = (ms: number): number => {
    const { offset, changes } = dayOf(Math.floor(ms / day));
    return changes.findLast(({ at }) => at <= ms)?.offset ?? offset;
  };
  const stretches = (from: number, to: number): readonly Stretch[] => {
    const made: Stretch[] = [];
    let [begin, offset] = [from, offsetAt(from)];
    for (let number = Math.floor(from / day); number * day < to; number += 1) {
      for (const change of dayOf(number).changes) {
        if (change.at <= from || change.at >= to) continue;
        made.push({ from: begin, to: change.at, offset });
        [begin, offset] = [change.at, change.offset];
      }
    }
    return to > from ? [...made, { from: begin, to, offset }] : made;
  };
  return { offsetAt, stretches };
}

const shown = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

function offsetReader(name: string): (ms: number) => number {
  const part = "2-digit";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: part,
    day: part,
    hour: part,
    minute: part,
    second: part,
  });
  return (ms) => {
    const parts = shown.exec(format.format(ms));
    if (!parts) throw new RangeError(`Unexpected time ${ms} in ${name}, expected one after the year 1`);
    const [month, date, year, hour, minute, second] = parts.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const local = new Date(0);
    local.setUTCFullYear(year, month - 1, date);
    return local.setUTCHours(hour, minute, second) - (ms - (((ms % 1000) + 1000) % 1000));
  };
}
