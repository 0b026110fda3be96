import type { Target } from "../model/target.ts";
import { nameOf } from "../model/target.ts";
import type { Found } from "../reconcile/sweep.ts";
import { nameOfPlace, type Place } from "./place.ts";

export interface TickOptions {
  readonly places: () => Promise<readonly Place[]>;
  readonly sweep: (place: Place) => Promise<readonly Found[]>;
  readonly enqueue: (place: Place, target: Target) => void;
  readonly failed: (place: Place | undefined, error: unknown) => void;
  readonly now?: () => number;
}

export interface Tick {
  /** Looks for work everywhere. `whole`: also where nothing has changed since it was last in order. */
  readonly run: (whole: boolean) => Promise<void>;
  /** A webhook of a place came: its reminders are looked at unless they were a short while ago. */
  readonly heard: (place: Place) => void;
  /** A target did not come into order: what it looked like then says nothing. */
  readonly unmark: (place: Place, target: Target) => void;
}

/** Milliseconds between two looks at a repository's reminders. */
export const tickEvery = 300_000;
/** Places swept in one tick, those first that waited longest: a sweep costs some requests of an hour's 5,000. */
const mostSwept = 30;
/** Places that webhooks told of, kept for servers that can't list an installation's repositories. */
const mostHeard = 1000;

/**
 * Finds what webhooks failed to tell: lost deliveries, things that became due, work that failed. Ticks may be late,
 * skipped or doubled, as nothing depends on how many there are.
 */
export function createTick(options: TickOptions): Tick {
  const { now = Date.now } = options;
  const heard = new Map<string, Place>();
  const swept = new Map<string, number>();
  const reminded = new Map<string, number>();
  const marks = new Map<string, string>();
  /** Undefined: to be asked for. */
  let listed: readonly Place[] | undefined;
  let running: Promise<void> | undefined;

  async function sweepPlace(place: Place, whole: boolean): Promise<void> {
    const name = nameOfPlace(place);
    swept.delete(name);
    swept.set(name, now());
    reminded.set(name, now());
    for (const { target, mark } of await options.sweep(place)) {
      const key = `${name} ${nameOf(target)}`;
      if (!whole && mark !== "" && marks.get(key) === mark) continue;
      if (mark !== "") marks.set(key, mark);
      options.enqueue(place, target);
    }
  }

  async function all(whole: boolean): Promise<void> {
    if (whole || !listed) {
      listed = await options.places().catch((error) => {
        options.failed(undefined, error);
        return undefined;
      });
    }
    if (whole) marks.clear();
    const places = new Map((listed?.length ? listed : [...heard.values()]).map((place) => [nameOfPlace(place), place]));
    const due = [...places].sort(([a], [b]) => (swept.get(a) ?? 0) - (swept.get(b) ?? 0)).slice(0, mostSwept);
    for (const [, place] of due) {
      await sweepPlace(place, whole).catch((error) => options.failed(place, error));
    }
  }

  return {
    run: async (whole) => {
      // A tick that comes while another runs must see what the first no longer looks at.
      await running;
      running = all(whole).finally(() => {
        running = undefined;
      });
      await running;
    },
    heard: (place) => {
      const name = nameOfPlace(place);
      if (heard.size < mostHeard) heard.set(name, place);
      // The App was let into another repository: the list is too old.
      if (listed && !listed.some((one) => nameOfPlace(one) === name)) listed = undefined;
      if ((reminded.get(name) ?? 0) > now() - tickEvery) return;
      reminded.set(name, now());
      options.enqueue(place, { kind: "reminders" });
    },
    unmark: (place, target) => void marks.delete(`${nameOfPlace(place)} ${nameOf(target)}`),
  };
}
