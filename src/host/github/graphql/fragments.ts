import { at, listAt, numberAt, textAt, textOrNull } from "../json.ts";

/** What is asked of each kind of thing: the fields that REST's mapping reads, under GraphQL's names. */
const texts = {
  actor: "fragment actor on Actor { __typename login ... on Node { id } }",
  issue: `fragment issue on Issue {
  id fullDatabaseId number title body state stateReason(enableDuplicate: true) createdAt updatedAt closedAt
  author { ...actor } comments { totalCount }
  labels(first: 100) { nodes { id name } pageInfo { hasNextPage } }
  assignees(first: 20) { nodes { id login } }
}`,
  comment: `fragment comment on IssueComment {
  id fullDatabaseId body createdAt updatedAt author { ...actor } reactionGroups { content reactors { totalCount } }
}`,
  pull: `fragment pull on PullRequest {
  id number title body state merged isDraft headRefName headRefOid headRepository { nameWithOwner }
  baseRefName baseRefOid author { ...actor }
  reviewRequests(first: 100) { nodes { requestedReviewer { ... on Actor { ...actor } ... on Team { slug } } } }
}`,
  blob: "fragment blob on Blob { oid byteSize isBinary isTruncated text }",
  entry: "fragment entry on TreeEntry { oid mode type object { ...blob } }",
} as const;

/** The fragments that a document names, and those that they name. */
export function fragmentsFor(document: string): string {
  const wanted = new Set<keyof typeof texts>();
  const find = (text: string): void => {
    for (const [, name] of text.matchAll(/\.\.\.(\w+)/g)) {
      const known = name as keyof typeof texts;
      if (!(known in texts) || wanted.has(known)) continue;
      wanted.add(known);
      find(texts[known]);
    }
  };
  find(document);
  return [...wanted].map((name) => texts[name]).join("\n");
}

// The rest of this file writes GraphQL's answers as REST would, so that one mapping serves both.

/** GraphQL names a bot without the `[bot]` that REST gives it. */
export function restUser(actor: unknown): object | null {
  const login = textAt(actor, "login");
  if (login === "") return null;
  const bot = textAt(actor, "__typename") === "Bot";
  return { login: bot ? `${login}[bot]` : login, type: bot ? "Bot" : "User", node_id: textAt(actor, "id") };
}

export function restIssue(issue: unknown): object {
  return {
    node_id: textAt(issue, "id"),
    id: Number(textAt(issue, "fullDatabaseId")) || numberAt(issue, "fullDatabaseId"),
    number: numberAt(issue, "number"),
    title: textAt(issue, "title"),
    body: textAt(issue, "body"),
    state: textAt(issue, "state").toLowerCase(),
    state_reason: textOrNull(issue, "stateReason")?.toLowerCase() ?? null,
    labels: listAt(issue, "labels", "nodes").map((label) => ({
      name: textAt(label, "name"),
      node_id: textAt(label, "id"),
    })),
    assignees: listAt(issue, "assignees", "nodes").map((user) => ({
      login: textAt(user, "login"),
      node_id: textAt(user, "id"),
    })),
    user: restUser(at(issue, "author")),
    comments: numberAt(issue, "comments", "totalCount"),
    created_at: textAt(issue, "createdAt"),
    updated_at: textAt(issue, "updatedAt"),
    closed_at: textOrNull(issue, "closedAt"),
  };
}

export function restComment(comment: unknown): object {
  const count = (content: string): number =>
    numberAt(
      listAt(comment, "reactionGroups").find((group) => textAt(group, "content") === content),
      "reactors",
      "totalCount",
    );
  return {
    node_id: textAt(comment, "id"),
    id: Number(textAt(comment, "fullDatabaseId")) || numberAt(comment, "fullDatabaseId"),
    user: restUser(at(comment, "author")),
    body: textAt(comment, "body"),
    created_at: textAt(comment, "createdAt"),
    updated_at: textAt(comment, "updatedAt"),
    reactions: { rocket: count("ROCKET"), confused: count("CONFUSED") },
  };
}

/** `home`: the full name of the repository that was asked, which every pull request of it has as its base. */
export function restPull(pull: unknown, home: string): object {
  const asked = listAt(pull, "reviewRequests", "nodes").map((one) => at(one, "requestedReviewer"));
  const repo = textOrNull(pull, "headRepository", "nameWithOwner");
  return {
    node_id: textAt(pull, "id"),
    number: numberAt(pull, "number"),
    title: textAt(pull, "title"),
    body: textAt(pull, "body"),
    state: textAt(pull, "state") === "OPEN" ? "open" : "closed",
    merged: at(pull, "merged") === true,
    draft: at(pull, "isDraft") === true,
    head: {
      ref: textAt(pull, "headRefName"),
      sha: textAt(pull, "headRefOid"),
      repo: repo === null ? null : { full_name: repo },
    },
    base: { ref: textAt(pull, "baseRefName"), sha: textAt(pull, "baseRefOid"), repo: { full_name: home } },
    user: restUser(at(pull, "author")),
    requested_reviewers: asked.map(restUser).filter((user) => user !== null),
    requested_teams: asked.filter((one) => textAt(one, "slug") !== "").map((team) => ({ slug: textAt(team, "slug") })),
  };
}
