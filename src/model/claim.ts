import { HeldError } from "./errors.ts";
import type { Key } from "./key.ts";
import { type Instant, msOf, readInstant } from "./time.ts";

/**
 * Who makes what GitHub would take twice, and until when. For the archive's action items it is a file, for a comment a ref:
 * of two workers that look at the same moment only one lands it.
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

/** The name under which a comment on an issue, or an issue (`on` 0), is claimed: a path that git takes as part of a ref's. */
export function claimName(on: number, key: Key): string {
  return `${on}/${key.replaceAll(/[^A-Za-z0-9-]/g, (one) => `_${one.charCodeAt(0).toString(16)}_`)}`;
}

/** Seconds between two looks at what another worker is writing. */
export const patience = 2;

/** Throws `HeldError` where a claim of another worker holds. */
export function refuseHeld(
  standing: Claim | undefined,
  asked: { readonly name: string; readonly worker: string; readonly at: Instant },
): void {
  if (standing === undefined || standing.worker === asked.worker || standing.until <= asked.at) return;
  const left = Math.ceil((msOf(standing.until) - msOf(asked.at)) / 1000);
  throw new HeldError(`Another process makes ${asked.name}`, Math.min(patience, left));
}

/** A claim that holds now; undefined where it ran out, or where the text is none. Never throws. */
export function readClaim(text: string | undefined, now: Instant): Claim | undefined {
  const claim = parseClaim(text ?? "");
  const left = claim ? msOf(claim.until) - msOf(now) : 0;
  return left > 0 && left <= longest ? claim : undefined;
}

/** What a claim's text says, whether it holds or not; undefined where it is none. Never throws. */
export function parseClaim(text: string): Claim | undefined {
  const claim = parsed(text);
  const until = readInstant(String(claim?.["until"]));
  const worker = claim?.["worker"];
  return typeof worker === "string" && until !== undefined ? { worker, until } : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
