import { durationSource, qualifierSource, readSaidDuration, type SaidDuration } from "./said-duration.ts";

/** What a duration is said of: the whole of the incident, a part of it, or the way to one of its times. */
export type ClaimOf = "whole" | "part" | "detect" | "acknowledge" | "mitigate" | "resolve";

export interface DurationClaim {
  readonly of: ClaimOf;
  readonly duration: SaidDuration;
}

const spent = `(?<how>${qualifierSource})?(?<said>${durationSource})`;
const thing = "(?:outage|incident|downtime|disruption|interruption|unavailability)";

/** `Duration: 2 h 15 min`, `| Time to detection | 5 minutes |`: at the very start of a line or row. */
const label = new RegExp(
  `^(?:total |overall |incident |outage |customer )?(?<name>duration|length|downtime|outage|time to (?:detect|acknowledge|mitigate|resol|recover|repair|restor)[a-z]*|m?tt[damr])(?: of (?:the )?${thing})? ?[:=·|–-] ?${spent}(?=$|[\\s.,;()·])`,
  "i",
);

/** The outage lasted 3 hours; the incident took about 3 hours. */
const whole = new RegExp(
  `\\b(?:the|this|our|full|complete|total) ${thing}\\b[^.:;,()]{0,40}?\\b(?:lasted|lasting|went on for|continued for|persisted for|took)(?: for)?(?: a total of| in total)? ${spent}(?! (?:to|of|for|until|before|after|on|at|with|in(?! (?:total|all)))\\b)`,
  "i",
);

const parts = [
  // a 3-hour outage, an outage of 3 hours, an outage lasting 3 hours
  new RegExp(`\\b(?:an?|the|this) ${spent}[ -](?:long )?(?:full |complete |total )?${thing}\\b`, "i"),
  new RegExp(`\\b(?:an?|the|this|full|complete|total) ${thing} (?:of|lasting) ${spent}`, "i"),
  // was down for 3 hours
  new RegExp(
    `\\b(?:was|were|went|been|is) (?:\\w+ ){0,2}(?:down|unavailable|unreachable|offline|inaccessible|out of service) for (?:a total of )?${spent}`,
    "i",
  ),
] as const;

/** What makes a sentence one of another incident, of a plan, a wish or a share. */
const elsewhere =
  /\b(?:would|could|might|may|should|will|if|unless|until|target|objective|sla|slos?|expect\w*|estimat\w*|plan\w*|last (?:year|month|week|time|quarter)|previous\w*|earlier|prior|past|another|other|similar|first|second|third|longest|shortest|average|mean|typical\w*|usual\w*|normally|each|every|per|partial\w*|region\w*|intermittent\w*|longer|shorter|instead|drills?|window|budget|in 20\d\d|not|never|no|aws|gcp|azure|vendor|provider|upstream)\b/i;

/** What each of the long expressions needs to find anything: to compile one costs as much as to check a file. */
const labels = /^(?:total |overall |incident |outage |customer )?(?:duration|length|downtime|outage|time to |m?tt)/i;
const claims = new RegExp(`${thing}| for `, "i");

/** The durations that a block of prose says of the incident. Other durations, such as a timeout, are none of them. */
export function claimsIn(words: string): readonly DurationClaim[] {
  // A block is a paragraph or a table row; the cap keeps pasted pages away from the expressions.
  const text = words.slice(0, 4000);
  const labelled = labels.test(text) ? label.exec(text) : null;
  if (labelled) return [{ of: kindOf(labelled.groups?.["name"] ?? ""), duration: durationOf(labelled, 0) }];
  let at = 0;
  return text.split(/(?<=[.!?;]) /).flatMap((sentence): readonly DurationClaim[] => {
    const start = at;
    at += sentence.length + 1;
    if (!claims.test(sentence) || elsewhere.test(sentence)) return [];
    const found = whole.exec(sentence);
    if (found) return [{ of: "whole", duration: durationOf(found, start) }];
    // Perhaps not all of it and not all the time, but never longer than all.
    const shared = parts.map((claim) => claim.exec(sentence)).find((match) => match !== null);
    return shared ? [{ of: "part", duration: durationOf(shared, start) }] : [];
  });
}

function durationOf(match: RegExpExecArray, start: number): SaidDuration {
  const { how = "", said = "" } = match.groups ?? {};
  return readSaidDuration(how, said, start + match.index + match[0].indexOf(said));
}

function kindOf(name: string): ClaimOf {
  const word = name.toLowerCase();
  if (/detect|ttd$/.test(word)) return "detect";
  if (/acknowledge|tta$/.test(word)) return "acknowledge";
  if (/mitigate|ttm$/.test(word)) return "mitigate";
  return /resol|recover|repair|restor|ttr$/.test(word) ? "resolve" : "whole";
}
