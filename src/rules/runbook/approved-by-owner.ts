import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import { fieldPlace, fieldText } from "./field-place.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** Those who know the system stand behind its runbook. */
export const approvedByOwner: RunbookRule = {
  name: "runbook-approved",
  severity: "warning",
  what: "A runbook is approved: `approved_by` names a code owner of the file, and one of them approves the pull request that changes it.",
  why: "Steps that can make an outage worse are read by those who know the system before somebody follows them at night.",
  fix: "Ask a code owner (CODEOWNERS) for a review, and name them in `approved_by`.",
  check: (context) => [...ofField(context), ...ofReview(context)],
};

const same = (a: string, b: string): boolean => a.replace(/^@/, "").toLowerCase() === b.replace(/^@/, "").toLowerCase();

function ofField(context: RunbookContext): readonly RuleFinding[] {
  const { value } = context.fields.approved_by;
  // Another type is for `runbook-fields`.
  if (value !== undefined && value !== null && typeof value !== "string") return [];
  const span = fieldPlace(context, "approved_by");
  const name = fieldText(context, "approved_by");
  const { owners } = context;
  if (name === "") {
    return [
      { span, message: `Unexpected runbook that nobody approved, expected ${sayOwners(owners)} in \`approved_by\`` },
    ];
  }
  if (owners === undefined || owners.some((owner) => same(owner, name))) return [];
  if (!name.includes("/") && owners.some((owner) => isTeam(owner) && mayBeOf(context, owner, name))) return [];
  const message = `Unexpected approved_by ${said(name)}, expected ${sayOwners(owners)} of ${said(context.document.path)}`;
  return owners.length > 0 ? [{ span, message }] : [];
}

/** On a pull request: whether a code owner has approved it. A team approves by one of its people. */
function ofReview(context: RunbookContext): readonly RuleFinding[] {
  const { owners, approvers, document } = context;
  if (approvers === undefined || owners === undefined || owners.length === 0) return [];
  const people = owners.filter((owner) => !isTeam(owner));
  if (approvers.some((login) => people.some((owner) => same(owner, login)))) return [];
  if (approvers.some((login) => owners.some((owner) => isTeam(owner) && mayBeOf(context, owner, login)))) return [];
  const span = document.sections[0]?.heading ?? { start: 0, end: 0 };
  const message = `Unexpected change of a runbook that no code owner has approved, expected a review by ${sayOwners(owners)}`;
  return [{ span, message, fix: "Ask them for a review of this pull request." }];
}

/** Whether somebody is of a team; true where nobody can tell. */
function mayBeOf({ teams }: RunbookContext, team: string, login: string): boolean {
  const key = team.toLowerCase();
  const members = Object.hasOwn(teams, key) ? teams[key] : null;
  return members?.some((member) => same(member, login)) ?? true;
}

const isTeam = (owner: string): boolean => owner.includes("/") || !owner.startsWith("@");

function sayOwners(owners: readonly string[] | undefined): string {
  if (!owners || owners.length === 0) return "who did";
  const some = owners.slice(0, 3).map((owner) => said(owner));
  return owners.length > 3 ? `${some.join(", ")} or another code owner` : some.join(" or ");
}
