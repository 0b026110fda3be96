import { priorities } from "../../model/action-item.ts";
import type { Config } from "../../model/config.ts";
import type { Effect } from "../../model/effect.ts";
import { severities, statuses } from "../../model/incident.ts";
import type { IncidentObservation } from "../../model/observation.ts";

const looks: readonly (readonly [prefix: string, color: string, description: string])[] = [
  ["severity:sev1", "b60205", "Critical: everything stops for it"],
  ["severity:sev2", "d93f0b", "High: some users are affected"],
  ["severity:sev3", "fbca04", "Medium: limited impact, a workaround exists"],
  ["severity:sev4", "c2e0c6", "Low: the fix can be scheduled"],
  ["status:", "1d76db", "Where the incident stands; follows its file"],
  ["type:", "5319e7", "What suffers; follows the incident's file"],
  ["kind:", "bfdadc", "Not counted in metrics"],
  ["priority:high", "d93f0b", "Do it first"],
  ["priority:", "fef2c0", "How urgent an action item is"],
  ["action-item", "0e8a16", "Follows from an incident; its file tells which"],
  ["", "b60205", "Makes an issue an incident"],
];

/** The labels that the repository lacks, made with our colours before an issue gets them. */
export function missingLabels({ labels, config }: IncidentObservation, wanted: readonly string[]): readonly Effect[] {
  if (labels === null) return [];
  const known = new Set(labels.map((label) => label.toLowerCase()));
  return [...new Set(wanted)]
    .filter((name) => !known.has(name.toLowerCase()))
    .map((name) => {
      const look = looks.find(([prefix]) => (name === config.actionLabel ? "action-item" : name).startsWith(prefix));
      return { kind: "make-label", name, color: look?.[1] ?? "ededed", description: look?.[2] ?? "" };
    });
}

/** The labels that an incident will need: made at its declaration, once for the repository, so that each has its colour. */
export function laterLabels(config: Config): readonly string[] {
  return [
    ...severities.map((severity) => `severity:${severity}`),
    ...statuses.map((status) => `status:${status}`),
    config.actionLabel,
    ...priorities.map((priority) => `priority:${priority}`),
  ];
}
