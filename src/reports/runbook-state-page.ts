import { safeCell } from "../markdown/safe-text.ts";
import { type Link, listed, section } from "./coverage-page.ts";
import type { RunbookState } from "./runbook-state.ts";
import { table } from "./table.ts";

/** How many runbooks want attention, of how many, and what is counted. */
export function runbookNumbers(state: RunbookState): string {
  const files = state.byOwner.reduce((sum, { runbooks: count }) => sum + count, 0);
  const dated = files - state.undated.length;
  const rows: readonly (readonly [string, number, number, string])[] = [
    [
      "Orphans",
      state.orphans.length,
      state.total,
      "no alert leads to it, and no incident counted names it or has one of its services or alerts; a heading that alerts link to counts as a runbook",
    ],
    ["With missing sections", state.incomplete.length, files, "files without one of the six sections"],
    ["Not approved", state.unapproved.length, files, "files whose `approved_by` is empty"],
    [
      "Stale",
      state.stale.length,
      dated,
      "`last_verified` + `review_every` lies before the day of the commit that this was made from; without `review_every` it never does; files without a readable date are left out",
    ],
    [
      "Without a readable date",
      state.undated.length,
      files,
      "`last_verified` is empty, or one of the two can't be read",
    ],
  ];
  return table(
    ["Runbooks", "Number", "n", "What is counted"],
    rows.map(([name, count, n, what]) => [name, String(count), String(n), what]),
  );
}

/** Runbooks that want attention, by what is wrong with them, and how many each owner has. */
export function runbookLists(state: RunbookState, link: Link): readonly string[] {
  const owner = (name: string): string => (name === "" ? "nobody" : safeCell(name));
  const file = (path: string): string => link(path.replace(/#.*$/s, ""), path.includes("#") ? path : undefined);
  return [
    ...section(
      "Orphan runbooks",
      listed(["Runbook", "Title", "Why"], state.orphans, (one) => [file(one.path), safeCell(one.title), one.reason]),
    ),
    ...section(
      "Stale runbooks",
      listed(["Runbook", "Owner", "Verified", "Due"], state.stale, (one) => [
        link(one.path),
        owner(one.owner),
        one.last_verified,
        one.due,
      ]),
    ),
    ...section(
      "Runbooks without a readable date",
      listed(["Runbook", "Owner", "Why"], state.undated, (one) => [
        link(one.path),
        owner(one.owner),
        safeCell(one.reason),
      ]),
    ),
    ...section(
      "Runbooks with missing sections",
      listed(["Runbook", "Owner", "Missing"], state.incomplete, (one) => [
        link(one.path),
        owner(one.owner),
        one.missing.join(", "),
      ]),
    ),
    ...section(
      "Runbooks that nobody approved",
      listed(["Runbook", "Owner"], state.unapproved, (one) => [link(one.path), owner(one.owner)]),
    ),
    ...section(
      "By owner",
      listed(
        ["Owner", "Runbooks", "Stale", "Without a date", "Missing sections", "Not approved"],
        state.byOwner,
        (one) => [
          owner(one.owner),
          ...[one.runbooks, one.stale, one.undated, one.incomplete, one.unapproved].map(String),
        ],
      ),
    ),
  ];
}
