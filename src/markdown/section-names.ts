import type { Config } from "../model/config.ts";
import { type Document, type Section, sameTitle, sectionWith, titleKeys } from "./document.ts";
import { remembered } from "./remembered.ts";

/** The sections of a record in the order of the file, each with the other headings under which teams write them. */
const known = {
  Summary: ["Incident summary", "Executive summary", "Overview"],
  Timeline: ["Incident timeline", "Timeline of events"],
  "Communication log": ["Communication", "Communications"],
  "Root cause": ["Root causes", "Root cause analysis", "Causes"],
  Impact: ["Customer impact", "Impact assessment"],
  Resolution: ["Remediation", "Resolution and recovery"],
  "Action items": ["Actions", "Follow-up actions", "Follow up"],
  "Lessons learned": ["Lessons", "What we learned"],
} as const;

export type SectionName = keyof typeof known;

/** In the order in which a record has them. */
export const sectionNames = Object.keys(known) as readonly SectionName[];

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

/** The titles under which a section may stand, as titles are compared. */
export function sectionKeys(name: string, config: Config): ReadonlySet<string> {
  return keysOf(config.sections).get(name) ?? keysFor(name, config.sections);
}

const keysOf = remembered(
  (sections: Config["sections"]): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(sectionNames.map((name) => [name, keysFor(name, sections, known[name])])),
);

function keysFor(name: string, sections: Config["sections"], usual: readonly string[] = []): ReadonlySet<string> {
  const added = Object.entries(sections).filter(([title]) => sameTitle(title, name));
  return titleKeys([name, ...usual, ...added.flatMap(([, others]) => others)]);
}
