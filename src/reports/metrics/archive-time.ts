import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import { type Instant, readInstant } from "../../model/time.ts";

export type TimeRead = { readonly at: Instant } | { readonly problem: string };

/** How strictly times are read: our own files are read without any leniency. */
export type Leniency = Pick<AdoptedArchive, "zone" | "oneDigitHours">;

const oneDigit = /^(\d{4}-\d{2}-\d{2}[Tt ])(\d:)/;
const zoneless = /:\d{2}(?:\.\d{1,9})?$/;

/** Reads a time of an archive. What it can't read it does not guess: the problem says what would have been taken. */
export function readArchiveTime(written: string, { zone, oneDigitHours }: Leniency): TimeRead {
  const said = written.trim().slice(0, 60);
  const problem = (expected: string): TimeRead => ({ problem: `Unexpected ${said}, expected ${expected}` });
  let text = said;
  if (oneDigit.test(text)) {
    if (!oneDigitHours) return problem("an hour of two digits (`oneDigitHours: true` takes one)");
    text = text.replace(oneDigit, "$10$2");
  }
  if (zoneless.test(text) && !/[+-]\d{2}:?\d{2}$/.test(text.slice(16))) {
    if (zone === undefined) return problem("a zone (`zone: UTC` takes times without one for UTC)");
    text += zone === "UTC" ? "Z" : zone;
  }
  const at = readInstant(text);
  return at === undefined ? problem("ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z") : { at };
}
