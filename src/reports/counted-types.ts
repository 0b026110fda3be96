import type { Runbook } from "../model/runbook.ts";

/**
 * The types by which coverage gives a runbook to incidents: those of one that names neither a service nor an alert. One that
 * does is for these, and must not stand for every incident of a type.
 */
export function countedTypes({
  services,
  alerts,
  types,
}: Pick<Runbook, "services" | "alerts" | "types">): readonly string[] {
  return [...services, ...alerts].some((name) => name.trim() !== "") ? [] : types;
}
