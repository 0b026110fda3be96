/**
 * Whether a path fits a glob: `*` and `?` stay inside a folder, `**` is any number of folders, `{a,b}` is either.
 * Matched part by part, so that no pattern takes more than the product of both lengths.
 */
export function fitsGlob(path: string, glob: string): boolean {
  return alternatives(glob).some((one) => fitsParts(path.split("/"), one.replace(/^\.?\//, "").split("/")));
}

export function fitsAnyGlob(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => fitsGlob(path, glob));
}

/** `{a,b}` written out; at most 64, so that a config can't make work without end. */
function alternatives(glob: string): readonly string[] {
  let all = [glob.slice(0, 1000)];
  for (let round = 0; round < 8; round += 1) {
    const next = all.flatMap((one) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(one);
      if (!braces) return [one];
      const rest = one.slice(braces.index + braces[0].length);
      return (braces[1] ?? "").split(",").map((part) => one.slice(0, braces.index) + part + rest);
    });
    if (next.length === all.length || next.length > 64) break;
    all = next;
  }
  return all;
}

function fitsParts(path: readonly string[], glob: readonly string[]): boolean {
  return fits(path, glob, (part) => part === "**", fitsName);
}

function fitsName(name: string, pattern: string): boolean {
  return fits(
    [...name],
    [...pattern],
    (mark) => mark === "*",
    (letter, mark) => mark === "?" || letter === mark,
  );
}

/** The usual greedy match with one step back: after a later star, an earlier one need not be tried again. */
function fits(
  text: readonly string[],
  pattern: readonly string[],
  isStar: (part: string) => boolean,
  same: (part: string, wanted: string) => boolean,
): boolean {
  let [at, want, star, from] = [0, 0, -1, 0];
  while (at < text.length) {
    const wanted = pattern[want];
    if (wanted !== undefined && isStar(wanted)) {
      [star, from] = [want, at];
      want += 1;
    } else if (wanted !== undefined && same(text[at] as string, wanted)) {
      at += 1;
      want += 1;
    } else if (star !== -1) {
      from += 1;
      [at, want] = [from, star + 1];
    } else return false;
  }
  return pattern.slice(want).every(isStar);
}
