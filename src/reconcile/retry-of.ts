import { HostError, StaleError } from "../model/errors.ts";

/**
 * Whether failed work is worth another try without being asked: after ms that the server named, at the queue's pace, or
 * never, because only a person, a new request or a mended program changes the outcome.
 */
export function retryOf(error: unknown): number | "paced" | "never" {
  if (error instanceof StaleError) return "paced";
  if (error instanceof HostError && (error.retryable || error.ambiguous)) return error.retryAfter ?? "paced";
  return "never";
}
