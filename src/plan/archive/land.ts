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

/** Brings files to the default branch: by a commit, or where it is protected by one rolling pull request. */
export function landOn(observation: ArchiveObservation, files: readonly FileChange[]): Landing {
  const { base, rolling } = observation;
  if (!rolling && files.length === 0) return { effects: [], notes: [], settles: true };
  if (!rolling)
    return {
      effects: [{ kind: "commit", branch: base.name, parent: base.sha, message, files }],
      notes: [],
      settles: true,
    };
  return landByPull(observation, rolling, files);
}

function landByPull(observation: ArchiveObservation, rolling: Rolling, files: readonly FileChange[]): Landing {
  const { base } = observation;
  const { branch, pull } = rolling;
  if (branch && pull) {
    if (files.length === 0) return takeBack(branch, pull);
    const note = `${base.name} is protected: ${files.length} files wait in pull request #${pull.number}`;
    if (isWaiting(observation, rolling, files)) return { effects: [], notes: [note], settles: true };
    return {
      effects: [{ kind: "commit", branch: branch.name, parent: branch.sha, onto: base.sha, message, files }],
      notes: [note],
      settles: true,
    };
  }
  if (files.length === 0) return { effects: [], notes: [], settles: true };
  // Merged or closed: what is left of the branch is behind, and it is begun anew rather than forced.
  const drop: readonly Effect[] = branch ? [{ kind: "drop-branch", name: branch.name, at: branch.sha }] : [];
  const body = withKey(
    "rolling",
    "Numbers of action items, their boxes, and the reports that follow from the archive. Kept up to date until it is merged.",
  );
  return {
    effects: [
      ...drop,
      { kind: "branch", name: rollingBranch, from: base.sha },
      { kind: "commit", branch: rollingBranch, message, files },
      {
        kind: "open-pull",
        head: rollingBranch,
        base: base.name,
        title: "Action items and reports",
        body,
        draft: false,
      },
    ],
    notes: [`${base.name} is protected: changes go to a rolling pull request`],
    settles: true,
  };
}

/** Whether the rolling branch holds exactly the files that are wanted: those, and the others as they are on the base. */
function isWaiting(observation: ArchiveObservation, rolling: Rolling, files: readonly FileChange[]): boolean {
  const base = new Map([
    ...observation.incidents.map(({ path, text }) => [path, text] as const),
    ...Object.entries(observation.reports),
  ]);
  const wanted = new Map(files.map(({ path, after }) => [path, after]));
  const there = Object.entries(rolling.files).every(([path, text]) => {
    const is = wanted.has(path) ? wanted.get(path) : base.get(path);
    return is === undefined || is === text;
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
