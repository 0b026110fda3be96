import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import { fieldPlace, fieldText } from "./field-place.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** Somebody is asked when the runbook is wrong or due. */
export const ownerExists: RunbookRule = {
  name: "runbook-owner",
  severity: "error",
  what: "A runbook names its owner: a login that can be assigned here, or a team.",
  why: "A runbook without an owner is nobody's to review, and reports can't tell anybody that it is stale.",
  fix: 'Write who keeps it right: `owner: "@login"` or `owner: "@org/team"`.',
  check,
};

const login = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const team = /^@[A-Za-z0-9-]{1,39}\/[\w.-]{1,100}$/;

function check(context: RunbookContext): readonly RuleFinding[] {
  const { value } = context.fields.owner;
  const span = fieldPlace(context, "owner");
  // Another type is for `runbook-fields`.
  if (value !== undefined && value !== null && typeof value !== "string") return [];
  const owner = fieldText(context, "owner");
  if (owner === "") return [{ span, message: "Unexpected runbook without an owner, expected one in `owner`" }];
  if (team.test(owner)) return [];
  if (!login.test(owner)) {
    const message = `Unexpected owner ${said(owner)}, expected a login or team with @, which can be looked up`;
    return [{ span, severity: "warning", message }];
  }
  return context.facts.isPerson(owner.slice(1)) === false
    ? [{ span, message: `Unexpected owner ${said(owner)}, expected somebody who can be assigned in this repository` }]
    : [];
}
