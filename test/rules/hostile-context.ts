import { documentOf } from "../../src/markdown/document.ts";
import { readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { readFields } from "../../src/model/fields.ts";
import type { RuleContext } from "../../src/rules/rule.ts";
import { exampleFacts } from "./example-facts.ts";

/** Characters of a hostile text. */
export const hostileSize = 65_536;

/** A unit as often as it fits into so many characters. */
export const manyOf = (unit: string, size = hostileSize): string =>
  unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** What an expression may begin to match, and then not. */
export const hostileUnits: readonly string[] = [
  ..."aA0 \t\n.:-@\"“'`*_#+/([<~=&",
  "Aa ",
  "Aa Aa ",
  "the ",
  "the on-call ",
  "the engineer failed to ",
  "he accidentally ",
  "Bob forgot ",
  "@a ",
  "@a had ",
  "@a broke ",
  "@a/",
  "caused by @",
  "not careless ",
  "should have ",
  "should \n",
  "is solely ",
  "lack of ",
  "fault of the ",
  "human ",
  "human error ",
  "a human error",
  "crazy ",
  "man ",
  "black  ",
  "password",
  "password: ",
  "token=",
  "://a",
  "https://a:b",
  "Bearer ",
  "eyJa.",
  "sk-",
  "-----BEGIN PRIVATE KEY-----\n",
  "a.b",
  "a@b.",
  "a@b.c.d ",
  "+1 2",
  "+49 30 ",
  "4532",
  "4532 0151 ",
  "1.1.",
  "1.1.1.1 ",
  "customer's ",
  '"a ',
  "“a",
  "](a",
  "](#a)",
  "]:",
  "due:",
  "due:2025-01-30 ",
  "review ",
  "2025-01-",
  "why ",
  "no ",
];

/** What a document of hostile text is made of. */
export interface HostileShape {
  /** The sections among which the text is divided; those of lists, and whether each of their lines is an item. */
  readonly sections: readonly string[];
  readonly lists: readonly string[];
  readonly byLine?: boolean;
  /** Whether headings and fields hold the text, too: as much of it as their caps let through. */
  readonly everywhere?: boolean;
}

/** Items that a list may have before the file counts as unreadable, see src/markdown/caps.ts. */
const mostItems = 2000;

const at = (start: number, end: number) => ({
  start: { line: 1, column: 1, offset: start },
  end: { line: 1, column: 1, offset: end },
});
const text = (value: string, start: number) => {
  const position = at(start, start + value.length);
  return { type: "text", value, position } as const;
};

/** A document whose sections hold a text as it is: what its tree is made of is other tests' business. */
export function contextOf(hostile: string, shape: HostileShape): RuleContext {
  const part = hostile.slice(0, Math.floor(hostile.length / shape.sections.length));
  const line = shape.everywhere ? part.replaceAll(/\s/g, " ").slice(0, 2000) : "";
  // Signs of YAML would make fields that nobody reads.
  const quoted = JSON.stringify(line.replaceAll(/[[\]{}"\\]/g, "x"));
  const times = shape.everywhere
    ? ["started", "detected", "mitigated", "type", "services", "impact: { customers", "roles: { commander"]
    : [];
  const fields = times.map((name) => `${name}: ${quoted}${name.includes("{") ? " }" : ""}\n`).join("");
  let whole = `---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\nresolved: 2025-12-20T00:00:00Z\n${fields}---\n`;
  const children = shape.sections.flatMap((title): readonly object[] => {
    const name = title + line;
    const from = whole.length + 1;
    whole += `\n## ${name}\n\n`;
    const position = at(from, whole.length - 2);
    const heading = { type: "heading", depth: 2, children: [text(name, from + 3)], position } as const;
    const start = whole.length;
    if (!shape.lists.includes(title)) {
      whole += `${part}\n`;
      return [heading, paragraph(part, start)];
    }
    const items = (shape.byLine ? part.split("\n").slice(0, mostItems) : [part]).map((words) => {
      const begin = whole.length;
      whole += `- ${words}\n`;
      const children = [paragraph(words, begin + 2)];
      const position = at(begin, begin + 2 + words.length);
      return { type: "listItem", spread: false, checked: null, children, position } as const;
    });
    const list = {
      type: "list",
      ordered: false,
      spread: false,
      children: items,
      position: at(start, whole.length - 1),
    };
    return [heading, list];
  });
  const document = documentOf("incidents/2025/INC-2025-042.md", whole, { type: "root", children: children as never });
  const read = readFrontmatter(whole);
  if (read.kind !== "ok") throw new Error(`Unexpected fields: ${JSON.stringify(read)}`);
  const { frontmatter } = read;
  const templates = {};
  const now = "2026-01-01T00:00:00Z";
  return {
    document,
    frontmatter,
    fields: readFields(frontmatter.fields),
    config: defaultConfig,
    now,
    templates,
    facts: exampleFacts,
  };
}

function paragraph(words: string, start: number) {
  return { type: "paragraph", children: [text(words, start)], position: at(start, start + words.length) } as const;
}
