import ignore from "ignore";

/** One line of CODEOWNERS: a pattern, and who owns what it fits; nobody where no one is named. */
interface OwnerLine {
  readonly fits: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Who owns a path, as written (`@login`, `@org/team`, an address); empty: nobody does. */
export type CodeOwners = (path: string) => readonly string[];

/** GitHub reads no more than 3 MB; hand-written ones have a hundred lines. */
const mostLines = 10_000;

/**
 * Reads CODEOWNERS with the semantics of the `ignore` package, which are those of gitignore: the last line that fits
 * counts. What GitHub leaves out of gitignore is left out here: lines with `!` or `[`, and `folder/*` is one level deep.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax
 */
export function readCodeOwners(text: string): CodeOwners {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/, mostLines)
    .flatMap(readLine)
    .toReversed();
  return (path) => lines.find(({ fits }) => fits(path))?.owners ?? [];
}

function readLine(line: string): readonly OwnerLine[] {
  const [, pattern = "", rest = ""] = /^\s*((?:\\\s|[^\s#])(?:\\\s|\S)*)(.*)$/.exec(line.slice(0, 4000)) ?? [];
  if (pattern === "" || /^!|\[/.test(pattern)) return [];
  const owners = rest
    .replace(/(?:^|\s)#.*$/, "")
    .split(/\s+/)
    .filter((owner) => owner.includes("@"));
  const rules = ignore({ ignorecase: false, allowRelativePaths: false }).add(pattern);
  const shallow = pattern.endsWith("/*");
  const fits = (path: string): boolean => {
    if (!ignore.isPathValid(path) || !rules.ignores(path)) return false;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    return !shallow || folder === "" || !rules.ignores(folder);
  };
  return [{ fits, owners }];
}
