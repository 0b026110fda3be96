/**
 * Milliseconds of this process's processor time that some work takes. A bound on it holds on a busy machine too, where
 * a bound on the clock would fail for what others do.
 */
export function cpuTime(work: () => void): number {
  const from = process.cpuUsage();
  work();
  return cpuSince(from);
}

/** The same for work that is awaited. */
export async function cpuTimeOf(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  return cpuSince(from);
}

function cpuSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
