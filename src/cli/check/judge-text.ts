import type { Config } from "../../model/config.ts";
import type { Facts } from "../../model/facts.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import type { Instant } from "../../model/time.ts";
import { checkIncident } from "../../rules/check-incident.ts";
import type { Checked } from "../../rules/checked.ts";
import { checkRunbook } from "../../rules/runbook/check-runbook.ts";

/** A text of the working tree, and what its findings depend on. */
export interface Judging {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  readonly templates: Readonly<Record<string, string>>;
  readonly now: Instant;
  readonly codeOwners?: string | undefined;
  readonly facts: Facts;
}

/** Asks the rules of an incident file, or those of a runbook where the path is one's. */
export function judgeText({ templates, codeOwners, ...file }: Judging): Checked {
  const isRunbook = isRunbookPath(file.path, file.config) && !isIncidentPath(file.path, file.config.incidents);
  return isRunbook ? checkRunbook({ ...file, codeOwners }) : checkIncident({ ...file, templates });
}
