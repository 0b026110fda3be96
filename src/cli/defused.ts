/**
 * A text of which no line is a command to a runner of GitHub Actions, and that says the same. A runner takes a line that
 * begins with `::name::` after any white space, and `##[name]` wherever it stands (actions/runner, `ActionCommand.cs`).
 * In Markdown the escape is not seen but in code, in HTML it never is.
 */
export function defused(text: string): string {
  const [colon, bracket] = /^\s*<!doctype html>/i.test(text) ? ["&#58;", "&#91;"] : ["\\:", "\\["];
  return text.replaceAll(/(?<=^|[\r\n])([\s\u0085]*):(?=:)/g, `$1${colon}`).replaceAll("##[", `##${bracket}`);
}
