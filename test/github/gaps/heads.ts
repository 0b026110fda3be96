import { bodyOf, type Call, type Gap, type Json, jsonOf, match, ok, refuse } from "../exchange.ts";
import type { World } from "../world.ts";
import { closeLinked } from "./closing.ts";
import { openPullsFrom, readPull } from "./pull-state.ts";

const refsOf = "/repos/:owner/:repo/git/refs/heads/*branch";

/**
 * Follows branches, and does what GitHub does when one moves: `pull_request.synchronize` for the pull requests from it,
 * closed ones when it is deleted, issues closed by commits that reach the default branch.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
 */
export function heads(world: World): Gap {
  async function moved(call: Call, repo: string, branch: string, sha: string): Promise<void> {
    const known = await world.heads(repo);
    const before = known.get(branch);
    known.set(branch, sha);
    if (before === undefined || before === sha) return;
    for (const state of openPullsFrom(world, repo, branch)) {
      state.head = sha;
      const pull = await readPull(world, `${state.owner}/${state.repo}`, state.number);
      world.deliveries.accept("pull_request", {
        action: "synchronize",
        number: state.number,
        before,
        after: sha,
        pull_request: pull,
        repository: pull.base.repo,
        sender: senderOf(world.login(call)),
      });
    }
    const { default_branch: main } = await world.repository(repo);
    if (branch !== main) return;
    const { commits } = await world.read(`/repos/${repo}/compare/${before}...${sha}`);
    const messages = commits.map((commit: Json) => commit.commit.message);
    await closeLinked(world, repo, messages, call.headers.authorization ?? "");
  }

  async function deleted(call: Call, repo: string, branch: string): Promise<void> {
    const known = await world.heads(repo);
    known.delete(branch);
    for (const state of openPullsFrom(world, repo, branch)) {
      state.open = false;
      const path = `/repos/${state.owner}/${state.repo}/pulls/${state.number}`;
      await world.upstream.ask("PATCH", path, call.headers.authorization ?? "", { state: "closed" });
    }
    const repository = await world.repository(repo);
    const sender = senderOf(world.login(call));
    world.deliveries.accept("delete", { ref: branch, ref_type: "branch", pusher_type: "user", repository, sender });
  }

  return async (call, next) => {
    const repo = /^\/repos\/([^/]+\/[^/]+)\//.exec(call.path)?.[1];
    if (repo === undefined || call.method === "GET") return next(call);
    const contents = match(call, call.method, "/repos/:owner/:repo/contents/*path");
    const ref = match(call, call.method, refsOf);
    const made = match(call, "POST", "/repos/:owner/:repo/git/refs");
    if (!contents && !ref && !made) return next(call);
    // Loaded before the change, so that a move is seen as one.
    const known = await world.heads(repo);
    if (ref && !known.has(ref["branch"] as string)) return refuse(422, "Reference does not exist");
    return world.exclusively(`heads ${repo.toLowerCase()}`, async () => {
      const answer = await next(call);
      if (!ok(answer)) return answer;
      if (call.method === "DELETE" && ref) await deleted(call, repo, ref["branch"] as string);
      else if (contents) {
        const branch =
          bodyOf(call)?.branch ?? call.query.get("branch") ?? (await world.repository(repo)).default_branch;
        await moved(call, repo, branch, jsonOf(answer).commit.sha);
      } else {
        const { ref: name, object } = jsonOf(answer);
        if (name.startsWith("refs/heads/")) await moved(call, repo, name.slice("refs/heads/".length), object.sha);
      }
      return answer;
    });
  };
}

export function senderOf(login: string | undefined): Json {
  return { login: login ?? "ghost", type: login?.endsWith("[bot]") ? "Bot" : "User" };
}
