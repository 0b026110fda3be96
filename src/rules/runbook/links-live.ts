import type { Definition, Image, Link, Nodes } from "mdast";
import { anchorsIn } from "../../markdown/anchors.ts";
import { spanOf } from "../../markdown/document.ts";
import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** Who follows a link in a runbook arrives somewhere. */
export const linksLive: RunbookRule = {
  name: "runbook-links",
  severity: "error",
  what: "Links of a runbook into the repository lead to a file that is there, and to a heading that it has.",
  why: "The link is followed when there is no time to search; one that leads nowhere ends the runbook at that line.",
  fix: "Correct the path (it counts from the runbook's own folder) or the heading's anchor, or remove the link.",
  check,
};

function check(context: RunbookContext): readonly RuleFinding[] {
  const { path, text, tree } = context.document;
  const own = (): ReadonlySet<string> | undefined => anchorsIn(path, text);
  return linksIn(tree).flatMap((link) => {
    const message = wrong(link.url, path, own, context);
    return message === undefined
      ? []
      : [{ span: spanOf(link), message: `Unexpected link ${said(link.url)}, expected ${message}` }];
  });
}

function linksIn(node: Nodes): readonly (Link | Image | Definition)[] {
  if (node.type === "image" || node.type === "definition") return [node];
  const inner = "children" in node ? node.children.flatMap(linksIn) : [];
  return node.type === "link" ? [node, ...inner] : inner;
}

/** What a link should lead to and does not; undefined: it does, it leads out of the repository, or nobody can tell. */
function wrong(
  url: string,
  from: string,
  own: () => ReadonlySet<string> | undefined,
  { facts }: RunbookContext,
): string | undefined {
  // An address with a scheme or a host leads elsewhere; braces are for a site's generator to fill in.
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) || /[{}<>]/.test(url) || url === "" || url === "#") return undefined;
  const hash = url.indexOf("#");
  const anchor = hash === -1 ? "" : decoded(url.slice(hash + 1)).toLowerCase();
  const written = decoded((hash === -1 ? url : url.slice(0, hash)).replace(/\?.*$/s, ""));
  const path = written === "" ? from : pathFrom(from, written);
  if (path === undefined) return "a path inside the repository";
  const kind = path === from ? "file" : facts.kindAt(path);
  if (kind === "nothing") return `a file that is there: there is no ${said(path)}`;
  if (kind !== "file" || anchor === "" || !/\.(?:md|markdown)$/i.test(path)) return undefined;
  const anchors = path === from ? own() : facts.anchorsIn(path);
  // `#L12` marks lines of a file's source.
  if (!anchors || /^l\d+(?:c\d+)?(?:-l\d+(?:c\d+)?)?$/.test(anchor)) return undefined;
  const there = anchors.has(anchor) || [...anchors].some((one) => one.toLowerCase() === anchor);
  return there ? undefined : `a heading with that anchor in ${said(path)}`;
}

/** A link's path from the root; undefined where it leads out of the repository. */
function pathFrom(from: string, link: string): string | undefined {
  const parts = link.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of link.split("/")) {
    if (part === ".." && parts.pop() === undefined) return undefined;
    if (part !== "" && part !== "." && part !== "..") parts.push(part);
  }
  return parts.join("/");
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
