import { safeInline, safeTitle } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { stubBranchOf, stubPathOf } from "../../model/runbook-stub.ts";
import { alertCoverage } from "../../reports/alert-coverage.ts";
import { linkRulesOf, readAlertFiles } from "../../reports/alert-sources.ts";
import { runbooksOfAlerts } from "../../reports/runbook-report.ts";
import { type RunbookWanted, runbookWanted } from "../../reports/runbook-wanted.ts";
import { stubText } from "./stub-text.ts";

export interface Offered {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
}

/**
 * Offers the stub of a runbook, as a pull request, for each incident that ended lately without one. Once: an incident whose
 * pull request was closed, merged or is still open gets no other. Each step is looked for before it is done, so that a
 * process that died between two of them is continued where it stopped.
 */
export function offerStubs(observation: ArchiveObservation): Offered {
  const { config, stubs, runbooks, now } = observation;
  const open = Object.values(stubs).some(({ offered }) => !offered);
  if (!open) return { effects: [], notes: [] };
  const read = readAlertFiles(observation.alertFiles, config);
  const found = alertCoverage(read.alerts, runbooks, linkRulesOf(config, observation.repository.url));
  const wanted = runbookWanted(observation.incidents, runbooks, now, runbooksOfAlerts(found)).filter(
    ({ id }) => stubs[id]?.offered === false,
  );
  if (wanted.length > config.brake) {
    const note = `Brake: ${wanted.length} stubs of runbooks would be offered at once, at most ${config.brake} are. None was`;
    return { effects: [], notes: [note] };
  }
  const offers = wanted.map((one) => offer(one, observation));
  return { effects: offers.flatMap(({ effects }) => effects), notes: offers.flatMap(({ notes }) => notes) };
}

function offer(wanted: RunbookWanted, observation: ArchiveObservation): Offered {
  const { config, templates, runbooks, base, stubs, repository } = observation;
  const { id, fields } = wanted;
  const head = stubBranchOf(id);
  const path = stubPathOf(id, fields, config, (one) => runbooks.some((runbook) => runbook.path === one));
  const { text, note } = stubText(wanted, path, config, templates);
  const before = stubs[id];
  const branch = before?.branch ?? null;
  const files = [{ path, before: null, after: text }];
  const message = `Begin the runbook that ${id} lacked`;
  const effects: readonly Effect[] = [
    ...(branch ? [] : [{ kind: "branch", name: head, from: base.sha } as const]),
    ...(before?.text !== null && before !== undefined
      ? []
      : [{ kind: "commit", branch: head, parent: branch?.sha ?? base.sha, message, files } as const]),
    {
      kind: "open-pull",
      head,
      base: repository.defaultBranch,
      title: safeTitle(`Runbook for ${fields.title ?? id}`),
      body: withKey(`runbook:${id}`, bodyOf(wanted, path)),
      draft: false,
    },
  ];
  return { effects, notes: note ? [note] : [] };
}

function bodyOf({ id, fields, path }: RunbookWanted, stub: string): string {
  const issue = fields.issue === undefined ? "" : ` (#${fields.issue})`;
  return [
    `No runbook names ${id}${issue}, its alerts or its services. This is the stub of one, filled with what \`${path}\` says: symptoms, and the steps of diagnosis and resolution from its timeline.`,
    `- Edit \`${safeInline(stub).replaceAll("`", "")}\` on this branch: turn what happened into steps with their commands, and write what is missing.\n- Name an \`owner\`, and \`last_verified\` once somebody went through the steps.\n- Merge it, or close it if nobody needs it: it is not offered again.`,
    "To get none of these: `runbook: { offer: false }` in `.github/gitcident.yml`.",
  ].join("\n\n");
}
