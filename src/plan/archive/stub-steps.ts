import { readDocument } from "../../markdown/document.ts";
import { safeInline } from "../../markdown/safe-text.ts";
import { sectionOf } from "../../markdown/section-names.ts";
import { readTimeline, type TimelineEntry } from "../../markdown/timeline.ts";
import type { Config } from "../../model/config.ts";
import type { IncidentFields } from "../../model/fields.ts";

/** What a timeline says that the next one can use, safe in Markdown and in the order of the file. */
export interface StubSteps {
  readonly symptoms: readonly string[];
  readonly diagnosis: readonly string[];
  readonly resolution: readonly string[];
}

const none: StubSteps = { symptoms: [], diagnosis: [], resolution: [] };

/** The most that one section is given: a long night is no runbook. */
const mostSteps = 20;

/** Sorts the entries of an incident's timeline into what was seen, what was looked at and what was done about it. */
export function stubSteps(text: string, fields: IncidentFields, config: Config): StubSteps {
  const read = readDocument("", text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Timeline", config) : undefined;
  if (read.kind !== "ok" || !section) return none;
  const all = readTimeline(read.document, section).filter(({ at }) => at !== undefined);
  const known = all.find((entry) => causeKnown.test(firstLine(entry.text)))?.at;
  const entries = all.filter((entry) => says(entry.text));
  const of = (wanted: keyof StubSteps): readonly string[] =>
    entries
      .filter((entry) => partOf(entry, fields, known) === wanted)
      .map((entry) => safeInline(wordsOf(entry), { length: 300 }))
      .filter((step) => step !== "")
      .slice(0, mostSteps);
  return { symptoms: of("symptoms"), diagnosis: of("diagnosis"), resolution: of("resolution") };
}

/** What Gitcident itself enters, and who came and went: nobody follows that at night. */
const bookkeeping =
  /^(?:(?:incident )?declared sev-?\d|severity (?:set|raised|lowered)|status set|time \*?\w+\*? set|title changed|this is a drill|reopened|impact:|services?:|alerts?:|runbooks?:|[\p{L} ]{1,40}: (?:@?[\w./-]+|nobody)$|.{1,60} (?:joined|left|has left their roles)$|duplicate of|acknowledged$|mitigated$|resolved(?: although .*)?$)/iu;
const meetings =
  /\b(?:post-?mortem (?:is )?scheduled|status page|channel created|executives? (?:team )?notified|e-?mail sent)\b/i;

const says = (text: string): boolean =>
  /\p{L}/u.test(text) && !bookkeeping.test(firstLine(text)) && !meetings.test(text);

/** Words for doing something about it; looking for the cause has others. */
const deeds =
  /\b(?:restart(?:s|ed|ing)?|roll(?:s|ed|ing)? ?back|rollback|revert(?:s|ed|ing)?|fail(?:s|ed|ing)? ?over (?:to|initiated|started|done|complete[d]?)|failover (?:to|initiated|started|performed|complete[d]?)|promot(?:e|es|ed|ing)|redirect(?:s|ed|ing)?|deploy(?:s|ed|ing)?|scal(?:e|es|ed|ing) (?:up|down|out|in|to)|disabl(?:e|es|ed|ing)|enabl(?:e|es|ed|ing)|appl(?:y|ies|ied|ying)|restor(?:e|es|ed|ing)|block(?:s|ed|ing)?|rotat(?:e|es|ed|ing)|increas(?:e|es|ed|ing) the|rais(?:e|es|ed|ing) the limit|switch(?:es|ed|ing)? (?:to|over|back)|flush(?:es|ed|ing)?|drain(?:s|ed|ing)?|kill(?:s|ed|ing)?|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|add(?:s|ed|ing)|patch(?:es|ed|ing)?|fix(?:es|ed|ing)?|mitigat(?:e|es|ed|ing)|purg(?:e|es|ed|ing)|fenc(?:e|es|ed|ing)|isolat(?:e|es|ed|ing)|reboot(?:s|ed|ing)?|recover(?:s|ed|ing|y)?|resolv(?:e|es|ed|ing)|stopp(?:ed|ing)|replac(?:e|es|ed|ing)|migrat(?:e|es|ed|ing)|throttl(?:e|es|ed|ing)|shed(?:s|ding)?)\b/i;
const looking =
  /\b(?:found|identif(?:y|ies|ied)|investigat\w*|suspect\w*|reveal\w*|discover\w*|confirm\w*|check(?:s|ed|ing)?|look(?:s|ed|ing)|see[sn]?|cause|because|due to|bug|failed to|fails due)\b/i;

/** What `/status` enters: from then on people do something about it, whatever their language. */
const causeKnown = /^status set to (?:identified|monitoring)\b/i;

/** `known`: when the cause was known, where the record says so. */
function partOf({ at, text }: TimelineEntry, fields: IncidentFields, known: string | undefined): keyof StubSteps {
  const time = at ?? "";
  const seen = fields.acknowledged ?? fields.declared ?? fields.detected;
  const deed = deeds.test(text) && !looking.test(text);
  if (!deed && seen !== undefined && time < seen) return "symptoms";
  if (fields.mitigated !== undefined && time >= fields.mitigated) return "resolution";
  const after = known !== undefined && time >= known && !looking.test(text);
  return deed || after ? "resolution" : "diagnosis";
}

/** The entry without the command's own words in front. */
function wordsOf({ text }: TimelineEntry): string {
  return firstLine(text).replace(/^(?:acknowledged|mitigated|resolved)\s*[:–-]\s*/i, "");
}

const firstLine = (text: string): string => text.split("\n", 1)[0]?.trim() ?? "";
