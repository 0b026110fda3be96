import type { Span } from "../markdown/text.ts";
import type { RuleContext } from "./rule.ts";

/** The opening fence of the frontmatter: where a finding about something missing in it stands. */
export function frontmatterStart({ document }: Pick<RuleContext, "document">): Span {
  const start = document.text.startsWith("\uFEFF") ? 1 : 0;
  return { start, end: Math.min(document.text.length, start + 3) };
}

/** The document's first heading, else the frontmatter: where a finding about something missing below stands. */
export function documentStart(context: Pick<RuleContext, "document">): Span {
  return context.document.sections[0]?.heading ?? frontmatterStart(context);
}
