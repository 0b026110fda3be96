import { anchorsIn } from "../../markdown/anchors.ts";
import { spanOf } from "../../markdown/document.ts";
import { type AnyLink, anchorMeant, anchorMended, linksIn } from "../links-in.ts";
import { climbsOut, posixPath } from "../repository-path.ts";
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

/** For so many links of a file is the anchor that was meant looked for. */
const guessed = 50;

function check(context: RunbookContext): readonly RuleFinding[] {
  const { path, text, tree } = context.document;
  const own = (): ReadonlySet<string> | undefined => anchorsIn(path, text);
  return linksIn(tree).flatMap((link, index) => {
    const wrong = wrongIn(link, path, own, context, index < guessed);
    const message = `Unexpected link ${said(link.url)}, expected ${wrong?.expected}`;
    return wrong ? [{ span: spanOf(link), message, ...wrong.mended }] : [];
  });
}

interface Wrong {
  readonly expected: string;
  readonly mended?: Pick<RuleFinding, "edit">;
}

/** What a link should lead to and does not; undefined: it does, it leads out of the repository, or nobody can tell. */
function wrongIn(
  link: AnyLink,
  from: string,
  own: () => ReadonlySet<string> | undefined,
  { facts, document }: RunbookContext,
  guess: boolean,
): Wrong | undefined {
  const { url } = link;
  // Braces are for a site's generator to fill in.
  if (/[{}<>]/.test(url) || url === "" || url === "#") return undefined;
  const folder = from.slice(0, Math.max(0, from.lastIndexOf("/")));
  const place = posixPath(folder, url);
  if (!place) return climbsOut(folder, url) ? { expected: "a path inside the repository" } : undefined;
  const path = place.path || from;
  const kind = path === from ? "file" : facts.kindAt(path);
  if (kind === "nothing") return { expected: `a file that is there: there is no ${said(path)}` };
  const anchor = place.anchor.toLowerCase();
  if (kind !== "file" || anchor === "" || !/\.(?:md|markdown)$/i.test(path)) return undefined;
  const anchors = path === from ? own() : facts.anchorsIn(path);
  // `#L12` marks lines of a file's source.
  if (!anchors || /^l\d+(?:c\d+)?(?:-l\d+(?:c\d+)?)?$/.test(anchor)) return undefined;
  if (anchors.has(anchor) || [...anchors].some((one) => one.toLowerCase() === anchor)) return undefined;
  const meant = guess ? anchorMeant(anchor, anchors) : undefined;
  const expected = `a heading with that anchor in ${said(path)}`;
  const mended = anchorMended(link, place.anchor, meant, document.text);
  return meant === undefined ? { expected } : { expected: `${expected}, such as ${said(`#${meant}`)}`, mended };
}
