import { claimFile } from "../../model/claim.ts";
import type { Effect, FileChange } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ArchiveObservation, Rolling } from "../../model/observation.ts";
import { rollingBranch } from "../../model/rolling-branch.ts";
import type { Branch, Pull } from "../../model/world.ts";

export interface Landing {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
  readonly settles: boolean;
}

const message = "Follow action items and regenerate reports [skip ci]";

/**
 * Brings files to the default branch: by a commit, or where it is protected by one rolling pull request. `claims`: who
 * lands them may do what nobody else may, so that they win or lose by one comparison with what was seen.
 */
export function landOn(observation: ArchiveObservation, files: readonly FileChange[], claims: boolean): Landing {
  const { base, rolling } = observation;
  if (!rolling && files.length === 0) return { effects: [], notes: [], settles: true };
  if (!rolling)
    return {
      effects: [{ kind: "commit", branch: base.name, parent: base.sha, message, files }],
      notes: [],
      settles: true,
    };
  return landByPull(observation, rolling, files, claims);
}

function landByPull(
  observation: ArchiveObservation,
  rolling: Rolling,
  files: readonly FileChange[],
  claims: boolean,
): Landing {
  const { base } = observation;
  const { branch, pull, ended } = rolling;
  if (files.length === 0) return branch && pull ? takeBack(branch, pull) : { effects: [], notes: [], settles: true };
  const note = pull
    ? `${base.name} is protected: ${files.length} files wait in pull request #${pull.number}`
    : `${base.name} is protected: changes go to a rolling pull request`;
  const open: readonly Effect[] = pull ? [] : [openPull(base)];
  // With its branch an open pull request would be closed that no list shows yet: one that is there already refuses another.
  if (branch && (pull || claims || !ended)) {
    const commit: Effect = { kind: "commit", branch: branch.name, parent: branch.sha, onto: base.sha, message, files };
    const waiting = isWaiting(observation, rolling, files);
    return { effects: [...(waiting ? [] : [commit]), ...open], notes: [note], settles: true };
  }
  // Merged or closed: what is left of the branch is behind, and it is begun anew rather than forced.
  const drop: readonly Effect[] = branch ? [{ kind: "drop-branch", name: branch.name, at: branch.sha }] : [];
  return {
    effects: [
      ...drop,
      { kind: "branch", name: rollingBranch, from: base.sha },
      { kind: "commit", branch: rollingBranch, message, files },
      ...open,
    ],
    notes: [note],
    settles: true,
  };
}

function openPull(base: Branch): Effect {
  const body = withKey(
    "rolling",
    "Numbers of action items, their boxes, and the reports that follow from the archive. Kept up to date until it is merged.",
  );
  return {
    kind: "open-pull",
    head: rollingBranch,
    base: base.name,
    title: "Action items and reports",
    body,
    draft: false,
  };
}

/** Whether the rolling branch holds exactly the files that are wanted: those, and the others as they are on the base. */
function isWaiting(observation: ArchiveObservation, rolling: Rolling, files: readonly FileChange[]): boolean {
  const base = new Map([
    ...observation.incidents.map(({ path, text }) => [path, text] as const),
    ...Object.entries(observation.reports),
  ]);
  const wanted = new Map(files.map(({ path, after }) => [path, after]));
  const claim = `${observation.config.reports}/${claimFile}`;
  const there = Object.entries(rolling.files).every(([path, text]) => {
    const is = wanted.has(path) ? wanted.get(path) : base.get(path);
    return is === text || (is === undefined && path !== claim);
  });
  return there && files.every(({ path, after }) => (rolling.files[path] ?? null) === after);
}

/** What waited is no longer wanted: an issue was closed and opened again. */
function takeBack(branch: Branch, pull: Pull): Landing {
  const effects: readonly Effect[] = [
    { kind: "edit-pull", number: pull.number, state: "closed" },
    { kind: "drop-branch", name: branch.name, at: branch.sha },
  ];
  return { effects, notes: [`Nothing waits any more: pull request #${pull.number} is closed`], settles: true };
}
