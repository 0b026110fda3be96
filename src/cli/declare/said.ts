import type { Severity } from "../../model/incident.ts";
import type { Instant } from "../../model/time.ts";

/** A declaration as the command line says it, its secrets masked. */
export interface Said {
  readonly title: string;
  readonly severity: Severity;
  readonly type: string;
  readonly services: readonly string[];
  readonly started: Instant;
  readonly seen: string;
}

/** The body that the issue form would make of it: docs/issue-form.md. */
export function formOf({ severity, type, services, started, seen }: Said): string {
  const answers = [
    ["What is seen", seen],
    ["Severity", severity],
    ["Type", type],
    ["Services", services.join(", ")],
    ["Started", started],
  ] as const;
  return answers.map(([label, answer]) => `### ${label}\n\n${answer.trim() || "_No response_"}\n`).join("\n");
}
