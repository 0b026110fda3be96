import type { Definition, Image, Link, Nodes } from "mdast";
import { spanOf } from "../markdown/document.ts";
import { nearest } from "../model/nearest.ts";
import type { RuleFinding } from "./rule.ts";

/** What leads somewhere in Markdown. */
export type AnyLink = Link | Image | Definition;

/** The links, pictures and definitions of a tree, in order; a picture in a link comes after the link. */
export function linksIn(node: Nodes): readonly AnyLink[] {
  if (node.type === "image" || node.type === "definition") return [node];
  const inner = "children" in node ? node.children.flatMap(linksIn) : [];
  return node.type === "link" ? [node, ...inner] : inner;
}

/** The anchor that was meant by one that is not there. */
export function anchorMeant(anchor: string, anchors: ReadonlySet<string>): string | undefined {
  return nearest(anchor, [...anchors].filter(({ length }) => length <= 32).slice(0, 500));
}

/** The edit that writes the anchor which was meant, where the link's source has the wrong one as it is. */
export function anchorMended(
  link: AnyLink,
  anchor: string,
  meant: string | undefined,
  text: string,
): Pick<RuleFinding, "edit"> {
  const { start, end } = spanOf(link);
  const at = text.slice(start, end).lastIndexOf(`#${anchor}`);
  if (meant === undefined || at === -1) return {};
  return { edit: { start: start + at + 1, end: start + at + 1 + anchor.length, insert: meant } };
}
