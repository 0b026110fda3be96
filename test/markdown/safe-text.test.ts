import { describe, expect, test } from "vitest";
import { safeBlock, safeCell, safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import { leastCpuTime } from "../cpu-time.ts";
import { watchedAtBest } from "../rules/watched-expressions.ts";
import { nasties } from "./nasties.ts";
import { functions } from "./safe-functions.ts";

describe("what people see", () => {
  test.each([
    ["**bold**, `code | @x` and https://a.example/b_c.", "**bold**, `code | @x` and https://a.example/b_c."],
    ["ran `npm i @types/node`", "ran `npm i @types/node`"],
    ["- not an item", "\\- not an item"],
    ['[run](https://a.example "title")', "[run](https://a.example)"],
    ["[run](javascript:alert(1))", "run"],
    ["![graph](https://a.example/g.png)", "[graph](https://a.example/g.png)"],
    ["a\nb\r\n  c", "a b c"],
    ["x <!-- hidden --> y", "x y"],
    ["<b>x</b>", "\\<b>x\\</b>"],
    ["/close", "\\/close"],
    ["👩‍👩‍👧 ok", "👩‍👩‍👧 ok"],
    ["\u202egnp.exe\u200b", "gnp.exe"],
  ])("%j on one line is %j", (text, line) => {
    expect(safeInline(text)).toBe(line);
  });

  test("a cell escapes the bar in code too", () => {
    expect(safeCell("`a | b` | c")).toBe("`a \\| b` \\| c");
  });

  test("a block keeps its paragraphs, lists and code and loses its headings, HTML and definitions", () => {
    const text = "# Head\n\npara\n---\n\n- a\n  - b\n\n```js\nlet x\n\n<div>\n\n[y]: https://a.example";
    expect(safeBlock(text)).toBe(
      "**Head**\n\n**para**\n\n- a\n  - b\n\n```js\nlet x\n\n<div>\n\n[y]: https://a.example\n```",
    );
    expect(safeBlock("a\n\nb", { quote: true })).toBe("> a\n>\n> b");
  });

  test("no line of ours starts a command of another bot", () => {
    for (const text of nasties)
      for (const [name, make] of Object.entries(functions)) {
        // Bots read comments: titles and commit messages start no command.
        if (name === "inert" || name === "safeTitle" || name === "safeCommitMessage") continue;
        const lines = make(text).split(/\r\n?|[\n\u2028\u2029\u0085]/);
        expect(
          lines.filter((line) => /^[\s\u200b\u2060\u3000]*\//.test(line)),
          `${name} ${JSON.stringify(text)}`,
        ).toEqual([]);
      }
  });

  test("titles and commit messages have their length and skip, close and credit nothing", () => {
    expect(safeTitle("x".repeat(500))).toHaveLength(200);
    const message = safeCommitMessage(
      `[skip ci] ${"long ".repeat(40)}\n\nwhy\n\nCo-authored-by: a <a@b.example>\nskip-checks: true`,
    );
    expect(message.split("\n")[0]?.length).toBeLessThanOrEqual(72);
    expect(message).not.toMatch(/\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]|^[A-Za-z-]+:/im);
    expect(safeCommitMessage("Set the severity to sev1")).toBe("Set the severity to sev1");
  });

  test("a text that is cut says so", () => {
    expect(safeInline("word ".repeat(1000))).toMatch(/word…$/);
    expect(safeInline("@a ".repeat(1000)).length).toBeLessThanOrEqual(2000);
  });
});

describe("hazard 22: slow texts", () => {
  test("64 KB of anything takes milliseconds", () => {
    const pieces = [
      "<!--",
      "~a",
      "> ",
      "*a",
      "_a ",
      "[",
      "![",
      "[a](",
      "`a``",
      "<a ",
      "&#x",
      "**a_",
      "https://",
      "www.",
      "a@b.",
      "|",
      "- ",
      "1. ",
      "\\",
      "@a",
      "#1 ",
      "](",
      "*_",
      "fixes ",
      "\n",
      "- a\n",
      "> a\n",
      "a\n\n",
      "[skip ",
      "\u200d",
      "é",
      " ",
    ];
    let worst = { took: 0, name: "" };
    let expression = worst;
    for (const [name, make] of Object.entries(functions))
      for (const piece of pieces) {
        const text = piece.repeat(Math.ceil(65_536 / piece.length));
        const took = leastCpuTime(
          300,
          () => make(text),
          () => undefined,
        );
        if (took > worst.took) worst = { took, name: `${name} of ${JSON.stringify(piece)}` };
        for (const [source, ms] of watchedAtBest(20, () => make(text)))
          if (ms > expression.took)
            expression = { took: ms, name: `/${source.slice(0, 80)}/ on ${JSON.stringify(piece)}` };
      }
    console.log(`hazard 22: the slowest of 64 KB is ${worst.name}, ${worst.took.toFixed(0)} ms`);
    console.log(`one of its expressions at most ${expression.took.toFixed(0)} ms (${expression.name})`);
    // What the hazard asks of each expression; a function is several, and some of them parse.
    expect(expression.took, expression.name).toBeLessThanOrEqual(20);
    expect(worst.took, worst.name).toBeLessThanOrEqual(300);
  }, 600_000);
});
