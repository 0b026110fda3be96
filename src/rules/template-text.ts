import { titleKeys } from "../markdown/document.ts";
import { remembered } from "../markdown/remembered.ts";

/** What post-mortem templates hold besides prompts: a line of it that is still there was not written by anybody. */
export interface TemplateText {
  /** Its sections' titles, as titles are compared. */
  readonly titles: readonly ReadonlySet<string>[];
  /** Whether every line of a text stands in a template as it is. */
  readonly holds: (text: string) => boolean;
}

/** The fixed text of the templates whose name begins with `postmortem`; Liquid tags and comments are not text. */
export const templateText: (templates: Readonly<Record<string, string>>) => TemplateText = remembered(readTemplates);

function readTemplates(templates: Readonly<Record<string, string>>): TemplateText {
  const lines = Object.entries(templates)
    .filter(([name]) => /^postmortem[^/]*\.md$/.test(name.slice(name.lastIndexOf("/") + 1)))
    .flatMap(([, text]) => text.slice(0, 65_536).split(/\r?\n/))
    .filter((line) => !line.includes("{{") && !line.includes("{%"));
  const fixed = new Set(lines.map(bare).filter((line) => line !== ""));
  const titles = lines.flatMap((line) => /^##[ \t]+(\S.{0,120})$/.exec(line)?.[1] ?? []);
  return {
    titles: [...new Set(titles)].map((title) => titleKeys([title])),
    holds: (text) => fixed.size > 0 && text.split(/\r?\n/).every((line) => bare(line) === "" || fixed.has(bare(line))),
  };
}

/** A line without quote marks, bullets, numbers and check boxes. */
function bare(line: string): string {
  return line
    .trim()
    .replace(/^[>*+-]+\s+/, "")
    .replace(/^\d{1,3}[.)]\s+/, "")
    .replace(/^\[[ xX]\]\s*/, "")
    .trim();
}
