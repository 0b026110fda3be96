import type { Json } from "../exchange.ts";
import { type Caller, failure } from "./caller.ts";
import type { KnownNodes } from "./known-nodes.ts";
import { comment, issue, pull } from "./shapes.ts";

/** Mutations over REST, in the caller's name. https://docs.github.com/en/graphql/reference/mutations */
export function mutationsOf(caller: Caller, nodes: KnownNodes): Json {
  function pathOf(id: string): string {
    const path = nodes.pathOf(id);
    if (path !== undefined) return path;
    throw failure("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  }
  const nameOf = (id: string) => decodeURIComponent(pathOf(id).split("/").at(-1) as string);
  const repoOf = (path: string) => path.split("/").slice(0, 4).join("/");

  function fields({ title, body, labelIds, assigneeIds, state }: Json): Json {
    return {
      ...(title !== undefined && { title }),
      ...(body !== undefined && { body }),
      ...(labelIds && { labels: labelIds.map(nameOf) }),
      ...(assigneeIds && { assignees: assigneeIds.map(nameOf) }),
      ...(state && { state: state.toLowerCase() }),
    };
  }

  async function patch(id: string, change: Json): Promise<Json> {
    const path = pathOf(id);
    return { issue: issue({ ...caller, repo: repoOf(path) }, await caller.write("PATCH", path, change)) };
  }

  return {
    createRef: async ({ input }: Json) => {
      const body = { ref: input.name, sha: input.oid };
      const made = await caller.write("POST", `${pathOf(input.repositoryId)}/git/refs`, body);
      return { ref: { name: made.ref.replace("refs/heads/", ""), target: { __typename: "Commit", oid: input.oid } } };
    },
    createCommitOnBranch: async ({ input }: Json) => {
      const { branchName, repositoryNameWithOwner } = input.branch;
      const at = `/repos/${repositoryNameWithOwner}`;
      const head = await caller.find(`${at}/git/ref/heads%2F${encodeURIComponent(branchName)}`);
      if (!head) throw failure("NOT_FOUND", `No ref found with name: ${branchName}`);
      if (head.object.sha !== input.expectedHeadOid) {
        const said = `Expected branch to point to "${head.object.sha}" but it did not`;
        throw failure("STALE_DATA", said);
      }
      const { additions = [], deletions = [] } = input.fileChanges ?? {};
      const entries = await Promise.all(
        additions.map(async ({ path, contents }: Json) => {
          const { sha } = await caller.write("POST", `${at}/git/blobs`, { content: contents, encoding: "base64" });
          return { path, mode: "100644", type: "blob", sha };
        }),
      );
      const gone = deletions.map(({ path }: Json) => ({ path, mode: "100644", type: "blob", sha: null }));
      const below = await caller.find(`${at}/git/commits/${head.object.sha}`);
      const tree = await caller.write("POST", `${at}/git/trees`, {
        base_tree: below.tree.sha,
        tree: [...entries, ...gone],
      });
      const { headline, body } = input.message;
      const message = body ? `${headline}\n\n${body}` : headline;
      const parents = [head.object.sha];
      const { sha } = await caller.write("POST", `${at}/git/commits`, { message, tree: tree.sha, parents });
      await caller.write("PATCH", `${at}/git/refs/heads%2F${encodeURIComponent(branchName)}`, { sha, force: false });
      return { commit: { oid: sha, tree: { oid: tree.sha } }, ref: { name: branchName } };
    },
    createPullRequest: async ({ input }: Json) => {
      const { repositoryId, headRefName: head, baseRefName: base, title, body, draft } = input;
      const asked = { head, base, title, body, draft };
      return { pullRequest: pull(await caller.write("POST", `${pathOf(repositoryId)}/pulls`, asked)) };
    },
    addComment: async ({ input }: Json) => {
      const made = await caller.write("POST", `${pathOf(input.subjectId)}/comments`, { body: input.body });
      return { commentEdge: { node: comment(made) } };
    },
    updateIssueComment: async ({ input }: Json) => ({
      issueComment: comment(await caller.write("PATCH", pathOf(input.id), { body: input.body })),
    }),
    addReaction: async ({ input }: Json) => {
      const path = `${pathOf(input.subjectId)}/reactions`;
      await caller.write("POST", path, { content: input.content.toLowerCase() });
      return { reaction: { content: input.content } };
    },
    createLabel: async ({ input }: Json) => {
      const { repositoryId, name, color, description } = input;
      const made = await caller.write("POST", `${pathOf(repositoryId)}/labels`, { name, color, description });
      return { label: { id: made.node_id, name: made.name } };
    },
    createIssue: async ({ input }: Json) => {
      const at = pathOf(input.repositoryId);
      const parent = input.parentIssueId && pathOf(input.parentIssueId);
      const made = await caller.write("POST", `${at}/issues`, fields(input));
      if (parent) await caller.write("POST", `${parent}/sub_issues`, { sub_issue_id: made.id });
      return { issue: issue({ ...caller, repo: at }, made) };
    },
    updateIssue: ({ input }: Json) => patch(input.id, fields(input)),
    closeIssue: ({ input }: Json) =>
      patch(input.issueId, { state: "closed", state_reason: input.stateReason?.toLowerCase() ?? "completed" }),
    reopenIssue: ({ input }: Json) => patch(input.issueId, { state: "open", state_reason: "reopened" }),
  };
}
