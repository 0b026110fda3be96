/** A line in which groups take turns; within a group, first in, first out. */
export interface Turns<E> {
  readonly push: (group: string, one: E) => void;
  readonly shift: () => E | undefined;
}

export function createTurns<E>(): Turns<E> {
  const groups = new Map<string, E[]>();
  return {
    push: (group, one) => {
      const line = groups.get(group);
      if (line) line.push(one);
      else groups.set(group, [one]);
    },
    shift: () => {
      for (const [group, line] of groups) {
        const one = line.shift();
        groups.delete(group);
        if (line.length > 0) groups.set(group, line);
        return one;
      }
      return undefined;
    },
  };
}
