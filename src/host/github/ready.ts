import type { Receipt, Sink } from "../../model/effect.ts";
import { StaleError } from "../../model/errors.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { at, listAt, textAt } from "./json.ts";
import type { Memory } from "./memory.ts";

const mutation = `mutation ready($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;

/** REST can't do it: docs.github.com/graphql/reference/mutations#markpullrequestreadyforreview. */
export function readySink(client: Client, memory: Memory): Pick<Sink, "ready"> {
  const lacking: Receipt = { done: false, lacks: "ready-for-review", note: "This server does not let us end a draft" };
  return {
    ready: async ({ number, node }) => {
      if (memory.lacks.has("ready-for-review")) return lacking;
      try {
        await client.graphql(mutation, { id: node });
        return { done: true, number };
      } catch (error) {
        if (answered(error, 404, 405, 501)) memory.lacks.add("ready-for-review");
        else if (!refused(error)) throw error;
        const pull = await client.find("/pulls/{pull_number}", { pull_number: number });
        if (pull === null) throw new StaleError(`Pull request ${number} is gone`, { cause: error });
        if (at(pull, "draft") === false) return { done: true, number };
        client.log(`${lacking.note}: ${error instanceof Error ? error.message : String(error)}`);
        return lacking;
      }
    },
  };
}

/** GraphQL answers 200 and lists its errors; these say that it was not done, nor would be if asked again. */
function refused(error: unknown): boolean {
  const kinds = listAt(error, "errors").map((one) => textAt(one, "type"));
  return answered(error, 403) || (kinds.length > 0 && kinds.every((kind) => kind !== "RATE_LIMITED" && kind !== ""));
}
