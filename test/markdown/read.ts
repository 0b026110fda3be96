import fc from "fast-check";
import { type Document, findSection, readDocument, type Section } from "../../src/markdown/document.ts";

/** Reads a text that must be readable. */
export function read(text: string): Document {
  const result = readDocument("incidents/2025/INC-2025-001.md", text);
  if (result.kind !== "ok") throw new Error(result.reason);
  return result.document;
}

export function section(document: Document, title: string): Section {
  const found = findSection(document, title);
  if (!found) throw new Error(`no section ${title}`);
  return found;
}

const gap = fc.constantFrom("\n", "\n\n", "\n\n\n", "\n \t\n");
const bullet = fc.constantFrom("-", "*", "+", "1.", "7)");
const padding = fc.constantFrom(" ", "  ", "    ", "\t");
const time = fc.constantFrom("02:00:00", "03:00:00", "03:30:15", "04:00:00").map((hours) => `2025-01-15T${hours}Z`);
const tail = fc.constantFrom(
  "",
  "",
  "",
  "  ",
  "\n  more of it",
  "\nlazy",
  "\n\n  second paragraph",
  "\n  - nested\n  - two",
  "\n  ```\n  - code\n  ```",
  " \\",
);
const line = fc.oneof(
  fc.tuple(time, fc.constantFrom(" said (@alice)", " **bold** 🚒", " `a | b`", "")).map((parts) => parts.join("")),
  fc.constantFrom("no time at all", "[ ] to do @bob due:2025-01-30 #5", "[x] **done**", "[ ]", "# heading", "> quote"),
);
/** A list in one of the ways in which people write them. */
export const anyList = fc
  .record({
    bullet,
    padding,
    indent: fc.constantFrom("", "", " ", "   "),
    loose: fc.boolean(),
    items: fc.array(fc.tuple(line, tail), { minLength: 1, maxLength: 4 }),
  })
  .map((list) =>
    list.items
      .map(
        ([text, more]) =>
          `${list.indent}${list.bullet}${list.padding}${text}${more.replaceAll("\n  ", `\n${list.indent}      `)}`,
      )
      .join(list.loose ? "\n\n" : "\n"),
  );

const before = fc.constantFrom(
  "",
  "A paragraph.",
  "<!-- prompt: say it -->",
  "| a |\n| - |\n| b |",
  "```\n- code\n```",
);
const after = fc.constantFrom("", "Follows.", "### Deeper", "| a |\n| - |\n| b |", "* * *", "    code", "<!-- open");
const whole = fc
  .record({
    mark: fc.constantFrom("", "\uFEFF"),
    front: fc.constantFrom("", "---\nid: x\n---\n", "---\nid: x\n---\n\n# T 🚨\n\nText.\n\n"),
    heading: fc.constantFrom("## Timeline", "  ## Timeline ##", "## **Timeline**:", "Timeline\n---"),
    before,
    lists: fc.array(anyList, { maxLength: 2 }),
    after,
    gaps: fc.tuple(gap, gap, gap, gap),
    more: fc.constantFrom("", "\n## Impact\n\n- other\n", "\n\n  ## Impact", "Impact\n===\n"),
    crlf: fc.boolean(),
  })
  .map((parts) => {
    const body = [parts.before, ...parts.lists, parts.after]
      .filter((one) => one !== "")
      .flatMap((one, index) => [one, parts.gaps[index % 4]]);
    const text = `${parts.front}${parts.heading}${parts.gaps[3]}${body.join("")}${parts.more}`;
    return parts.mark + (parts.crlf ? text.replaceAll("\n", "\r\n") : text);
  });
const ends = fc.constantFrom("", "trim", "spaces");
/** A document with a Timeline section, as odd as people write them. */
export const anyTimelineText = fc
  .tuple(whole, ends)
  .map(([text, end]) => (end === "trim" ? text.trimEnd() : end === "spaces" ? `${text}   ` : text));
