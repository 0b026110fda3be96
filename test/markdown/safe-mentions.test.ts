import type { Nodes, Parents } from "mdast";
import { describe, expect, test } from "vitest";
import { inert } from "../../src/markdown/inert.ts";
import { safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import { mentions, references } from "./references.ts";
import { functions, read } from "./safe-functions.ts";

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
