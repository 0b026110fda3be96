import { remembered } from "../../markdown/remembered.ts";
import type { Config } from "../../model/config.ts";
import type { Severity } from "../../model/incident-words.ts";
import { readSeverity } from "../../model/severity-names.ts";
import { kept } from "./kept.ts";

const severitiesOf = remembered((_: Config) => new Map<string, Severity | undefined>());

/** The severity of a name, of which an archive has a few thousands of times. */
export function severityNamed(name: string, config: Config): Severity | undefined {
  const known = severitiesOf(config);
  if (known.has(name)) return known.get(name);
  const severity = readSeverity(name, config);
  if (known.size < 100) known.set(kept(name), severity);
  return severity;
}
