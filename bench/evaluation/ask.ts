import { type Config, readConfig } from "../../src/model/config.ts";
import type { Finding } from "../../src/model/finding.ts";
import { checkIncident } from "../../src/rules/check-incident.ts";
import type { Written } from "./documents.ts";

/** What the rules said of one document. */
export interface Asked {
  readonly written: Written;
  /** Their lines are the document's; those of the fields that we put above it are left out, and counted. */
  readonly findings: readonly Finding[];
  readonly ofFields: readonly Finding[];
  /** Why it was not read. */
  readonly unread: string | undefined;
  /** What a rule threw; always a bug. */
  readonly crash: string | undefined;
}

/** How each team calls our sections, as its config would say. */
const sections: Readonly<Record<Written["source"], Readonly<Record<string, readonly string[]>>>> = {
  dfds: { "Root cause": ["Contributing Factors"] },
  chia: {
    Summary: ["Issue Summary"],
    "Action items": [
      "Corrective and Preventative Measure",
      "Corrective and Preventative Measures",
      "Corrective and Preventive Measures",
    ],
  },
  "jenkins-infra": {
    Timeline: ["Chronology"],
    Impact: ["Impacts"],
    "Root cause": ["What Went Wrong?"],
    "Action items": ["Proposal Improvements"],
  },
  mybinder: { "Lessons learned": ["Lessons learnt"] },
  posthog: {},
  "mentimeter-example": { "Root cause": ["Cause of the Problem"], "Action items": ["Corrective Actions with Owners"] },
  dastergon: {
    "Root cause": ["Root Cause(s)", "Contributing Conditions Analysis"],
    "Action items": ["Action Items & Followups", "Recommendations", "Next steps"],
    "Lessons learned": ["Lessons Learnt"],
  },
};

/**
 * The first five judge timelines in our own form: other forms are read by the mapping of `archives`, and not judged. The last
 * holds what the text says against the fields, and the fields are made up.
 */
export const notAsked = [
  "timeline-order",
  "timeline-inside",
  "timeline-words",
  "timeline-milestones",
  "timeline-gaps",
  "durations-agree",
];

function configOf(source: Written["source"]): Config {
  return readConfig({ sections: sections[source], rules: Object.fromEntries(notAsked.map((rule) => [rule, "off"])) });
}

/** Asks all rules of a document under made-up fields: a closed SEV-2 whose times are those of its timeline. */
export function ask(written: Written): Asked {
  const day = dayOf(written.path);
  const started = written.times[0] ?? `${day}T00:00:00Z`;
  const resolved = written.times.at(-1) ?? `${day}T01:00:00Z`;
  const year = started.slice(0, 4);
  const fields = [
    "---",
    `id: INC-${year}-001`,
    "title: A document of the corpus",
    "issue: 1",
    "kind: incident",
    "type: availability",
    "severity: sev2",
    "status: closed",
    "services: [service]",
    `started: ${started}`,
    `detected: ${started}`,
    `declared: ${started}`,
    `resolved: ${resolved}`,
    `closed: ${resolved}`,
    "---",
    "",
  ].join("\n");
  const above = fields.split("\n").length - 1;
  const path = `incidents/${year}/INC-${year}-001.md`;
  // Years later: whatever is due then was due long ago, and only rules on open reviews look at the clock.
  const file = {
    path,
    text: fields + withoutFields(written.text),
    config: configOf(written.source),
    now: "2026-11-01T00:00:00Z",
  };
  try {
    const checked = checkIncident({ ...file, templates: {} });
    const isField = ({ place }: Finding): boolean => place.line <= above;
    // A missing section is said at the top of the file, for want of a better place.
    const ofText = (finding: Finding): boolean => !isField(finding) || ofDocument.has(finding.rule);
    return {
      written,
      findings: checked.findings.filter(ofText).map((finding) => lowered(finding, above)),
      ofFields: checked.findings.filter((finding) => !ofText(finding)),
      unread: checked.unread,
      crash: undefined,
    };
  } catch (error) {
    return { written, findings: [], ofFields: [], unread: undefined, crash: String(error).slice(0, 200) };
  }
}

/** A text whose own frontmatter is blank, so that its lines keep their numbers under ours. */
function withoutFields(text: string): string {
  const own = /^---\r?\n[\s\S]*?\n---(?=\r?\n)/.exec(text);
  return own ? own[0].replace(/[^\n]/g, "") + text.slice(own[0].length) : text;
}

const ofDocument = new Set(["required-sections", "review-date", "action-items-prevent", "type-sections", "readable"]);

function lowered(finding: Finding, above: number): Finding {
  const { place } = finding;
  const line = Math.max(1, place.line - above);
  return { ...finding, place: { ...place, line, endLine: Math.max(line, place.endLine - above) } };
}

/** The day in a file's name; one of its year, or of any, where there is none. */
function dayOf(path: string): string {
  const found = /(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(path.slice(path.lastIndexOf("/") + 1));
  return found ? found.slice(1).join("-") : `${/PM(\d{4})/.exec(path)?.[1] ?? "2024"}-01-01`;
}
