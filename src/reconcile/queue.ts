import { backoff, type Pace } from "./backoff.ts";
import { createTurns } from "./turns.ts";

/** One piece of work: `group` shares fairly with other groups, `name` is worked on by one worker at a time. */
export interface Job<T> {
  readonly group: string;
  readonly name: string;
  readonly work: T;
}

export interface QueueOptions<T> {
  /** Resolves to after how many ms the name is to be worked on again, unless it is asked for before. */
  readonly run: (job: Job<T>) => Promise<number | undefined>;
  /** Two requests for one name that wait together. */
  readonly merge: (waiting: T, next: T) => T;
  /** Whether and when failed work is tried again: after ms, by the queue's pace, or only when asked for anew. */
  readonly retry: (error: unknown) => number | "paced" | "never";
  /** Told of every failure; `again` in ms. */
  readonly failed: (job: Job<T>, error: unknown, again: number | "never") => void;
  /** Names worked on at once. Default 8. */
  readonly parallel?: number;
  /** Names held at most; what comes on top is refused. Default 10,000. */
  readonly most?: number;
  readonly pace?: Pace;
  /** Milliseconds for which a name's first work waits for more of the same: what people do tells itself in bursts. Default 0. */
  readonly gather?: number;
  readonly random?: () => number;
}

export interface Queue<T> {
  /** False: not taken, because the queue is full or draining. A later tick finds the work again. */
  readonly add: (job: Job<T>) => boolean;
  /** Names with work that waits (to be tried again, too) or runs. */
  readonly size: () => number;
  readonly running: () => number;
  /** Resolves when `size` is 0. */
  readonly idle: () => Promise<void>;
  /**
   * Takes no new work, forgets what waits to be tried again and finishes the rest, for `timeout` ms at most; in the second
   * half of that nothing new is begun. Resolves to the number of names that are left.
   */
  readonly drain: (timeout: number) => Promise<number>;
}

interface Entry<T> {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  waiting: T | undefined;
  /** Failures in a row. */
  failures: number;
  /** Set while the name rests. */
  timer: NodeJS.Timeout | undefined;
  /** Whether it rests without a failure: whoever asks anew is not kept waiting. */
  idles: boolean;
}

const longest = 3_600_000;

/**
 * Work by name: one at a time for each name, several names at once, requests that wait merged into one. Groups take
 * turns. A name that fails waits longer each time, and all that failed last hold a quarter of the places at most, so
 * that neither a crowd nor a broken one delays the others.
 */
export function createQueue<T>(options: QueueOptions<T>): Queue<T> {
  const {
    parallel = 8,
    most = 10_000,
    gather = 0,
    pace = { first: 1000, most: 300_000 },
    random = Math.random,
  } = options;
  const entries = new Map<string, Entry<T>>();
  /** Names that failed and that nobody asked for since: when they may run, in ms since the epoch. */
  const tired = new Map<string, { readonly failures: number; readonly until: number }>();
  const ready = { sound: createTurns<Entry<T>>(), failing: createTurns<Entry<T>>() };
  const held = { sound: 0, failing: 0 };
  let mode: "open" | "finishing" | "stopping" = "open";
  const watchers: (() => void)[] = [];

  const laneOf = (entry: Entry<T>) => (entry.failures === 0 ? "sound" : "failing");

  function add({ group, name, work }: Job<T>): boolean {
    if (mode !== "open") return false;
    const key = `${group} ${name}`;
    const known = entries.get(key);
    if (known) {
      known.waiting = known.waiting === undefined ? work : options.merge(known.waiting, work);
      if (known.idles) {
        known.idles = false;
        clearTimeout(known.timer);
        wakeAfter(known, gather);
      }
      return true;
    }
    if (entries.size >= most) return false;
    const { failures, until } = tired.get(key) ?? { failures: 0, until: 0 };
    tired.delete(key);
    const rest = until - Date.now();
    const entry = {
      key,
      group,
      name,
      waiting: work,
      failures: rest > 0 ? failures : 0,
      timer: undefined,
      idles: false,
    };
    entries.set(key, entry);
    if (rest > 0 || gather > 0) wakeAfter(entry, Math.max(rest, gather));
    else line(entry);
    return true;
  }

  function line(entry: Entry<T>): void {
    ready[laneOf(entry)].push(entry.group, entry);
    begin();
  }

  function begin(): void {
    while (mode !== "stopping" && held.sound + held.failing < parallel) {
      const place = held.failing < Math.max(1, Math.floor(parallel / 4));
      const entry = ready.sound.shift() ?? (place ? ready.failing.shift() : undefined);
      if (!entry) return;
      void work(entry);
    }
  }

  async function work(entry: Entry<T>): Promise<void> {
    const lane = laneOf(entry);
    const job = { group: entry.group, name: entry.name, work: entry.waiting as T };
    entry.waiting = undefined;
    held[lane]++;
    const rest = await outcome(entry, job);
    held[lane]--;
    if (entry.waiting === undefined || (rest > 0 && mode !== "open")) {
      entries.delete(entry.key);
      if (rest > 0) remember(entry, rest);
    } else if (rest > 0) wakeAfter(entry, rest);
    else line(entry);
    begin();
    tell();
  }

  function tell(): void {
    const over = entries.size === 0 || (mode === "stopping" && held.sound + held.failing === 0);
    if (over) for (const watcher of watchers.splice(0)) watcher();
  }

  /** Runs the job and returns for how many ms its name must rest now, whoever asks for it. */
  async function outcome(entry: Entry<T>, job: Job<T>): Promise<number> {
    try {
      const again = await options.run(job);
      entry.failures = 0;
      if (again === undefined || entry.waiting !== undefined) return 0;
      entry.waiting = job.work;
      entry.idles = true;
      return Math.min(longest, Math.max(1, again));
    } catch (error) {
      const again = options.retry(error);
      // What everybody was told to wait for must not bring everybody back at the same moment.
      const wait = typeof again === "number" ? again * (1 + random() / 10) : backoff(entry.failures, pace, random);
      const rest = Math.min(longest, Math.max(1, wait));
      entry.failures++;
      if (again !== "never") {
        entry.waiting = entry.waiting === undefined ? job.work : options.merge(job.work, entry.waiting);
      }
      options.failed(job, error, again === "never" ? "never" : rest);
      return rest;
    }
  }

  function wakeAfter(entry: Entry<T>, ms: number): void {
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      entry.idles = false;
      line(entry);
    }, ms);
    entry.timer.unref();
  }

  function remember({ key, failures }: Entry<T>, rest: number): void {
    tired.delete(key);
    tired.set(key, { failures, until: Date.now() + rest });
    const [oldest] = tired.keys();
    if (tired.size > most && oldest !== undefined) tired.delete(oldest);
  }

  function idle(): Promise<void> {
    return entries.size === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve));
  }

  async function drain(timeout: number): Promise<number> {
    mode = "finishing";
    for (const entry of entries.values()) {
      if (entry.timer === undefined) continue;
      clearTimeout(entry.timer);
      entry.timer = undefined;
      if (entry.failures > 0 || entry.idles) entries.delete(entry.key);
      else line(entry);
    }
    const later = (ms: number, then: () => void) => setTimeout(then, ms);
    const stop = later(timeout / 2, () => {
      mode = "stopping";
      tell();
    });
    let enough: NodeJS.Timeout | undefined;
    await Promise.race([idle(), new Promise<void>((resolve) => (enough = later(timeout, resolve)))]);
    clearTimeout(stop);
    clearTimeout(enough);
    mode = "stopping";
    return entries.size;
  }

  return { add, size: () => entries.size, running: () => held.sound + held.failing, idle, drain };
}
