import type { Config } from "../model/config.ts";
import { type Document, type Section, sectionWith } from "./document.ts";
import { remembered } from "./remembered.ts";
import { sectionKeys } from "./section-keys.ts";
import { titleKeys } from "./titles.ts";

export { type SectionName, sectionKeys, sectionNames } from "./section-keys.ts";

/** A section under its own name, a usual one, or one that the config adds. A name that is not ours has no usual ones. */
export function sectionOf(document: Document, name: string, config: Config): Section | undefined {
  const keys = sectionKeys(name, config);
  return sectionWith(document, keys) ?? remarkedOf(document).find(({ key }) => keys.has(key))?.section;
}

const remark = /^([^(]{3,80}?)\s*(?:\(|\s[-–—]\s(?=.{0,20}\d{4}))/;

/**
 * Sections whose titles have a remark in parentheses, or a day, behind them, under the title before it: `Timeline (all times
 * UTC)`, `Timeline - May 29, 2021`. Read once: every rule asks for its section.
 */
const remarkedOf = remembered(({ sections }: Document) =>
  sections.flatMap((section) => {
    const title = remark.exec(section.title.slice(0, 200))?.[1];
    return title ? [...titleKeys([title])].map((key) => ({ key, section })) : [];
  }),
);
