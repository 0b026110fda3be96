import { safeTitle } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import { branchOf } from "../../model/incident.ts";
import { withKey } from "../../model/key.ts";
import type { Ground } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";

/** The incident's one pull request: a draft while the incident runs, and merging it closes the issue. */
export function openPull(issue: Issue, id: string, observation: Ground): Effect {
  const body = [
    `Closes #${issue.number}`,
    `The record of ${id}. It grows while the incident runs and becomes the post-mortem once it is resolved; the check *gitcident / post-mortem* says what is missing.`,
  ];
  return {
    kind: "open-pull",
    head: branchOf(id),
    base: observation.repository.defaultBranch,
    title: safeTitle(`${id}: ${issue.title}`),
    body: withKey(`pull:${id}`, body.join("\n\n")),
    draft: !observation.repository.lacks.includes("ready-for-review"),
  };
}
