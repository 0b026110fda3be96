import { styleText } from "node:util";

/** With `--json` standard output is for the answer alone. */
const print = process.argv.includes("--json") ? console.error : console.log;

/** How the demo speaks: to a person who watches, one step after the other. */
export const show = {
  scene: (at: string, text: string): void => print(`\n${styleText("cyan", at)}  ${styleText("bold", text)}`),
  says: (at: string, by: string, text: string): void =>
    print(`${styleText("cyan", at)}  ${styleText("yellow", `@${by}`)} ${text}`),
  result: (text: string): void =>
    print(
      text
        .split("\n")
        .map((line) => `          ${styleText("dim", line)}`)
        .join("\n"),
    ),
  check: (holds: boolean, text: string): void =>
    print(`  ${holds ? styleText("green", "✓") : styleText("red", "✗")} ${text}`),
  line: (text: string): void => print(text),
};

/** Hidden markers and folded details are for machines: a reader sees the page without them. */
export function asRead(body: string): string {
  return body
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<details>[\s\S]*?<\/details>/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
