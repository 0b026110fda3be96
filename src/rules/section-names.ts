import { type Document, type Section, sameTitle, sectionWith, titleKeys } from "../markdown/document.ts";
import { remembered } from "../markdown/remembered.ts";
import type { Config } from "../model/config.ts";

/** The sections that a post-mortem has, each with the other headings under which teams write them. */
const known = {
  Summary: ["Incident summary", "Executive summary", "Overview"],
  Timeline: ["Incident timeline", "Timeline of events"],
  "Root cause": ["Root causes", "Root cause analysis", "Causes"],
  Impact: ["Customer impact", "Impact assessment"],
  Resolution: ["Remediation", "Resolution and recovery"],
  "Action items": ["Actions", "Follow-up actions", "Follow up"],
  "Lessons learned": ["Lessons", "What we learned"],
} as const;

export type SectionName = keyof typeof known;

/** In the order in which the template has them. */
export const sectionNames = Object.keys(known) as readonly SectionName[];

/** A section under its own name, a usual one, or one that the config adds. */
export function sectionOf(document: Document, name: SectionName, config: Config): Section | undefined {
  return sectionWith(document, keysOf(config.sections)[name]);
}

const keysOf = remembered((sections: Config["sections"]): Readonly<Record<SectionName, ReadonlySet<string>>> => {
  const entries = sectionNames.map((name) => {
    const added = Object.entries(sections).filter(([title]) => sameTitle(title, name));
    return [name, titleKeys([name, ...known[name], ...added.flatMap(([, others]) => others)])];
  });
  return Object.fromEntries(entries);
});
