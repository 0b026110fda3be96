import type { Effect, FileChange, Plan } from "../../model/effect.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { archiveFiles, isArchiveFile } from "../../reports/archive-files.ts";
import { runbookReport } from "../../reports/runbook-report.ts";
import { runbookReportFiles } from "../../reports/runbook-report-page.ts";
import { brakeItems } from "./brake-items.ts";
import { claimedFor, claimOpening } from "./claim-opening.ts";
import { followIncident } from "./follow-incident.ts";
import { landOn } from "./land.ts";
import { offerDigest } from "./offer-digest.ts";
import { offerStubs } from "./offer-stubs.ts";

/** What the archive needs: an issue for each action item, boxes that follow their issues, closed incidents, reports. */
export function planArchive(observation: ArchiveObservation): Plan {
  const claimed = claimedFor(observation);
  if (claimed !== undefined) {
    return { effects: [], notes: ["Another process opens issues for action items"], settles: false, again: claimed };
  }
  const followed = observation.incidents.map((file) => followIncident(file, observation));
  const { effects: braked, notes: held } = brakeItems(
    followed.flatMap(({ effects }) => effects),
    observation,
  );
  const opening = claimOpening(observation, braked);
  const changed = new Map(followed.map(({ path, text }) => [path, text]));
  const files = [
    ...observation.incidents.map(({ path, text }) => ({ path, before: text, after: changed.get(path) ?? text })),
    ...reportFiles(observation, changed),
    ...opening.files,
  ].filter(({ before, after }) => before !== after);
  const opens = opening.effects.some(({ kind }) => kind === "open-issue");
  const landing = landOn(observation, files, opens);
  const notes = [
    ...followed.flatMap((one) => one.notes),
    ...observation.unread.map(({ path, reason }) => `${path} was not read: ${reason}`),
    ...held,
    ...landing.notes,
  ];
  // Whose claim is landed opens the issues, and splices their numbers into the lines at the next look.
  const effects: readonly Effect[] = opens
    ? [...landing.effects, ...opening.effects]
    : [...opening.effects, ...landing.effects];
  const [stubs, digest] = [offerStubs(observation), offerDigest(observation)];
  // A stub's branch begins where the archive is in order: the same wherever a process before this one died.
  return effects.length === 0
    ? {
        effects: [...stubs.effects, ...digest.effects],
        notes: [...notes, ...stubs.notes, ...digest.notes],
        settles: landing.settles,
      }
    : {
        effects,
        notes,
        settles: !opens && landing.settles && stubs.effects.length + digest.effects.length === 0,
        ...(opening.again !== undefined && { again: opening.again }),
      };
}

/** The reports that follow from the archive as it will be. */
function reportFiles(observation: ArchiveObservation, changed: ReadonlyMap<string, string>): readonly FileChange[] {
  const { config, runbooks, unread, alertFiles, serviceFiles, adoptedFiles, repository, now, reports } = observation;
  const incidents = observation.incidents.map(({ path, text }) => ({ path, text: changed.get(path) ?? text }));
  if (incidents.length + alertFiles.length + adoptedFiles.length === 0 && Object.keys(reports).length === 0) return [];
  const previous = reports[`${config.reports}/runbook-coverage.json`];
  // What is stale is so on the day of the commit that was read: the same commit gives the same bytes, whenever it is read.
  const day = observation.base.committedAt ?? now;
  const read = { config, now: day, runbooks, incidents, unread, alertFiles, serviceFiles, repository: repository.url };
  const coverage = runbookReport({ ...read, previous });
  const counted = [...incidents, ...unread.map(({ path }) => ({ path, text: null })), ...adoptedFiles];
  const files: Readonly<Record<string, string>> = {
    ...runbookReportFiles(coverage, { reports: config.reports }),
    ...archiveFiles(counted, coverage, config),
  };
  const folder = `${config.reports}/`;
  const old = Object.keys(reports)
    .map((path) => path.slice(folder.length))
    .filter((name) => isArchiveFile(name) && files[name] === undefined);
  return [...Object.keys(files), ...old].map((name) => {
    const path = `${folder}${name}`;
    return { path, before: reports[path] ?? null, after: files[name] ?? null };
  });
}
