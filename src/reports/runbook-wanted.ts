import { type IncidentFields, readFields } from "../model/fields.ts";
import type { Runbook } from "../model/runbook.ts";
import { mayGetStub } from "../model/runbook-stub.ts";
import type { Instant } from "../model/time.ts";
import { isWebAddress, runbookFinder } from "./match-runbooks.ts";
import { scanFrontmatter } from "./scan.ts";

/** An incident that ended lately and has no runbook. */
export interface RunbookWanted {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly fields: IncidentFields;
}

/**
 * The incidents of the archive that a runbook is missing for, as the coverage report counts it, but that a general runbook
 * by type is not enough: it helps with anything. None of which runbook lies elsewhere. `ofAlerts`: the runbooks that alerts lead to, by name; without it there may be too many.
 */
export function runbookWanted(
  files: readonly { readonly path: string; readonly text: string }[],
  runbooks: readonly Runbook[],
  now: Instant,
  ofAlerts?: ReadonlyMap<string, readonly Runbook[]>,
): readonly RunbookWanted[] {
  const recent = files.flatMap(({ path, text }): readonly RunbookWanted[] => {
    const scanned = scanFrontmatter(text);
    if (scanned.kind !== "ok") return [];
    const fields = readFields(scanned.fields);
    return fields.id !== undefined && mayGetStub({ path, fields }, now) ? [{ id: fields.id, path, text, fields }] : [];
  });
  if (recent.length === 0) return [];
  const finder = runbookFinder(runbooks, ofAlerts);
  const wanted = recent.filter(
    ({ fields }) =>
      !finder.match(fields).some(({ by }) => by !== "type") &&
      !fields.runbooks.some((link) => isWebAddress(link) && !finder.resolve(link)),
  );
  // Of two files with one id the first: there is one branch for both.
  return [...new Map(wanted.toReversed().map((one) => [one.id, one])).values()].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}
