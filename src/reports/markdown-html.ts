import type { Element, ElementContent, Root, RootContent } from "hast";
import type { Html } from "mdast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkRehype from "remark-rehype";
import type { Plugin } from "unified";
import { unreadReason } from "../markdown/caps.ts";
import { visible } from "../markdown/visible.ts";
import { escapeHtml } from "./escape-html.ts";

/** Nothing that loads, runs, styles or identifies itself; links to web addresses only. */
const schema = {
  ...defaultSchema,
  clobberPrefix: "record-",
  tagNames: [
    ...["p", "em", "strong", "del", "code", "pre", "a", "br", "blockquote", "ul", "ol", "li", "hr", "img"],
    ...["table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"],
  ],
  attributes: { a: ["href"], img: ["alt", "src"], th: ["align"], td: ["align"], ol: ["start"] },
  protocols: { href: ["http", "https", "mailto"] },
};

const standAlone: Plugin<[], Root> = () => (tree) => {
  tree.children = tree.children.flatMap((node): RootContent[] => (node.type === "element" ? bare(node) : [node]));
};

const engine = remark()
  .use(remarkGfm)
  .use(remarkRehype, { handlers: { html: htmlAsWords } })
  .use(rehypeSanitize, schema)
  .use(standAlone)
  .use(rehypeStringify);

/**
 * Markdown of a record as HTML that needs nothing from outside: no HTML of its own, pictures as their words, headings
 * as strong lines. What would take a parser too long is shown as it is written.
 */
export function markdownHtml(markdown: string): string {
  const seen = visible(markdown);
  return unreadReason(seen) ? `<pre>${escapeHtml(seen)}</pre>` : String(engine.processSync(seen));
}

/** The same for one line in a list item or a cell: a single paragraph loses its element. */
export function inlineHtml(markdown: string): string {
  const html = markdownHtml(markdown);
  const only = /^<p>([\s\S]*)<\/p>$/.exec(html)?.[1];
  return only !== undefined && !only.includes("<p>") ? only : html;
}

/** HTML in a record is shown as it is written; a comment is for authors, and stays with them. */
function htmlAsWords(_state: unknown, node: Html): ElementContent | undefined {
  return node.value.startsWith("<!--") ? undefined : { type: "text", value: node.value };
}

function bare(node: Element): ElementContent[] {
  const children = node.children.flatMap((child) => (child.type === "element" ? bare(child) : [child]));
  const { tagName, properties } = node;
  if (tagName === "img") return [{ type: "text", value: `[picture: ${String(properties["alt"] || "without words")}]` }];
  if (tagName === "a" && !/^(?:https?:|mailto:)/i.test(String(properties["href"] ?? ""))) return children;
  if (tagName === "a") return [{ ...node, properties: { ...properties, rel: ["noreferrer"] }, children }];
  if (/^h[1-6]$/.test(tagName)) {
    const strong: Element = { type: "element", tagName: "strong", properties: {}, children };
    return [{ type: "element", tagName: "p", properties: {}, children: [strong] }];
  }
  if (tagName === "th") return [{ ...node, properties: { ...properties, scope: "col" }, children }];
  return [{ ...node, children }];
}
