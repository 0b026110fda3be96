import fc from "fast-check";
import type { Nodes, Parents, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { stringify as printYaml, parse as readYaml } from "yaml";
import { inert } from "../../src/markdown/inert.ts";
import { safeBlock, safeCell, safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import { keyIn, withKey } from "../../src/model/key.ts";
import { mentions, nasties, references } from "./nasties.ts";

const mentioned = ["@alice"];
const functions: Readonly<Record<string, (text: string) => string>> = {
  safeInline: (text) => safeInline(text, { mentions: mentioned }),
  safeCell: (text) => safeCell(text, { mentions: mentioned }),
  safeBlock: (text) => safeBlock(text, { mentions: mentioned }),
  "safeBlock, quoted": (text) => safeBlock(text, { mentions: mentioned, quote: true }),
  safeTitle,
  safeCommitMessage,
  inert: (text) => inert(text, mentioned),
};

const syntax = {
  extensions: [gfm(), frontmatter(["yaml"])],
  mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
};

function read(text: string): Root {
  return fromMarkdown(text, syntax);
}

/** Pieces of known trouble glued together, with ordinary and random text between. */
const payload = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...nasties, ...mentions, ...references) },
      { weight: 2, arbitrary: fc.constantFrom(" ", "\n", "\n\n", " text ", "x", "\t", ".", "  ") },
      { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(..."*_~`[]()<>!&#@|\\-+=:/.\n a1"), maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""));

interface Safe {
  readonly title: string;
  readonly line: string;
  readonly cell: string;
  readonly block: string;
  readonly quote: string;
}

/** Five texts, each in its own kind of place. */
function safe([title, line, cell, block, quote]: readonly [string, string, string, string, string]): Safe {
  return {
    title: safeTitle(title),
    line: safeInline(line),
    cell: safeCell(cell),
    block: safeBlock(block),
    quote: safeBlock(quote, { quote: true }),
  };
}

function place({ title, line, cell, block, quote }: Safe): string {
  return `---
${printYaml({ id: "INC-2025-042", title, services: ["a"] })}---

# INC-2025-042: ${line}

## Timeline

- 2025-01-15T02:45:00Z first (@alice)
- 2025-01-15T02:46:00Z ${line} (@alice)
- [ ] ${line} @alice due:2025-01-16
- last

line ${line}

| a | b |
| --- | --- |
| ${cell} | x |
| y | ${cell} |

Before

${block}

After

${quote}

End

### ${line}
`;
}

const blocks = new Set(["paragraph", "list", "listItem", "blockquote", "code"]);
const phrasing = new Set(["text", "inlineCode", "link", "emphasis", "strong", "delete"]);

/** What stands where in the document; undefined where it may have anything harmless. */
function structure(root: Root): readonly string[] {
  const found: string[] = [];
  let within: string | undefined;
  for (const node of root.children) {
    const words = textOf(node);
    if (node.type === "paragraph" && ["Before", "After", "End"].includes(words)) {
      within = words === "End" ? undefined : words;
      found.push(words);
    } else if (within === "Before") {
      expectOnly(node, blocks);
    } else if (within === "After") {
      found.push(node.type);
      expectOnly(node, blocks);
    } else {
      found.push(node.type === "heading" ? `heading ${node.depth}` : node.type);
      if (node.type === "yaml") continue;
      if (node.type === "list")
        for (const item of node.children)
          found.push(`item ${item.checked} ${item.children.map((child) => child.type)}`);
      if (node.type === "table") for (const row of node.children) found.push(`row ${row.children.length}`);
      expectOnly(node, new Set(["heading", "paragraph", "list", "listItem", "table", "tableRow", "tableCell"]));
    }
  }
  return found;
}

function expectOnly(node: Nodes, also: ReadonlySet<string>): void {
  if (!also.has(node.type) && !phrasing.has(node.type) && !(node.type === "break" && also === blocks))
    throw new Error(`Unexpected ${node.type}: ${JSON.stringify(node).slice(0, 300)}`);
  if (node.type === "link" && !/^(?:https?:\/\/|mailto:)/i.test(node.url))
    throw new Error(`Unexpected address ${node.url}`);
  if ("children" in node) for (const child of (node as Parents).children) expectOnly(child, also);
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node as Parents).children.map((child) => textOf(child)).join("") : "";
}

const expected = structure(read(place(safe(["a", "b", "c", "d", "e"]))));

describe("hazard 16: Markdown and HTML injection", () => {
  test("10,000 fuzzed payloads change nothing around them", () => {
    let runs = 0;
    fc.assert(
      fc.property(fc.tuple(payload, payload, payload, payload, payload), (texts) => {
        runs += texts.length;
        const placed = safe(texts);
        const document = place(placed);
        const root = read(document);
        // A text of nothing but marks that are dropped leaves its block empty.
        expect(structure(root)).toEqual(
          placed.quote === "" ? expected.filter((type) => type !== "blockquote") : expected,
        );
        expect(document).not.toContain("<!--");
        const yaml = root.children[0];
        expect(yaml?.type === "yaml" && readYaml(yaml.value)).toEqual({
          id: "INC-2025-042",
          title: placed.title,
          services: ["a"],
        });
      }),
      { numRuns: 2_000, seed: 16 },
    );
    console.log(`hazard 16: ${runs} payloads in a title, lines, cells, a block and a quote: structure unchanged`);
  }, 240_000);

  test("what is safe stays as it is when it is made safe again", () => {
    for (const [name, safe] of Object.entries(functions)) {
      fc.assert(
        fc.property(payload, (text) => {
          const once = safe(text);
          expect(safe(once), name).toBe(once);
        }),
        { numRuns: 700, seed: 17 },
      );
    }
  }, 240_000);

  test("no forged marker is read, and ours still is", () => {
    const forged = [
      ...nasties,
      "<!-- gitcident:key x -->",
      "a <!-- gitcident:key x --> b",
      "```\n<!-- gitcident:key x -->\n```",
      "`<!-- gitcident:key x -->`",
    ];
    for (const text of forged)
      for (const [name, safe] of Object.entries(functions)) {
        expect(keyIn(safe(text)), name).toBeUndefined();
        expect(keyIn(withKey("summary", safe(text))), name).toBe("summary");
      }
  });
});

/** Live mentions and references in a text as GitHub reads it, after Markdown; independent of how we make them inert. */
function alive(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/(?:^|[^\w`/])@[a-z\d](?:[a-z\d-]{0,38})(?:\/[\w.-]+)?/gi),
    ...text.matchAll(/(?:^|[^\w&/])#\d+\b/g),
    ...text.matchAll(/(?:^|[^\w/])[\w.-]+\/[\w.-]+#\d+/g),
    ...text.matchAll(/\bgh-\d+/gi),
    ...text.matchAll(/&(?:#0*64|#x0*40|commat|#0*35|#x0*23|num);?/gi),
    ...text.matchAll(
      /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[^\w\n]{0,12}\s*(?:#\d|gh-\d|[\w.-]+\/[\w.-]+#\d|https?:\/\/[^\s]+\/(?:issues|pull)\/\d)/gi,
    ),
  ];
  return found.map((match) => match[0].trim()).filter((match) => !/^[^\w@]?@alice$/i.test(match));
}

/** The texts that GitHub's filters see: each text node, and each paragraph with its addresses where links lead to them. */
function rendered(node: Nodes): readonly string[] {
  if (node.type === "text") return [node.value];
  if (node.type === "code" || node.type === "inlineCode" || node.type === "yaml") return [];
  if (!("children" in node)) return [];
  const inner = (node as Parents).children.flatMap((child) => rendered(child));
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell")
    return [...inner, spelled(node)];
  return inner;
}

/** A paragraph's words, with code left out and each link as its address, so that a keyword beside one is seen. */
function spelled(node: Nodes): string {
  if (node.type === "inlineCode") return "`";
  if (node.type === "link") return node.url.includes("@") || /#\d/.test(node.url) ? "" : node.url;
  if ("value" in node) return node.value;
  return "children" in node ? (node as Parents).children.map((child) => spelled(child)).join("") : "";
}

describe("hazard 15: mentions and references in copied text", () => {
  const wraps: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `x ${text} y`,
    (text) => `**x**${text}**y**`,
    (text) => `[see](https://a.example)${text}`,
  ];
  const texts = wraps.flatMap((wrap) => [...mentions, ...references].map(wrap));

  test("the detector sees what is alive", () => {
    for (const text of [
      "@team",
      "hey @octo/sre.",
      "#12",
      "(#12)",
      "a/b#1",
      "GH-1",
      "fixes https://github.com/o/r/issues/1",
      "&#64;x",
    ])
      expect(alive(text), text).not.toEqual([]);
    for (const text of ["a@b.example", "@alice", "`@`", "C# 12", "@\u2060team", "https://a.example/@x"])
      expect(alive(text), text).toEqual([]);
  });

  test("in every field none is alive but those allowed", () => {
    const wrong: string[] = [];
    for (const text of texts) {
      for (const [name, make] of Object.entries(functions)) {
        const result = make(text);
        const seen =
          name.startsWith("safeInline") || name.startsWith("safeBlock") || name === "safeCell"
            ? rendered(read(result))
            : [result];
        const live = seen.flatMap((one) =>
          alive(name === "safeTitle" || name === "safeCommitMessage" ? one.replaceAll("@alice", "@!") : one),
        );
        if (live.length > 0) wrong.push(`${name}: ${JSON.stringify(text)} → ${JSON.stringify(result)}: ${live}`);
      }
      if (/@alice\b/.test(safeTitle(text) + safeCommitMessage(text))) wrong.push(`allowed in a title: ${text}`);
    }
    console.log(`hazard 15: ${texts.length} strings in ${Object.keys(functions).length} fields, ${wrong.length} live`);
    expect(texts.length).toBeGreaterThanOrEqual(300);
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  test("what is allowed stays alive, and an allowed reference closes nothing", () => {
    expect(inert("@alice and @Alice, not @alice-bob or @alice/x", ["alice"])).toBe(
      "@alice and @Alice, not @\u2060alice-bob or @\u2060alice/x",
    );
    expect(inert("@octo/sre. #42 #43 o/r#42", ["@octo/sre", "#42"])).toBe("@octo/sre. #42 #\u206043 o/r#\u206042");
    expect(alive(inert("fixes #42", ["#42"])).filter((one) => /fix/.test(one))).toEqual([]);
    expect(safeInline("asked @alice and @bob", { mentions: ["@alice"] })).toBe("asked @alice and @\u2060bob");
  });
});

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
    for (const [name, make] of Object.entries(functions))
      for (const piece of pieces) {
        const text = piece.repeat(Math.ceil(65_536 / piece.length));
        make(text);
        // Processor time: what else the machine does is none of this text's fault.
        const from = process.cpuUsage();
        make(text);
        const { user, system } = process.cpuUsage(from);
        const took = (user + system) / 1000;
        if (took > worst.took) worst = { took, name: `${name} of ${JSON.stringify(piece)}` };
      }
    console.log(`hazard 22: the slowest of 64 KB is ${worst.name}, ${worst.took.toFixed(0)} ms`);
    // Generous: the machine is shared. What this catches is quadratic time, which is seconds.
    expect(worst.took, worst.name).toBeLessThan(500);
  }, 60_000);
});
