import { titleKeys } from "../markdown/document.ts";
import { remembered } from "../markdown/remembered.ts";
import { type SectionName, sectionKeys } from "../markdown/section-names.ts";
import { type Config, typeConfigOf } from "../model/config.ts";
import type { RuleContext } from "./rule.ts";

/** The headings of a post-mortem template of the repository, in order: `##` and `###` alike. */
export interface TemplateHeadings {
  readonly titles: readonly string[];
  /** At which of them a section of ours stands; undefined where the template has none. */
  readonly at: (name: SectionName, config: Config) => number | undefined;
}

/** Liquid templates by their name below the templates folder. */
type Templates = Readonly<Record<string, string>>;

/** The repository's template for an incident of this type; undefined where the repository has none for it. */
export function ownTemplate({ fields, config, templates }: RuleContext): TemplateHeadings | undefined {
  const named = typeConfigOf(fields.type, config).template;
  const names = [...(named ? [named] : []), `postmortem-${fields.type}.md`, "postmortem.md"];
  const name = names.find((one) => Object.hasOwn(templates, one));
  return name === undefined ? undefined : headingsOf(templates).get(name);
}

/** The headings of every template. */
export const headingsOf = remembered(
  (templates: Templates): ReadonlyMap<string, TemplateHeadings> =>
    new Map(Object.entries(templates).map(([name, text]) => [name, readHeadings(text)])),
);

function readHeadings(text: string): TemplateHeadings {
  const lines = text.slice(0, 65_536).split(/\r?\n/);
  const titles = lines.flatMap((line) => /^#{2,3}[ \t]+(\S.{0,120})$/.exec(line)?.[1]?.trim() ?? []);
  const fixed = titles.filter((title) => !title.includes("{{") && !title.includes("{%"));
  return {
    titles: fixed,
    at: (name, config) => {
      const keys = sectionKeys(name, config);
      const index = fixed.findIndex((title) => [...titleKeys([title])].some((key) => keys.has(key)));
      return index === -1 ? undefined : index;
    },
  };
}
