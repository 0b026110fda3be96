import type { Config } from "../model/config.ts";
import { remembered } from "./remembered.ts";
import { sameTitle, titleKeys } from "./titles.ts";

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
