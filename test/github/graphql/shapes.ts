import type { Json } from "../exchange.ts";
import type { Caller } from "./caller.ts";

// REST's JSON as GraphQL's objects. https://docs.github.com/en/graphql/reference/objects

export function actor(user: Json): Json {
  if (!user) return null;
  const bot = user.type === "Bot";
  return {
    __typename: bot ? "Bot" : "User",
    id: user.node_id || `U_${user.login}`,
    login: bot ? user.login.replace(/\[bot\]$/, "") : user.login,
  };
}

/** `before`: how many there are in front of the nodes. Cursors count: of GitHub's, nobody says that they don't. */
export function connection(nodes: readonly Json[], more = false, before = 0): Json {
  const edges = nodes.map((node, index) => ({ node, cursor: String(before + index + 1) }));
  const pageInfo = { hasNextPage: more, hasPreviousPage: before > 0, endCursor: edges.at(-1)?.cursor ?? null };
  return { nodes, edges, totalCount: nodes.length, pageInfo };
}

const label = ({ node_id, name, color }: Json): Json => ({ id: node_id, name, color });

export function issue(caller: Caller, one: Json): Json {
  return {
    __typename: "Issue",
    id: one.node_id,
    databaseId: one.id,
    fullDatabaseId: String(one.id),
    number: one.number,
    title: one.title,
    body: one.body ?? "",
    state: one.state.toUpperCase(),
    stateReason: one.state_reason?.toUpperCase() ?? null,
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    closedAt: one.closed_at,
    author: actor(one.user),
    url: one.html_url,
    labels: connection(one.labels.map(label)),
    assignees: connection(one.assignees.map(actor)),
    comments: async ({ first, after }: Json) => {
      if (first === undefined) return { totalCount: one.comments };
      const { items, more, before } = await caller.page(`${caller.repo}/issues/${one.number}/comments?`, first, after);
      return { ...connection(items.map(comment), more, before), totalCount: one.comments };
    },
  };
}

const groups = { "+1": "THUMBS_UP", rocket: "ROCKET", confused: "CONFUSED", heart: "HEART", eyes: "EYES" };

export function comment(one: Json): Json {
  return {
    __typename: "IssueComment",
    id: one.node_id,
    fullDatabaseId: String(one.id),
    body: one.body ?? "",
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    author: actor(one.user),
    reactionGroups: Object.entries(groups).map(([name, content]) => ({
      content,
      reactors: { totalCount: one.reactions?.[name] ?? 0 },
    })),
  };
}

export function labels(items: readonly Json[], more: boolean, before: number): Json {
  return connection(items.map(label), more, before);
}

export function pull(one: Json): Json {
  const merged = one.merged_at !== null && one.merged_at !== undefined;
  return {
    __typename: "PullRequest",
    id: one.node_id,
    number: one.number,
    title: one.title,
    body: one.body ?? "",
    isDraft: one.draft,
    merged,
    closed: one.state === "closed",
    state: merged ? "MERGED" : one.state.toUpperCase(),
    headRefName: one.head.ref,
    headRefOid: one.head.sha,
    headRepository: one.head.repo ? { nameWithOwner: one.head.repo.full_name } : null,
    baseRefName: one.base.ref,
    baseRefOid: one.base.sha,
    author: actor(one.user),
    url: one.html_url,
    reviewRequests: connection([
      ...(one.requested_reviewers ?? []).map((user: Json) => ({ requestedReviewer: actor(user) })),
      ...(one.requested_teams ?? []).map(({ slug }: Json) => ({ requestedReviewer: { __typename: "Team", slug } })),
    ]),
  };
}

/** GraphQL shows text up to 512,000 bytes. https://docs.github.com/en/graphql/reference/objects#blob */
export function blob(oid: string, size: number, base64: string): Json {
  const bytes = Buffer.from(base64, "base64");
  const isBinary = bytes.includes(0);
  const isTruncated = size > 512_000;
  const text = isBinary ? null : bytes.subarray(0, 512_000).toString("utf8");
  return { __typename: "Blob", oid, byteSize: size, isBinary, isTruncated, text };
}
