import { type Instant, msOf, readInstant } from "./time.ts";

/**
 * Who opens issues for the archive's action items, and until when. It is a file, so that of two workers that look at
 * the same moment only the one whose commit wins opens anything: GitHub would take the issues of both.
 */
export interface Claim {
  readonly worker: string;
  /** When it runs out, though its worker died. */
  readonly until: Instant;
}

/** The claim's name among the reports. It is there only while issues are opened. */
export const claimFile = "opening.json";

/** Seconds that a claim takes by default: twice as long as issues may take to be opened, one after the other. */
export const claimSeconds = 120;

/** The longest that a claim is believed, in ms: more than that nobody of ours wrote. */
const longest = 3_600_000;

export function printClaim({ worker, until }: Claim): string {
  return `${JSON.stringify({ worker, until })}\n`;
}

/** A claim that holds now; undefined where it ran out, or where the text is none. Never throws. */
export function readClaim(text: string | undefined, now: Instant): Claim | undefined {
  const claim = parsed(text ?? "");
  const until = readInstant(String(claim?.["until"]));
  const worker = claim?.["worker"];
  if (typeof worker !== "string" || until === undefined) return undefined;
  const left = msOf(until) - msOf(now);
  return left > 0 && left <= longest ? { worker, until } : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
