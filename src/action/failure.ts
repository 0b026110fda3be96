import { at, textAt } from "../host/github/json.ts";
import { HostError } from "../model/errors.ts";

/** Routes by the permission that they need, as `permissions:` of a workflow names it. */
const byRoute: readonly (readonly [RegExp, string])[] = [
  [/\/check-runs|\/check-suites/, "checks"],
  [/\/pulls\b|\/graphql$/, "pull-requests"],
  [/\/issues\b|\/labels\b|\/assignees\b|\/reactions\b/, "issues"],
  [/\/git\/|\/contents\b|\/branches\b|\/compare\b|\/commits\b/, "contents"],
];

/** What went wrong in words, and what mends it: a missing permission comes with the line to add to the workflow. */
export function sayFailure(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HostError)) return said;
  if (/not permitted to create or approve pull requests/i.test(said)) {
    return `${said}\nTurn on "Allow GitHub Actions to create and approve pull requests" in the repository's settings, Actions, General.`;
  }
  if (error.status === 401)
    return `${said}\nThe token is not taken: leave the input \`token\` out to use the job's own.`;
  const permission = error.status === 403 && !error.retryable ? permissionFor(error) : undefined;
  return permission === undefined ? said : `${said}\n${missing(permission)}`;
}

/** How to give a permission, e.g. `checks: write`. */
export function missing(permission: string): string {
  return `The token lacks the permission \`${permission}\`. Add this line to the job's \`permissions:\` in the workflow:\n  ${permission}`;
}

/** GitHub names what it would have taken in a header; where it does not, the route tells. */
function permissionFor(error: HostError): string | undefined {
  const told = textAt(at(error.cause, "response", "headers"), "x-accepted-github-permissions");
  const first = /^([a-z_]+)=(read|write)/.exec(told);
  if (first) return `${first[1]?.replaceAll("_", "-")}: ${first[2]}`;
  const [, method = "", path = ""] = /^([A-Z]+) (\S+) was answered/.exec(error.message) ?? [];
  const name = byRoute.find(([route]) => route.test(path))?.[1];
  return name && `${name}: ${method === "GET" ? "read" : "write"}`;
}
