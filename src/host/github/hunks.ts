/**
 * The lines of the new text that a patch shows, hunk by hunk: where GitHub takes review comments. `@@ -1,4 +1,6 @@`
 * begins a hunk of six new lines from line 1 on; a count of 1 is left out.
 */
export function hunksOf(patch: string): readonly (readonly [number, number])[] {
  return Array.from(patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)).flatMap(([, from, count]) => {
    const [first, lines] = [Number(from), Number(count ?? 1)];
    return lines > 0 ? [[first, first + lines - 1] as const] : [];
  });
}
