/**
 * Whether a path fits a glob: `*` and `?` stay inside a folder, `**` is any number of folders, `{a,b}` is either.
 * Matched part by part, so that no pattern takes more than the product of both lengths.
 */
export function fitsGlob(path: string, glob: string): boolean {
  const parts = path.split("/");
  return partsOf(glob).some((one) => fitsParts(parts, one));
}

/** A config has few globs, and thousands of paths are held against them. */
const mostKnown = 1000;
const known = new Map<string, readonly (readonly string[])[]>();

function partsOf(glob: string): readonly (readonly string[])[] {
  const before = known.get(glob);
  if (before) return before;
  const parts = alternatives(glob).map((one) => one.replace(/^\.?\//, "").split("/"));
  if (known.size < mostKnown) known.set(glob, parts);
  return parts;
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
  if (!pattern.includes("?")) {
    const star = pattern.indexOf("*");
    if (star === -1) return name === pattern;
    const rest = pattern.slice(star + 1);
    if (!rest.includes("*"))
      return name.length >= pattern.length - 1 && name.startsWith(pattern.slice(0, star)) && name.endsWith(rest);
  }
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
