import { type Ask, askAll, type Look } from "../model/ask.ts";
import { isIncidentPath } from "../model/incident.ts";
import type { Around, Ground, PullObservation } from "../model/observation.ts";
import type { ChangedFile, TreeEntry } from "../model/world.ts";

/** Incident files looked at for one check, changed and unchanged together: as many blobs as one document holds. */
const mostRecords = 49;
/** Issues asked after for one check. */
const mostIssues = 20;

/** The texts of the changed files that are ours, and what their rules may ask of the repository as it will be. */
export function* lookAround(
  ground: Ground,
  entries: readonly TreeEntry[],
  changes: readonly ChangedFile[],
  ours: readonly ChangedFile[],
): Look<{ readonly files: PullObservation["files"]; readonly around: Around | null }> {
  if (ours.length === 0) return { files: [], around: null };
  const changed = new Set(changes.map(({ path }) => path));
  const gone = new Set(changes.flatMap(({ path, status }) => (status === "removed" ? [path] : [])));
  const kept = entries.filter(({ path }) => !gone.has(path));
  const records = kept.filter(
    ({ path, type }) => type === "file" && !changed.has(path) && isIncidentPath(path, ground.config.incidents),
  );
  const others = ours.length + records.length <= mostRecords ? records : [];
  const [people, ...texts] = yield* askAll([
    { kind: "people" },
    ...[...ours, ...others].map(({ sha }): Ask<"blob"> => ({ kind: "blob", sha })),
  ] as const);
  const files = ours.map(({ path }, index) => ({ path, text: texts[index] ?? null }));
  const rest = others.map(({ path }, index) => ({ path, text: texts[ours.length + index] ?? null }));
  return {
    files,
    around: {
      paths: [...new Set([...kept, ...changes].map(({ path }) => path))].filter((path) => !gone.has(path)),
      opaque: kept.flatMap(({ path, type }) => (type === "file" ? [] : [path])),
      people,
      issues: yield* lookAtIssues(files.flatMap(({ text }) => (text === null ? [] : issuesIn(text)))),
      others: others.length === records.length ? rest : null,
    },
  };
}

/** Whether there are issues or pull requests of some numbers, and in what state. */
function* lookAtIssues(numbers: readonly number[]): Look<Around["issues"]> {
  const wanted = [...new Set(numbers)].slice(0, mostIssues);
  const states = yield* askAll(wanted.map((number): Ask<"issue-state"> => ({ kind: "issue-state", number })));
  return Object.fromEntries(wanted.map((number, index) => [number, states[index] ?? null]));
}

/** The issues that the action items of a file name: `- [ ] Do it #57`. */
function issuesIn(text: string): readonly number[] {
  const lines = text.match(/^[ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[[ xX]\].{0,2000}$/gm) ?? [];
  return lines.flatMap((line) =>
    Array.from(line.matchAll(/(?<![\w/#])#([1-9]\d{0,8})(?![\w-])/g), ([, digits]) => Number(digits)),
  );
}
