import type {
  BlockContent,
  Code,
  DefinitionContent,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Text,
} from "mdast";
import { inert, withoutAddressMentions, withoutComments, withoutKeywords } from "./inert.ts";
import { visible } from "./visible.ts";

/** The words of a node without their markup. */
export function textOf(nodes: Nodes | readonly Nodes[]): string {
  if (Array.isArray(nodes)) return nodes.map((node) => textOf(node)).join("");
  const node = nodes as Nodes;
  if ("value" in node) return node.value;
  return "children" in node ? textOf(node.children) : "";
}

type Flow = BlockContent | DefinitionContent;

/** What a node from outside becomes. `source` is the text that it was parsed from, `allow` as for `inert`. */
export interface Custody {
  readonly source: string;
  readonly allow: readonly string[];
  /** One line: white space of every kind becomes one space. */
  readonly inline: boolean;
}

/** Only text, code, links to http(s), emphasis, strong and strikethrough are left; everything else becomes its words. */
export function safePhrasing(nodes: readonly PhrasingContent[], custody: Custody): PhrasingContent[] {
  const flat = trimEnds(merged(nodes.flatMap((node) => phrasing(node, custody))));
  const closing = flat.some((node) => holdsIssueLink(node));
  return flat.flatMap((node) => quiet(node, custody, closing));
}

function phrasing(node: PhrasingContent, custody: Custody): PhrasingContent[] {
  switch (node.type) {
    case "text":
      return [text(node.value, custody)];
    case "inlineCode": {
      const value = withoutComments(node.value).replaceAll(/\s+/g, " ");
      return value.trim() === "" ? [] : [{ type: "inlineCode", value }];
    }
    case "break":
      return custody.inline ? [text(" ", custody)] : [{ type: "text", value: "\n" }];
    case "html":
      return isComment(node.value) ? [] : [text(node.value, custody)];
    case "emphasis":
    case "strong":
    case "delete": {
      const children = merged(node.children.flatMap((child) => phrasing(child, custody)));
      return /\S/.test(textOf(children)) ? [{ type: node.type, children }] : children;
    }
    case "link":
      return link(node.url, merged(node.children.flatMap((child) => phrasing(child, custody))), custody);
    case "image":
      return link(node.url, [text(node.alt ?? "", custody)], custody);
    case "linkReference":
      return node.children.flatMap((child) => phrasing(child, custody));
    case "imageReference":
      return [text(node.alt ?? "", custody)];
    default:
      return [text(sourceOf(node, custody), custody)];
  }
}

function text(value: string, custody: Custody): Text {
  const clean = visible(value);
  return {
    type: "text",
    value: custody.inline
      ? clean.replaceAll(/\s+/g, " ")
      : clean.replaceAll(/[^\S\n]+/g, " ").replaceAll(/ ?\n[ \n]*/g, "\n"),
  };
}

/** Titles are dropped: nobody sees them, and they hold any text. */
function link(target: string, children: PhrasingContent[], custody: Custody): PhrasingContent[] {
  const url = withoutAddressMentions(
    visible(target)
      .replaceAll(/[\s<>"'`\\^{}|()[\]]/g, encodeURIComponent)
      .replaceAll(/['()]/g, percent),
  );
  if (!/^https?:\/\/[^/]/i.test(url)) return children;
  return [{ type: "link", url, children: /\S/.test(textOf(children)) ? children : [text(url, custody)] }];
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Runs once neighbours are merged, so that no mention hides in two halves. */
function quiet(node: PhrasingContent, custody: Custody, closing: boolean): PhrasingContent[] {
  if (node.type === "text") {
    const value = inert(node.value, custody.allow);
    return [{ type: "text", value: closing ? withoutKeywords(value) : value }];
  }
  if (!("children" in node)) return [node];
  const children = node.children.flatMap((child) => quiet(child, custody, closing));
  return [{ ...node, children } as PhrasingContent];
}

const issueAddress = /\/(?:issues|pulls?|discussions)\/\d/i;

function holdsIssueLink(node: PhrasingContent): boolean {
  if (node.type === "link") return issueAddress.test(node.url);
  return "children" in node && node.children.some((child) => holdsIssueLink(child));
}

function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === "text" && last?.type === "text")
      last.value = `${last.value}${node.value}`.replaceAll(/ {2,}/g, " ");
    else result.push(node.type === "text" ? { ...node } : node);
  }
  return result.filter((node) => node.type !== "text" || node.value !== "");
}

function trimEnds(nodes: PhrasingContent[]): PhrasingContent[] {
  const first = nodes[0];
  if (first?.type === "text") first.value = first.value.trimStart();
  const last = nodes.at(-1);
  if (last?.type === "text") last.value = last.value.trimEnd();
  const kept = nodes.filter((node) => node.type !== "text" || node.value !== "");
  return kept.length === nodes.length ? kept : trimEnds(kept);
}

const isComment = (html: string): boolean =>
  /^<!--[\s\S]*-->\s*$/.test(html) && html.indexOf("-->") >= html.trimEnd().length - 3;

function sourceOf(node: Nodes, custody: Custody): string {
  return custody.source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** Languages that GitHub draws or offers as a change instead of showing as code. */
const drawn = /^(?:mermaid|math|geojson|topojson|stl|suggestion)$/i;

/** Paragraphs, lists, quotes, code and tables are left; headings become bold lines, the rest becomes its words. */
export function safeFlow(nodes: readonly (RootContent | Flow)[], custody: Custody): Flow[] {
  return nodes.flatMap((node): Flow[] => {
    switch (node.type) {
      case "paragraph":
        return paragraph(node.children, custody);
      case "heading": {
        const children = safePhrasing(node.children, { ...custody, inline: true });
        const plain = children.length === 0 || children.some((child) => child.type === "strong");
        return plain
          ? paragraph(node.children, custody)
          : [{ type: "paragraph", children: [{ type: "strong", children }] }];
      }
      case "code":
        return [code(node)];
      case "blockquote": {
        const children = safeFlow(node.children, custody);
        return children.length === 0 ? [] : [{ type: "blockquote", children }];
      }
      case "list": {
        const items = node.children.flatMap((item): ListItem[] => {
          const children = safeFlow(item.children, custody);
          return children.length === 0 ? [] : [{ type: "listItem", spread: item.spread ?? false, children }];
        });
        return items.length === 0
          ? []
          : [
              {
                type: "list",
                ordered: node.ordered ?? false,
                start: node.ordered ? 1 : null,
                spread: node.spread ?? false,
                children: items,
              },
            ];
      }
      case "table":
        return node.children.flatMap((row) =>
          paragraph(
            row.children.flatMap((cell, index): PhrasingContent[] => [
              ...(index === 0 ? [] : [{ type: "text", value: " | " } as Text]),
              ...cell.children,
            ]),
            custody,
          ),
        );
      case "html":
        return isComment(node.value) ? [] : paragraph([{ type: "text", value: node.value }], custody);
      case "thematicBreak":
      case "yaml":
        return [];
      default:
        return paragraph([{ type: "text", value: sourceOf(node, custody) }], custody);
    }
  });
}

function paragraph(nodes: readonly PhrasingContent[], custody: Custody): Paragraph[] {
  const children = safePhrasing(nodes, custody);
  return children.length === 0 ? [] : [{ type: "paragraph", children }];
}

function code(node: Code): Code {
  const lang = node.lang && /^[\w+#.-]{1,20}$/.test(node.lang) && !drawn.test(node.lang) ? node.lang : null;
  return { type: "code", lang, meta: null, value: withoutComments(node.value) };
}
