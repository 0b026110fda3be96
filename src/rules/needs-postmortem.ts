import { severityConfigOf } from "../model/config.ts";
import { isRunning } from "../model/fields.ts";
import type { RuleContext } from "./rule.ts";

/** Whether there will never be anything to write up: cancelled, or a duplicate of another incident. */
export function isVoid({ fields }: Pick<RuleContext, "fields">): boolean {
  return fields.status === "cancelled" || fields.status === "duplicate";
}

/** Whether the incident is over and counts; one whose status can't be read is taken to be. */
export function isOver({ fields }: Pick<RuleContext, "fields">): boolean {
  return fields.status === undefined || !(isRunning(fields) || isVoid({ fields }));
}

/** Whether the post-mortem has to be there now: the incident is over and its severity asks for one. */
export function needsPostmortem({ fields, config }: Pick<RuleContext, "fields" | "config">): boolean {
  return isOver({ fields }) && (fields.severity === undefined || severityConfigOf(fields.severity, config).postmortem);
}
