/** The clock of the demo: `Date` runs on as always, from wherever the story says that it is. Timers are not touched. */
export interface StoryClock {
  /** Sets the time, an ISO 8601 instant. */
  readonly set: (instant: string) => void;
  /** Gives the real time back. */
  readonly restore: () => void;
}

export function startClock(): StoryClock {
  const Real = globalThis.Date;
  let offset = 0;
  class StoryDate extends Real {
    constructor(...given: ConstructorParameters<typeof Date> | []) {
      super(...((given.length === 0 ? [Real.now() + offset] : given) as [number]));
    }
    static override now(): number {
      return Real.now() + offset;
    }
  }
  globalThis.Date = StoryDate as DateConstructor;
  return {
    set: (instant) => {
      offset = Real.parse(instant) - Real.now();
    },
    restore: () => {
      globalThis.Date = Real;
    },
  };
}
