import { askAll, type Look } from "../model/ask.ts";
import type { Ground } from "../model/observation.ts";
import { type StubOffer, stubBranchOf, stubPathOf } from "../model/runbook-stub.ts";
import type { FileText } from "../model/world.ts";
import { type RunbookWanted, runbookWanted } from "../reports/runbook-wanted.ts";

/**
 * What has come of the stubs of incidents that ended lately without a runbook, by id: one request for each of them, and
 * none where every incident has one.
 */
export function* lookAtStubs(
  { config, repository, runbooks, now }: Ground,
  incidents: readonly FileText[],
): Look<Readonly<Record<string, StubOffer>>> {
  if (!config.runbook.offer || repository.lacks.includes("pull-requests")) return {};
  const wanted = runbookWanted(incidents, runbooks, now);
  const pulls = yield* askAll(wanted.map(({ id }) => ({ kind: "pulls" as const, head: stubBranchOf(id) })));
  const done = wanted.filter((_, index) => (pulls[index]?.length ?? 0) > 0);
  const open = wanted.filter((_, index) => pulls[index]?.length === 0);
  const branches = yield* askAll(open.map(({ id }) => ({ kind: "branch" as const, name: stubBranchOf(id) })));
  const begun = open.filter((_, index) => branches[index]);
  const isTaken = (path: string): boolean => runbooks.some((runbook) => runbook.path === path);
  const files = yield* askAll(
    begun.map(({ id, fields }: RunbookWanted) => ({
      kind: "file" as const,
      ref: stubBranchOf(id),
      path: stubPathOf(id, fields, config, isTaken),
    })),
  );
  return Object.fromEntries([
    ...done.map(({ id }) => [id, { offered: true, branch: null, text: null }] as const),
    ...open.map((one, index) => {
      const text = files[begun.indexOf(one)]?.text ?? null;
      return [one.id, { offered: false, branch: branches[index] ?? null, text }] as const;
    }),
  ]);
}
