/** The indexes of a longest run of numbers that never fall, so that what is left out is as little as possible. O(n²). */
export function longestRun(numbers: readonly number[]): ReadonlySet<number> {
  const runs: (readonly number[])[] = [];
  for (const [index, number] of numbers.entries()) {
    const before = runs.filter((run) => (numbers[run.at(-1) as number] as number) <= number);
    runs.push([...(before.toSorted((a, b) => b.length - a.length)[0] ?? []), index]);
  }
  return new Set(runs.toSorted((a, b) => b.length - a.length)[0]);
}
