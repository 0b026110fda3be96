/**
 * Milliseconds of this process's processor time that some work takes. A bound on it holds on a busy machine too, where
 * a bound on the clock would fail for what others do.
 */
export function cpuTime(work: () => void): number {
  const from = process.cpuUsage();
  work();
  return cpuSince(from);
}

/**
 * The least of several runs: others on the machine slow down one or the other, and what is slow by itself is slow each time.
 * Runs again while it is over `bound`, ten times at most. `prepare` makes what each run needs anew.
 */
export function leastCpuTime<T>(bound: number, work: (prepared: T) => void, prepare: () => T): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 2 || (least > bound && tries < 10); tries++) {
    const prepared = prepare();
    least = Math.min(
      least,
      cpuTime(() => work(prepared)),
    );
  }
  return least;
}

/** The time of work that is awaited. */
export async function cpuTimeOf(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  return cpuSince(from);
}

function cpuSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
