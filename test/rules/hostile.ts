/** Parts that make Markdown parsers slow when there are many of them. Hazard 21 of the list, and its kin. */
export const hostileParts: Readonly<Record<string, string>> = {
  comment: "<!--",
  "comment line": "<!--\n",
  "comment behind a word": "a <!--\n",
  "closed comment": "a <!-- -->",
  declaration: "<!A",
  cdata: "<![CDATA[",
  instruction: "<?",
  "open tag": "<a ",
  "open tag, tight": "<a",
  "open attribute": '<a b="',
  "end tag": "</a",
  autolink: "<a:",
  "table cell": "|",
  "table cells": "a|",
  "table head": "|a|\n|-|\n",
  "table head, wide": `${"|a".repeat(90)}|\n${"|-".repeat(90)}|\n`,
  "table head, apart": "|a|\n|-|\n\n",
  strike: "~a",
  "strike, double": "~~a",
  "strike, single line": "~a\n",
  "strike, both": "a~~b~",
  quote: ">",
  "quote, spaced": "> ",
  "quote line": "> a\n",
  "quote, 19 deep": `${"> ".repeat(19)}a\n`,
  "quote, 19 deep, lazy": `${"> ".repeat(19)}a\nb\n`,
  "quote, rising": `${Array.from({ length: 19 }, (_, depth) => `${">".repeat(depth + 1)} a`).join("\n")}\n`,
  bullet: "- ",
  "list item": "- a\n",
  "list item, loose": "- a\n\n",
  "list item, blank": "-\n",
  "list, 19 deep": `${"- ".repeat(19)}a\n`,
  "list, ordered": "1. ",
  "list, ordered, items": "1. a\n",
  "list, quoted": `${"> - ".repeat(9)}a\n`,
  "list, alternating": "- a\n+ a\n",
  "list, indented rest": "- a\n  b\n",
  "list stairs": `${Array.from({ length: 19 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")}\n`,
  "check box": "- [ ] @a due:x\n",
  star: "*",
  "star, opening": "*a ",
  "star, mixed": "*a _b ",
  "star, closing": "a**b",
  "star, unbalanced": "*a **b _c __d ",
  "star, threes": "a***b",
  "star line": "*a\n",
  underscore: "a_",
  bracket: "[",
  "bracket, link": "[a](",
  "bracket, reference": "[a][",
  "bracket, closed": "[a]",
  "bracket, closing": "]",
  image: "![",
  footnote: "[^a]: b\n",
  "footnote call": "[^a] ",
  "footnote, inline": "^[a",
  definition: "[a]: b\n",
  "definition, apart": "[a]: b\n\n",
  "definition, open": "[a]: <b\n",
  backtick: "`a``",
  "backticks rising": Array.from({ length: 40 }, (_, length) => `a${"`".repeat(length)}`).join(""),
  fence: "```\n",
  "fence, tilde": "~~~\na\n~~~\n",
  "fence, quoted": "> ```\n",
  heading: "# \n",
  "heading, named": "## a\n",
  "heading, underlined": "a\n=\n",
  rule: "***\n",
  dashes: "---\n",
  entity: "&amp;",
  "entity, open": "&a",
  escape: "\\",
  "escape, line": "\\\n",
  address: "a@b.c ",
  "address, joined": "a@",
  "address, dotted": "a.b@c-",
  "address, dots": "a.",
  link: "http://a.b ",
  "link, www": "www.a.",
  "link, www, apart": "www.a ",
  "link, brackets": "http://a.b)",
  "link, entities": "http://a&b;",
  "blank line": "\n",
  space: " ",
  "spaces, word": "    a",
  tab: "\t",
  "tab, word": "\ta\n",
  "hard break": "a  \n",
  "carriage return": "a\r",
  "html block": "<div>\n\n",
  "html details": "<details>\n",
  letter: "a",
  "letter line": "a\n",
  "wide letter": "𝒳",
  TODO: "TODO ",
  placeholder: "{{",
  entry: "- 2025-01-15T02:45:00Z a (@b)\n",
  "entry, open": "- 2025-01-15T02:45:00Z (@(@(@(@(@(@(@\n",
};

/**
 * The most hostile texts of a part that still pass the caps, each up to `size` characters: in one go, on lines, and in
 * paragraphs of their own, long and short.
 */
export function saturated(part: string, size: number, passes: (text: string) => boolean): readonly string[] {
  const most = (text: (count: number) => string): string => {
    let low = 0;
    let high = Math.ceil(size / part.length);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const one = text(middle);
      if (one.length <= size && passes(one)) low = middle;
      else high = middle - 1;
    }
    return text(low);
  };
  const run = most((count) => part.repeat(count));
  const short = part.repeat(Math.max(1, Math.min(40, Math.floor(400 / part.length))));
  const texts = ["\n", "\n\n"].flatMap((gap) =>
    [run, short].map((block) => {
      const whole = block + gap;
      let count = Math.max(1, Math.floor(size / whole.length));
      while (count > 1 && !passes(whole.repeat(count))) count = Math.floor(count * 0.9);
      return whole.repeat(count);
    }),
  );
  return [...new Set([run, ...texts])];
}
