import type { Link, Nodes, Parents } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { defaultHandlers, type Handle, toMarkdown } from "mdast-util-to-markdown";
import { textOf } from "./safe-nodes.ts";

/**
 * Prints a sanitized tree. On top of what `mdast-util-to-markdown` escapes, escaped are: `|` (table cells), `]` (link
 * labels around us), a `/` that starts a line (commands of other bots), and a `#` that ends one (closed headings).
 */
export function printSafe(tree: Nodes): string {
  return toMarkdown(tree, {
    bullet: "-",
    listItemIndent: "one",
    rule: "-",
    extensions: [
      gfmToMarkdown({ tablePipeAlign: false }),
      {
        handlers: { link },
        unsafe: [
          { character: "|", inConstruct: "phrasing" },
          { character: "]", inConstruct: "phrasing" },
          { character: "/", atBreak: true },
          { character: "#", after: "(?:[\\r\\n]|$)", inConstruct: "phrasing" },
          { character: "<", inConstruct: "phrasing" },
        ],
      },
    ],
  }).trimEnd();
}

const bare = /^https?:\/\/[\w.-]+(?::\d{1,5})?(?:[/?#][\w./?=&%+:#@-]*)?$/;

/** An address that is its own label stays bare where nothing beside it could be read as a part of it. */
const link: Handle = (node: Link, parent: Parents | undefined, state, info) => {
  const at = parent ? parent.children.indexOf(node as never) : -1;
  const before = parent?.children[at - 1];
  const after = parent?.children[at + 1];
  const alone =
    textOf(node) === node.url &&
    bare.test(node.url) &&
    /[\w/]$/.test(node.url) &&
    (before === undefined ? parent?.type === "paragraph" : before.type === "text" && /[\s(]$/.test(before.value)) &&
    (after === undefined
      ? parent?.type === "paragraph"
      : after.type === "text" && /^(?:[.,:!?]?\s|[.,:!?]$)/.test(after.value));
  return alone ? node.url : defaultHandlers.link(node, parent, state, info);
};
