import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Answer,
  answerJson,
  bodyOf,
  type Call,
  type Gap,
  type Json,
  jsonOf,
  match,
  ok,
  refuse,
  withJson,
} from "../exchange.ts";
import type { World } from "../world.ts";

export interface Protection {
  readonly gap: Gap;
  /** Why a pull request may not be merged; undefined: it may. */
  objectionToMerge(call: Call, repo: string, pull: Json): Promise<string | undefined>;
  /** Runs what a merge may do to a protected branch and nobody else may. */
  lifted<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Branch protection, kept here because the emulator's would refuse our own merges: no direct writes where reviews or
 * checks are required, no merge before they are there.
 * https://docs.github.com/en/rest/branches/branch-protection
 */
export function branchProtection(world: World): Protection {
  const rules = new Map<string, Json>();
  const merging = new AsyncLocalStorage<boolean>();
  const nameOf = (repo: string, branch: string) => `${repo.toLowerCase()} ${branch}`;

  async function manage(call: Call, repo: string, branch: string): Promise<Answer> {
    if (world.level(call) !== "admin") return refuse(403, "Resource not accessible by integration");
    if (!(await world.heads(repo)).has(branch)) return refuse(404, "Branch not found");
    const name = nameOf(repo, branch);
    if (call.method === "PUT") rules.set(name, bodyOf(call));
    const rule = rules.get(name);
    if (!rule) return refuse(404, "Branch not protected");
    if (call.method === "DELETE") {
      rules.delete(name);
      return answerJson(204);
    }
    const shown = Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== null));
    return answerJson(200, {
      url: `${world.url}${call.path}`,
      ...shown,
      enforce_admins: { enabled: Boolean(rule.enforce_admins) },
    });
  }

  function objectionToWrite(call: Call, repo: string, branch: string): string | undefined {
    const rule = rules.get(nameOf(repo, branch));
    if (!rule || merging.getStore()) return undefined;
    if (call.method === "DELETE" && !call.path.includes("/contents/")) {
      return rule.allow_deletions ? undefined : "Cannot delete this branch";
    }
    if (world.level(call) === "admin" && !rule.enforce_admins) return undefined;
    if (rule.required_pull_request_reviews) return "Changes must be made through a pull request.";
    const [context] = rule.required_status_checks?.contexts ?? [];
    return context === undefined ? undefined : `Required status check "${context}" is expected.`;
  }

  function writeOf(call: Call): { repo: string; branch: string | undefined; contents: boolean } | undefined {
    const contents = call.method !== "GET" && match(call, call.method, "/repos/:owner/:repo/contents/*path");
    if (contents) return { repo: repoOf(contents), branch: bodyOf(call)?.branch, contents: true };
    const ref = call.method !== "GET" && match(call, call.method, "/repos/:owner/:repo/git/refs/heads/*branch");
    return ref ? { repo: repoOf(ref), branch: ref["branch"], contents: false } : undefined;
  }

  const gap: Gap = async (call, next) => {
    const own = /^\/repos\/([^/]+\/[^/]+)\/branches\/(.+)\/protection$/.exec(call.path);
    if (own) return manage(call, own[1] as string, decodeURIComponent(own[2] as string));
    if (rules.size === 0) return next(call);
    const write = writeOf(call);
    if (write) {
      const branch = write.branch ?? (await world.repository(write.repo)).default_branch;
      const objection = objectionToWrite(call, write.repo, branch);
      if (objection)
        return write.contents ? refuse(409, `Could not update file: ${objection}`) : refuse(422, objection);
    }
    const answer = await next(call);
    const branches = /^\/repos\/([^/]+\/[^/]+)\/branches(\/.+)?$/.exec(call.path);
    if (!branches || call.method !== "GET" || !ok(answer)) return answer;
    const mark = (branch: Json) => ({ ...branch, protected: rules.has(nameOf(branches[1] as string, branch.name)) });
    const json = jsonOf(answer);
    return withJson(answer, Array.isArray(json) ? json.map(mark) : mark(json));
  };

  return {
    gap,
    lifted: (work) => merging.run(true, work),
    async objectionToMerge(call, repo, pull) {
      const rule = rules.get(nameOf(repo, pull.base.ref));
      if (!rule || (world.level(call) === "admin" && !rule.enforce_admins)) return undefined;
      const contexts: string[] = rule.required_status_checks?.contexts ?? [];
      const { check_runs: runs } = await world.read(`/repos/${repo}/commits/${pull.head.sha}/check-runs?per_page=100`);
      for (const context of contexts) {
        const passed = runs.some(
          (run: Json) => run.name === context && ["success", "neutral", "skipped"].includes(run.conclusion),
        );
        if (!passed) return `Required status check "${context}" is expected.`;
      }
      const needed = rule.required_pull_request_reviews
        ? (rule.required_pull_request_reviews.required_approving_review_count ?? 1)
        : 0;
      const reviews = await world.readAll(`/repos/${repo}/pulls/${pull.number}/reviews`);
      const approved = new Set(
        reviews.filter((review) => review.state === "APPROVED").map((review) => review.user.login),
      );
      if (approved.size >= needed) return undefined;
      return `At least ${needed} approving review is required by reviewers with write access.`;
    },
  };
}

function repoOf(path: Record<string, string>): string {
  return `${path["owner"]}/${path["repo"]}`;
}
