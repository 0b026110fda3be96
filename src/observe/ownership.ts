import { readCodeOwners } from "../markdown/code-owners.ts";
import { ask, askAll, type Look } from "../model/ask.ts";
import { codeOwnersPaths } from "../model/code-owners-paths.ts";
import type { Ground, Ownership } from "../model/observation.ts";
import { isRunbookPath } from "../model/runbook-path.ts";
import type { ChangedFile, Pull, TreeEntry } from "../model/world.ts";

/**
 * CODEOWNERS of the default branch, which is the one that GitHub goes by, and who has approved: looked at where a runbook
 * is changed. Without code owners nobody needs to know who approved.
 */
export function* lookAtOwnership(
  { config, repository }: Ground,
  entries: readonly TreeEntry[],
  pull: Pull | null,
  ours: readonly ChangedFile[],
): Look<Ownership | null> {
  if (!ours.some(({ path }) => isRunbookPath(path, config))) return null;
  const files = entries.filter(({ type }) => type === "file");
  const found = codeOwnersPaths.flatMap((path) => files.find((entry) => entry.path === path) ?? [])[0];
  const codeOwners = found ? yield* ask({ kind: "blob", sha: found.sha }) : null;
  if (codeOwners === null || pull === null || repository.lacks.includes("reviews"))
    return { codeOwners, approvers: null, teams: {} };
  const approvers = yield* ask({ kind: "approvals", pull: pull.number, sha: pull.head.sha });
  const ownersOf = readCodeOwners(codeOwners);
  const owners = ours.filter(({ path }) => isRunbookPath(path, config)).map(({ path }) => ownersOf(path));
  const teams = teamsAsked(owners, approvers ?? [], repository.owner);
  const members = yield* askAll(teams.map((slug) => ({ kind: "team", slug }) as const));
  return {
    codeOwners,
    approvers,
    teams: Object.fromEntries(
      teams.map((slug, at) => [`@${repository.owner}/${slug}`.toLowerCase(), members[at] ?? null]),
    ),
  };
}

/** Requests for one look: a file that more teams own is rare, and the others count as before. */
const mostTeams = 5;

/** The teams whose members decide: those of files that somebody approved, but none of the people who own them. */
function teamsAsked(
  files: readonly (readonly string[])[],
  approvers: readonly string[],
  organization: string,
): readonly string[] {
  if (approvers.length === 0) return [];
  const logins = new Set(approvers.map((login) => `@${login}`.toLowerCase()));
  const open = files.filter((owners) => !owners.some((owner) => logins.has(owner.toLowerCase())));
  const slugs = open.flatMap((owners) =>
    owners.flatMap((owner) => {
      const [, of, slug] = /^@([^/]+)\/([\w.-]{1,100})$/.exec(owner) ?? [];
      return of?.toLowerCase() === organization.toLowerCase() && slug !== undefined ? [slug.toLowerCase()] : [];
    }),
  );
  return [...new Set(slugs)].slice(0, mostTeams);
}
