import { keyIn } from "../../src/model/key.ts";
import type { TestGitHub } from "../github/start.ts";

/** Every comment that our account ever made, as GitHub told of it, whichever of its APIs it went by: `#<issue> <key>`. */
export function everSaid({ deliveries }: TestGitHub): readonly string[] {
  return deliveries.log
    .filter(({ event, action }) => event === "issue_comment" && action === "created")
    .filter(({ payload }) => payload.comment.user.login === "gitcident[bot]")
    .map(({ payload }) => `#${payload.issue.number} ${keyIn(payload.comment.body) ?? "no key"}`);
}

/** How many comments were deleted by our account: of what was made twice, one is. */
export function tookBack({ requests }: TestGitHub): number {
  const ours = requests.filter(({ authKind, status }) => authKind === "installation" && status === 204);
  return ours.filter(({ method, path }) => method === "DELETE" && /\/issues\/comments\/\d+$/.test(path)).length;
}

/** How often somebody was told that a claim is another's. */
export function refusedClaims({ requests }: TestGitHub): number {
  return requests.filter(
    ({ method, path, status }) => method === "POST" && path.endsWith("/git/refs") && status === 422,
  ).length;
}
