import { priorities } from "../../model/action-item.ts";
import type { Config } from "../../model/config.ts";
import { kinds, severities, statuses } from "../../model/incident.ts";

/** Labels that Gitcident puts on issues. It makes each when it is first needed; nobody has to. */
export function labelsOf(config: Config): readonly string[] {
  return [
    config.label,
    ...severities.map((severity) => `severity:${severity}`),
    ...statuses.map((status) => `status:${status}`),
    ...Object.keys(config.types).map((type) => `type:${type}`),
    ...kinds.filter((kind) => kind !== "incident").map((kind) => `kind:${kind}`),
    config.actionLabel,
    ...priorities.map((priority) => `priority:${priority}`),
  ];
}
