import type { Config } from "./config.ts";
import { type Severity, severities } from "./incident-words.ts";

const plainName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");

/**
 * `SEV-1`, `sev1`, `P1`, `critical`, `SEV-1 (Critical): total outage` and `SEV-1 - total outage` are one severity.
 * Undefined when the name is none.
 */
export function readSeverity(name: string, config: Config): Severity | undefined {
  // A severity's name is short: the cap keeps pasted pages away from the expressions.
  const wanted = plainName(
    (
      name
        .trim()
        .slice(0, 80)
        .split(/[:(]|\s[-–—]/, 1)[0] ?? ""
    ).trim(),
  );
  return severities.find((severity) => {
    const names = [severity, ...(config.severities[severity]?.aliases ?? [])];
    return names.some((known) => plainName(known) === wanted);
  });
}
