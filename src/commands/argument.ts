/** An argument as the documentation explains it. */
export interface Argument {
  readonly name: string;
  readonly meaning: string;
}

export const time = { name: "time", meaning: "When it happened; without it, the time of the comment" };
export const text = { name: "text", meaning: "Free text; it may go on over the whole comment" };
export const line = { name: "text", meaning: "Free text, up to the end of the line" };
export const role = {
  name: "role",
  meaning: "A role of the config, its short form (`ic`, `comms`, `ops`) or its beginning",
};
export const user = { name: "@user", meaning: "`@login` or `@org/team`; `me` is the author of the comment" };
export const names = (what: string) => ({
  name: `[+|-]${what}`,
  meaning: "Added with `+` or no sign, removed with `-`; quoted when it has blanks",
});
