import { describe, expect, it } from "vitest";
import { check } from "./check.ts";

const frontmatter =
  "---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\nresolved: 2025-01-15T04:45:00Z\n---\n";

const found = (body: string) =>
  check(`${frontmatter}\n## Summary\n\n${body}\n`)
    .findings.filter(({ rule }) => rule === "sections-filled")
    .map(({ place, message }) => `${place.line}: ${message}`);

describe("nothing is written", () => {
  it.each([
    "",
    "<!-- prompt: say what broke -->",
    "<!-- prompt\n\nover lines -->",
    "-",
    "- [ ]",
    "1.\n2.",
    "Date:",
    "- Duration:\n- Customers:",
    "---",
    "| a | b |\n| - | - |",
    "| a | b |\n| - | - |\n| Customers | |",
    "> ",
    "```\n\n```",
  ])("%j", (body) => {
    expect(found(body)).toEqual(["10: Unexpected empty section `Summary`, expected it to be written"]);
  });
});

describe("something is left to write", () => {
  it.each([
    ["TBD", "TBD"],
    ["todo", "todo"],
    ["…", "…"],
    ["TODO: ask Bob", "TODO"],
    ["- TODO", "TODO"],
    ["To be written.", "To be written."],
    ["It was down (TBD: for how long).", "(TBD: for how long)"],
    ["It was down for [todo] minutes.", "[todo]"],
    ["Owner: TBD", "TBD"],
    ["Down for {{ duration }}.", "{{ duration }}"],
    ["{% if x %}", "{% if x %}"],
    ["| a | b |\n| - | - |\n| Customers | TBD |", "TBD"],
  ])("%j", (body, marker) => {
    const messages = found(body);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`left in \`Summary\``);
    expect(messages[0]).toContain(marker);
  });
});

describe("it is written", () => {
  it.each([
    "The TODO list in the cache was taken for orders.",
    "The template held `{{ name }}` and `TODO`.",
    "```\nTODO {{ x }}\n```",
    "![the graph](graph.png)",
    "We did:\n\n- nothing",
    "Nowhere that we know of",
    "| a | b |\n| - | - |\n| Customers | 100% |",
    "Ursache: Überlastung",
    "障害は二時間続いた",
    "### Deeper\n\nText",
  ])("%j", (body) => {
    expect(found(body)).toEqual([]);
  });
});
