import { anchorsOf, writtenAnchors } from "../markdown/anchors.ts";
import { type Document, spanOf } from "../markdown/document.ts";
import { remembered } from "../markdown/remembered.ts";
import { type AnyLink, anchorMeant, anchorMended, linksIn } from "./links-in.ts";
import { posixPath } from "./repository-path.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Links inside the repository lead somewhere. Addresses of the web are not opened. */
export const links: Rule = {
  name: "links",
  severity: "warning",
  what: "A relative link leads to a file of the repository, and an anchor to a heading.",
  why: "Who reads a post-mortem a year later has nothing but its links to find the change, the runbook or the graph.",
  fix: "Correct the path (relative to this file, or from the root with `/`) or the anchor (the heading in lower case, `-` for spaces).",
  check,
};

/** What can be a link inside the repository. */
const candidate = /\]\(\s*<?(?!https?:|mailto:)[^\s)]|\]:/i;

/** For so many links of a file is the anchor that was meant looked for: it takes a while in a file of many headings. */
const guessed = 50;

function check(context: RuleContext): readonly RuleFinding[] {
  const { document } = context;
  if (!candidate.test(document.text)) return [];
  const folder = document.path.slice(0, Math.max(0, document.path.lastIndexOf("/")));
  return document.tree.children
    .filter((block) => candidate.test(document.text.slice(spanOf(block).start, spanOf(block).end)))
    .flatMap(linksIn)
    .flatMap((link, index) => judge(link, folder, context, index < guessed) ?? []);
}

function judge(link: AnyLink, folder: string, context: RuleContext, guess: boolean): RuleFinding | undefined {
  const place = posixPath(folder, link.url);
  if (!place) return undefined;
  const { path, anchor } = place;
  const { facts, document } = context;
  if (path !== "" && facts.kindAt(path) === "nothing") {
    return { span: spanOf(link), message: `Unexpected link to ${said(path)}, expected a file of the repository` };
  }
  // A line of code, or the whole page.
  if (anchor === "" || anchor === "top" || /^L\d+/.test(anchor)) return undefined;
  if (path !== "" && !/\.(?:md|markdown)$/i.test(path)) return undefined;
  const own = path === "" || path === document.path;
  const anchors = own ? ownAnchors(document) : facts.anchorsIn(path);
  const wanted = anchor.replace(/^user-content-/, "");
  if (anchors === undefined || anchors.has(wanted) || /^fn(?:ref)?-/.test(wanted)) return undefined;
  const meant = guess ? anchorMeant(wanted, anchors) : undefined;
  const where = own ? "this file" : said(path);
  const message = `Unexpected anchor ${said(`#${wanted}`)}, expected ${meant === undefined ? `a heading of ${where}` : said(`#${meant}`)}`;
  return { span: spanOf(link), message, ...anchorMended(link, anchor, meant, document.text) };
}

const marked = /\s(?:id|name)=["']([\w.:-]{1,200})["']/g;

/** The file's own anchors; what carries an id in HTML is one wherever it stands. */
const ownAnchors = remembered(({ sections, text }: Document): ReadonlySet<string> => {
  const headings = anchorsOf(sections).map(({ anchor }) => anchor);
  const ids = Array.from(text.matchAll(marked), ([, id = ""]) => id);
  return new Set([...headings, ...writtenAnchors(text), ...ids]);
});
