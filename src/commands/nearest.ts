/**
 * The known name that a person most probably meant, or undefined. One slip (a letter added, left out, wrong, or two
 * swapped) is forgiven in short names, two in names of six letters or more. Names of three letters must also begin
 * right: otherwise `/dev` would be a misspelt `/sev`.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 30) return undefined;
  let best: { name: string; slips: number } | undefined;
  for (const name of known) {
    const allowed = Math.min(name.length, word.length) >= 6 ? 2 : 1;
    const slips = slipsBetween(word, name);
    const begins = word[0] === name[0];
    if (slips > allowed || (!begins && (name.length <= 3 || slips > 1))) continue;
    if (best === undefined || slips < best.slips) best = { name, slips };
  }
  return best?.name;
}

/** Optimal string alignment distance (Damerau 1964, each substring edited once), O(|a|·|b|). */
export function slipsBetween(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(older, j - 2) + 1);
      row.push(cost);
    }
    older = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
