import { readFileSync } from "node:fs";
import { defaultConfig } from "../../src/model/config.ts";
import { checkIncident, type IncidentFile } from "../../src/rules/check-incident.ts";
import type { Checked } from "../../src/rules/checked.ts";

/** The finished failover incident, which every rule is content with. */
export const failover = readFileSync("incidents/2025/INC-2025-001.md", "utf8");

/** The same where the repository has no runbooks. */
export const plainFailover = failover.replace(/^runbooks: .*\n/m, "");

export const postmortemTemplate = readFileSync("templates/postmortem.md", "utf8");

/** Checks a text as the file of INC-2025-042, long after it. */
export function check(text: string, facts: Partial<IncidentFile> = {}): Checked {
  return checkIncident({
    path: "incidents/2025/INC-2025-042.md",
    config: defaultConfig,
    now: "2026-01-01T00:00:00Z",
    templates: { "postmortem.md": postmortemTemplate },
    ...facts,
    text,
  });
}
