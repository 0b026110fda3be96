import { safeCommitMessage } from "../../markdown/safe-text.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { branchOf, idOf, pathOf } from "../../model/incident.ts";
import { summaryKey } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { labelsAfter, projectionOf } from "../../model/projection.ts";
import type { Issue } from "../../model/world.ts";
import { creates } from "../brake.ts";
import { writesUntil } from "../claim-first.ts";
import { newRecord } from "./declare.ts";
import { readDeclaration } from "./form.ts";
import { laterLabels, missingLabels } from "./labels.ts";
import { openPull } from "./open-pull.ts";
import { openingOf } from "./opening.ts";
import { openingWords } from "./opening-words.ts";
import { withWorker } from "./others-declaration.ts";
import { ownComment } from "./own-comment.ts";
import { summaryBody } from "./summary.ts";

/** Gives an incident its branch, file, pull request, summary and labels; or back its branch, where a person deleted it. */
export function planDeclaration(observation: IncidentObservation, issue: Issue): Plan {
  const { base, config, pull, branch } = observation;
  const id = idOf(issue);
  const name = branchOf(id);
  if (!branch && pull && !pull.merged && pull.head.branch === name && pull.head.sha !== "") {
    const notes = [`Branch ${name} was deleted; restored at the last commit of pull request #${pull.number}`];
    return { effects: [{ kind: "branch", name, from: pull.head.sha }], notes, settles: false };
  }
  if (pull?.merged) {
    // Made again it would be an incident that runs: a person who deletes a merged record means it.
    const notes = [`Pull request #${pull.number} is merged and its record is not on ${base.name}: it is left as it is`];
    return { effects: [], notes, settles: true };
  }
  const opening = openingOf(issue, observation.events ?? []);
  const declaration = readDeclaration(issue.body, issue.createdAt, config, opening.labels);
  const { record, note } = newRecord(issue, opening, declaration, config, observation.templates);
  const path = pathOf(id, config.incidents);
  const projection = projectionOf(record.fields, config);
  const summary: Effect = {
    kind: "comment",
    key: summaryKey,
    on: issue.number,
    id: ownComment(observation, summaryKey)?.id ?? null,
    body: summaryBody(record, { path, branch: name }, observation),
  };
  const effects: Effect[] = [
    ...(branch ? [] : [{ kind: "branch" as const, name, from: base.sha }]),
    {
      kind: "commit",
      branch: name,
      message: withWorker(safeCommitMessage(`${id}: declared ${declaration.severity}`), observation),
      files: [{ path, before: null, after: record.text }],
    },
    ...(pull && pull.state === "open" ? [] : [openPull(issue, id, observation)]),
    // Who landed the record says all this, and the summary last: once it is there nothing of it is owed.
    ...[...openingWords(observation, issue, note), summary].map((effect) =>
      creates(effect) ? { ...effect, until: writesUntil(observation) } : effect,
    ),
    ...missingLabels(observation, [...projection.labels, ...laterLabels(config)]),
    { kind: "edit-issue", number: issue.number, labels: labelsAfter(issue, projection, config) },
  ];
  // Comments and changes made before the declaration may be commands: look again where there are any.
  const settles =
    issue.comments === 0 &&
    (observation.events ?? []).length === opening.events.length &&
    issue.assignees.length === 0 &&
    issue.state === "open";
  return { effects, notes: note ? [note] : [], settles };
}
