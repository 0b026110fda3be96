import type { Receipt, Sink } from "../../model/effect.ts";
import { HostError, StaleError } from "../../model/errors.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { at, listAt, textAt } from "./json.ts";
import type { Memory } from "./memory.ts";

const end = `mutation ready($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;
const begin = `mutation draft($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;

/** REST can't do it: docs.github.com/graphql/reference/mutations#markpullrequestreadyforreview, #convertpullrequesttodraft. */
export function readySink(client: Client, memory: Memory): Pick<Sink, "ready"> {
  const lacking: Receipt = {
    done: false,
    lacks: "ready-for-review",
    note: "This server does not let us begin or end a draft",
  };
  return {
    ready: async ({ number, node, draft = false }) => {
      if (memory.lacks.has("ready-for-review")) return lacking;
      try {
        await client.graphql(draft ? begin : end, { id: node });
        return { done: true, number };
      } catch (error) {
        if (answered(error, 404, 405, 501)) memory.lacks.add("ready-for-review");
        else if (!refused(error)) throw failureOf(error);
        const pull = await client.find("/pulls/{pull_number}", { pull_number: number });
        if (pull === null) throw new StaleError(`Pull request ${number} is gone`, { cause: error });
        if (at(pull, "draft") === draft) return { done: true, number };
        client.log(`${lacking.note}: ${error instanceof Error ? error.message : String(error)}`);
        return lacking;
      }
    },
  };
}

/** Kinds of GraphQL errors that say that it was not done, nor would be if asked again. */
const refusals = new Set(["FORBIDDEN", "NOT_FOUND", "UNPROCESSABLE", "INSUFFICIENT_SCOPES", "undefinedField"]);

function refused(error: unknown): boolean {
  return answered(error, 403) || kindsOf(error).some((kind) => refusals.has(kind));
}

/** GraphQL answers 200 and lists what went wrong. */
function kindsOf(error: unknown): readonly string[] {
  return listAt(error, "errors").map((one) => textAt(one, "type") || textAt(one, "extensions", "code"));
}

function failureOf(error: unknown): unknown {
  if (error instanceof HostError || listAt(error, "errors").length === 0) return error;
  const limited = kindsOf(error).includes("RATE_LIMITED");
  const facts = { status: 200, retryable: true, ambiguous: !limited, ...(limited && { retryAfter: 60_000 }) };
  return new HostError(`POST /graphql was not done: ${textAt(error, "message")}`, facts, { cause: error });
}
