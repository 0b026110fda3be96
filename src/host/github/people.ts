import type { Source } from "../../model/ask.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { textAt } from "./json.ts";
import type { Memory } from "./memory.ts";

/** Milliseconds for which a list of people is believed. */
const ttl = 600_000;
/** Where more people have access, nobody lists them all for one check. */
export const mostPeople = 100;

export function peopleSource(client: Client, memory: Memory): Pick<Source, "people"> {
  return {
    people: () =>
      memory.brief("people", ttl, async () => {
        try {
          const found = await client.get("/assignees", { per_page: mostPeople });
          const logins = (Array.isArray(found) ? found : []).map((one) => textAt(one, "login"));
          return logins.length >= mostPeople ? null : logins.filter((login) => login !== "");
        } catch (error) {
          if (!answered(error, 403, 404)) throw error;
          return null;
        }
      }),
  };
}
