import type { Source } from "../../model/ask.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { textAt } from "./json.ts";
import type { Memory } from "./memory.ts";

/** Milliseconds for which a list of members is believed. */
const ttl = 600_000;

/** Needs the permission `members: read`, which an organization gives an App and never a workflow's token. */
export function teamSource(client: Client, memory: Memory): Pick<Source, "team"> {
  return {
    team: ({ slug }) =>
      memory.brief(`team ${slug}`, ttl, async () => {
        try {
          // docs.github.com/rest/teams/members#list-team-members: with those of the teams below it.
          const found = await client.listAll("/orgs/{org}/teams/{team_slug}/members", {
            org: client.owner,
            team_slug: slug,
          });
          return found.map((one) => textAt(one, "login")).filter((login) => login !== "");
        } catch (error) {
          if (!answered(error, 403, 404)) throw error;
          return null;
        }
      }),
  };
}
