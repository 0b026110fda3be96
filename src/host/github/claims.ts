import type { Source } from "../../model/ask.ts";
import { type Claim, parseClaim, printClaim, readClaim, refuseHeld } from "../../model/claim.ts";
import type { Effect, Sink } from "../../model/effect.ts";
import { HeldError, StaleError } from "../../model/errors.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { listAt, textAt } from "./json.ts";

/**
 * Claims are refs outside of branches and tags: GitHub makes a ref once (422 for the second), tells nobody of it and
 * shows it to nobody who does not ask. Each is at a commit whose message says who claims, and until when.
 */
export const claimPrefix = "refs/gitcident/";
const folder = claimPrefix.slice("refs/".length);

export function claimSource(client: Client): Pick<Source, "claims"> {
  return {
    claims: async () => {
      const refs = await client.get("/git/matching-refs/{ref}", { ref: folder });
      const found = listAt({ refs }, "refs").filter((ref) => textAt(ref, "ref").startsWith(claimPrefix));
      const claims = found.map(async (ref) => {
        const claim = await claimAt(client, textAt(ref, "object", "sha"));
        return claim ? [{ name: textAt(ref, "ref").slice(claimPrefix.length), until: claim.until }] : [];
      });
      return (await Promise.all(claims)).flat();
    },
  };
}

async function claimAt(client: Client, sha: string): Promise<Claim | undefined> {
  return parseClaim(textAt(await client.find("/git/commits/{commit_sha}", { commit_sha: sha }), "message"));
}

export function claimSink(client: Client): Pick<Sink, "claim" | "drop-claim"> {
  /** The commit of the last claim: those of one plan say the same. */
  let last = { says: "", sha: "" };
  const commitOf = async ({ worker, until, tree }: Effect<"claim">, parents: readonly string[]): Promise<string> => {
    const facts = { message: printClaim({ worker, until }), tree, parents };
    const says = JSON.stringify(facts);
    if (last.says !== says) last = { says, sha: textAt(await client.write("POST", "/git/commits", facts), "sha") };
    return last.sha;
  };
  return {
    claim: async (effect) => {
      const { name, at } = effect;
      try {
        await client.write("POST", "/git/refs", { ref: claimPrefix + name, sha: await commitOf(effect, []) });
        return { done: true };
      } catch (error) {
        if (!answered(error, 409, 422)) throw error;
        if (answered(error, 422) && !/already exists/i.test(error.message)) throw error;
      }
      const sha = textAt(await client.find("/git/ref/{ref}", { ref: folder + name }), "object", "sha");
      if (sha === "") throw new StaleError(`The claim of ${name} was given back`);
      const standing = await claimAt(client, sha);
      refuseHeld(standing && readClaim(printClaim(standing), at), effect);
      try {
        // Only one commit can follow the one that ran out.
        const next = await commitOf(effect, [sha]);
        await client.write("PATCH", "/git/refs/{ref}", { ref: folder + name, sha: next, force: false });
        return { done: true };
      } catch (error) {
        if (!answered(error, 404, 409, 422)) throw error;
        throw new HeldError(`Another process took the claim of ${name} over`, 1, { cause: error });
      }
    },
    "drop-claim": async ({ name }) => {
      try {
        await client.write("DELETE", "/git/refs/{ref}", { ref: folder + name });
      } catch (error) {
        if (!answered(error, 404, 422)) throw error;
      }
      return { done: true };
    },
  };
}
