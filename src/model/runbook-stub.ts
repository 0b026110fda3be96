import type { Config } from "./config.ts";
import type { IncidentFields } from "./fields.ts";
import { addMinutes, type Instant, readInstant } from "./time.ts";
import type { Branch } from "./world.ts";

/** What is known of the stub of one incident, by the branch on which it is offered. */
export interface StubOffer {
  /** A pull request from its branch was opened, in whatever state it is now: it is never offered again. */
  readonly offered: boolean;
  readonly branch: Branch | null;
  /** The stub as it is on the branch; null where it is not there. */
  readonly text: string | null;
}

/** The branch on which the stub for an incident is offered. */
export const stubBranchOf = (id: string): string => `gitcident/runbook/${id}`;

/** Minutes after its end in which an incident may still get a stub: an archive that is adopted gets none. */
const window = 30 * 24 * 60;

/** Whether an archived incident is of those that get a stub when they have no runbook: ours, a real one, over, and new. */
export function mayGetStub(
  { path, fields }: { readonly path: string; readonly fields: IncidentFields },
  now: Instant,
): boolean {
  const { id, kind, status, closed } = fields;
  if (id === undefined || !/^INC-\d{4}-\d{3,}$/.test(id) || !path.includes(id) || kind !== "incident") return false;
  if (status !== "resolved" && status !== "closed") return false;
  const at = readInstant(closed ?? "");
  return at === undefined ? status === "resolved" : at >= addMinutes(now, -window);
}

/**
 * Where the stub for an incident lies: at the path that the incident names and where nothing is, else by its title.
 * `isTaken`: whether a file is there.
 */
export function stubPathOf(
  id: string,
  { title, runbooks }: Pick<IncidentFields, "title" | "runbooks">,
  config: Pick<Config, "runbooks">,
  isTaken: (path: string) => boolean,
): string {
  const named = runbooks
    .map((link) => link.replace(/#.*$/s, "").replace(/^(?:\.{0,2}\/)+/, ""))
    .find(
      (path) =>
        /^[\w][\w./-]{0,150}\.md$/.test(path) && !/\.\.|\/\//.test(path) && path.startsWith(`${config.runbooks}/`),
    );
  if (named !== undefined && !isTaken(named)) return named;
  const slug = (title ?? "")
    .slice(0, 300)
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  const short = `${config.runbooks}/${slug}.md`;
  return slug === "" || isTaken(short)
    ? `${config.runbooks}/${slug === "" ? "" : `${slug}-`}${id.toLowerCase()}.md`
    : short;
}
