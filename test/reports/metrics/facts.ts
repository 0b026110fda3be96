import { defaultConfig } from "../../../src/model/config.ts";
import type { Metrics, Stat } from "../../../src/model/metrics.ts";
import type { IncidentFact } from "../../../src/reports/metrics/fact.ts";
import { incidentFact } from "../../../src/reports/metrics/read-facts.ts";

/** The facts of a record of ours with these fields. */
export function fact(path: string, fields: Readonly<Record<string, string>>): IncidentFact {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return incidentFact({ path, text: `---\n${lines.join("\n")}\n---\n\n# Title\n` }, defaultConfig);
}

export function timeNamed(times: Metrics["times"], name: string): Stat {
  const found = times.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

export const resolved = { severity: "sev2", status: "resolved" };
