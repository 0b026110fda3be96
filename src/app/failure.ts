import type { Logger } from "probot";
import { redactLine } from "../host/secrets/redact.ts";
import { HostError, StaleError } from "../model/errors.ts";
import { PlanTimeoutError } from "../reconcile/plan-timeout-error.ts";

/**
 * One line for what went wrong and what follows from it; `facts.again` in ms. What the world did to us is a warning, with
 * its message alone; anything else is a fault of ours and comes with its stack.
 */
export function sayFailure(
  log: Logger,
  error: unknown,
  facts: { readonly repo?: string; readonly target?: string; readonly again?: number | "never" },
): void {
  const message = redactLine(error instanceof Error ? error.message : String(error));
  const expected = error instanceof HostError || error instanceof StaleError || error instanceof PlanTimeoutError;
  if (expected) log.warn(facts, message);
  else log.error({ ...facts, stack: redactLine((error as Error)?.stack ?? "") }, message);
}
