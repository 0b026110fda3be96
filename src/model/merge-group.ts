/** A branch on which GitHub tries what a merge queue would merge next. */
export interface MergeGroup {
  /** The branch that it would be merged to. */
  readonly base: string;
  /** The pull request that came to the queue last. */
  readonly pull: number;
  /** The commit that the group was put upon. */
  readonly onto: string;
}

/** What every name of such a branch begins with. */
export const mergeGroupPrefix = "gh-readonly-queue/";

/** What the name says, e.g. `gh-readonly-queue/main/pr-104-929f…`; undefined where it is no name of a merge group. */
export function mergeGroupOf(branch: string): MergeGroup | undefined {
  if (!branch.startsWith(mergeGroupPrefix)) return undefined;
  const [, base = "", digits, onto = ""] =
    /^([^/].*)\/pr-([1-9]\d{0,11})-([0-9a-f]{40,64})$/s.exec(branch.slice(mergeGroupPrefix.length)) ?? [];
  return base === "" ? undefined : { base, pull: Number(digits), onto };
}
