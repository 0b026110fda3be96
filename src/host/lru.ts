export interface Lru<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly delete: (key: string) => void;
}

/** A map that forgets what was used longest ago once its values weigh more than `capacity` together. */
export function lru<V>(capacity: number, weigh: (value: V) => number = () => 1): Lru<V> {
  const entries = new Map<string, V>();
  let weight = 0;
  const drop = (key: string): void => {
    const value = entries.get(key);
    if (value === undefined) return;
    entries.delete(key);
    weight -= weigh(value);
  };
  return {
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      drop(key);
      const added = weigh(value);
      if (added > capacity) return;
      entries.set(key, value);
      weight += added;
      for (const oldest of entries.keys()) {
        if (weight <= capacity) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
