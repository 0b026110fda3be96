/**
 * Milliseconds of processor time of the slowest single search of each regular expression that some work runs, by its
 * source. Methods of strings and `test` come to `exec` as well, once it is not the built-in one.
 */
export function watched(work: () => void): ReadonlyMap<string, number> {
  const slowest = new Map<string, number>();
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    // Asking for processor time costs more than most searches.
    if (text.length < 500) return exec.call(this, text);
    const from = process.cpuUsage();
    const found = exec.call(this, text);
    const { user, system } = process.cpuUsage(from);
    const ms = (user + system) / 1000;
    slowest.set(this.source, Math.max(ms, slowest.get(this.source) ?? 0));
    return found;
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return slowest;
}

/** The least of several runs, as long as an expression is over `bound` in each. */
export function watchedAtBest(bound: number, work: () => void): ReadonlyMap<string, number> {
  let least = watched(work);
  for (let tries = 1; tries < 10 && [...least.values()].some((ms) => ms > bound); tries++) {
    const again = watched(work);
    least = new Map([...least].map(([source, ms]) => [source, Math.min(ms, again.get(source) ?? ms)]));
  }
  return least;
}
