import type { Effect, FileChange, Receipt, Sink } from "../../model/effect.ts";
import { HostError, StaleError } from "../../model/errors.ts";
import { blobSha } from "../blob-sha.ts";
import { readBranch, readTreeSha } from "./branches.ts";
import type { Client } from "./client.ts";
import { staleWhen } from "./errors.ts";
import { noteText, readTree } from "./files.ts";
import { textAt } from "./json.ts";
import type { Memory } from "./memory.ts";

/** How GitHub says that a branch takes no direct commits: classic protection and rulesets. */
const refusal = /protected (?:branch|ref)|rule violations|through a pull request/i;

export function commitSink(client: Client, memory: Memory): Pick<Sink, "commit"> {
  return {
    commit: async (effect) => {
      const changed = effect.files.filter((file) => file.before !== file.after);
      if (changed.length === 0 && effect.onto === undefined) return { done: true };
      try {
        const [only] = effect.files.length === 1 ? changed : [];
        const alone = only !== undefined && effect.parent === undefined && effect.onto === undefined;
        return await (alone ? commitFile(client, memory, effect, only) : commitTree(client, memory, effect, changed));
      } catch (error) {
        if (error instanceof HostError && refusal.test(error.message)) {
          // The next look shows the branch as protected, whatever its flag says, and the plan takes the other way.
          if (!memory.guarded.has(effect.branch)) {
            memory.guarded.add(effect.branch);
            throw new StaleError(error.message, { cause: error });
          }
          throw error;
        }
        staleWhen(error, hasMoved);
      } finally {
        memory.forget(effect.branch);
      }
    },
  };
}

/** 404: the branch or file is gone; 409: another blob is there; 422: it exists already, or the branch went elsewhere. */
function hasMoved(error: HostError): boolean {
  if (error.status === 404 || error.status === 409) return true;
  return error.status === 422 && /\bsha\b|fast.?forward|reference|does not exist/i.test(error.message);
}

/** One request: the contents API compares the blob that it replaces. */
async function commitFile(
  client: Client,
  memory: Memory,
  { branch, message }: Effect<"commit">,
  file: FileChange,
): Promise<Receipt> {
  const { path, before, after } = file;
  const named = { path, branch, message, ...(before !== null && { sha: blobSha(before) }) };
  const answer =
    after === null
      ? await client.write("DELETE", "/contents/{path}", named)
      : await client.write("PUT", "/contents/{path}", { ...named, content: Buffer.from(after).toString("base64") });
  if (after !== null) noteText(memory, after);
  return { done: true, sha: textAt(answer, "commit", "sha") };
}

/** Several files, or on top of one commit, or merging one: a tree, a commit and a ref that only moves forward. */
async function commitTree(
  client: Client,
  memory: Memory,
  effect: Effect<"commit">,
  changed: readonly FileChange[],
): Promise<Receipt> {
  const parent = effect.parent ?? (await readBranch(client, memory, effect.branch))?.sha;
  if (parent === undefined) throw new StaleError(`Branch ${effect.branch} is gone`);
  const base = await readTreeSha(client, memory, effect.onto ?? parent);
  const known = await readTree(client, memory, base);
  const shas = new Map(known.entries.map((entry) => [entry.path, entry.sha]));
  for (const { path, before } of effect.files) {
    const expected = before === null ? undefined : blobSha(before);
    if (shas.get(path) !== expected) throw new StaleError(`${path} is no longer what the plan was made from`);
  }
  const tree = changed.map(({ path, after }) => ({
    path,
    type: "blob",
    mode: known.executable.has(path) ? "100755" : "100644",
    ...(after === null ? { sha: null } : { content: after }),
  }));
  const newTree =
    changed.length > 0 ? textAt(await client.write("POST", "/git/trees", { base_tree: base, tree }), "sha") : base;
  const merged = effect.onto === undefined || effect.onto === parent ? [] : [effect.onto];
  const facts = { message: effect.message, tree: newTree, parents: [parent, ...merged] };
  const sha = textAt(await client.write("POST", "/git/commits", facts), "sha");
  await client.write("PATCH", "/git/refs/{ref}", { ref: `heads/${effect.branch}`, sha, force: false });
  memory.treeOfCommit.set(sha, newTree);
  // The next look reads our own reports: nobody needs to be asked for what we have just written.
  for (const { after } of changed) if (after !== null) noteText(memory, after);
  return { done: true, sha };
}
