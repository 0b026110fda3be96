import type { Effect, FileChange } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ArchiveObservation, Rolling } from "../../model/observation.ts";

/** The branch of the rolling pull request. */
export const rollingBranch = "gitcident/reports";

export interface Landing {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
  readonly settles: boolean;
}

const message = "Follow action items and regenerate reports [skip ci]";

/** Brings files to the default branch: by a commit, or where it is protected by one rolling pull request. */
export function landOn(observation: ArchiveObservation, files: readonly FileChange[]): Landing {
  const { base, rolling } = observation;
  if (files.length === 0) return { effects: [], notes: [], settles: true };
  if (!rolling)
    return {
      effects: [{ kind: "commit", branch: base.name, parent: base.sha, message, files }],
      notes: [],
      settles: true,
    };
  return landByPull(observation, rolling, files);
}

function landByPull({ base }: ArchiveObservation, rolling: Rolling, files: readonly FileChange[]): Landing {
  const { branch, pull } = rolling;
  if (branch && pull) {
    const waiting = files.every(({ path, after }) => (rolling.files[path] ?? null) === after);
    const note = `${base.name} is protected: ${files.length} files wait in pull request #${pull.number}`;
    if (waiting) return { effects: [], notes: [note], settles: true };
    return {
      effects: [{ kind: "commit", branch: branch.name, parent: branch.sha, onto: base.sha, message, files }],
      notes: [note],
      settles: true,
    };
  }
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
