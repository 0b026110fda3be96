import { styleText } from "node:util";

/** How the demo speaks: to a person who watches, one step after the other. */
export const show = {
  scene: (at: string, text: string): void => console.log(`\n${styleText("cyan", at)}  ${styleText("bold", text)}`),
  says: (at: string, by: string, text: string): void =>
    console.log(`${styleText("cyan", at)}  ${styleText("yellow", `@${by}`)} ${text}`),
  result: (text: string): void =>
    console.log(
      text
        .split("\n")
        .map((line) => `          ${styleText("dim", line)}`)
        .join("\n"),
    ),
  check: (holds: boolean, text: string): void =>
    console.log(`  ${holds ? styleText("green", "✓") : styleText("red", "✗")} ${text}`),
  line: (text: string): void => console.log(text),
};

/** Hidden markers and folded details are for machines: a reader sees the page without them. */
export function asRead(body: string): string {
  return body
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<details>[\s\S]*?<\/details>/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
