import type { Config, SeverityConfig } from "../../model/config.ts";
import { defaultSeverities } from "../../model/config-defaults.ts";
import type { Severity } from "../../model/incident-words.ts";

/** What the config says of a severity of ours: it always has all four. No schema library is loaded for it. */
export function severityOf(
  severity: Severity,
  { severities }: Config,
): Pick<SeverityConfig, "response" | "postmortem" | "due"> {
  return severities[severity] ?? defaultSeverities[severity];
}
