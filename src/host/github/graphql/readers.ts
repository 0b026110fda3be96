import { type Answer, type Ask, type AskKind, maxFileBytes } from "../../../model/ask.ts";
import { parseClaim } from "../../../model/claim.ts";
import { blobSha } from "../../blob-sha.ts";
import { claimPrefix } from "../claims.ts";
import type { Client } from "../client.ts";
import { commentOf } from "../comments.ts";
import { isCommit } from "../files.ts";
import { issueOf } from "../issues.ts";
import { at, instantOrNull, listAt, numberAt, textAt } from "../json.ts";
import type { Memory } from "../memory.ts";
import { mostPeople } from "../people.ts";
import { pullOf, unshown } from "../pulls.ts";
import { restComment, restIssue, restPull } from "./fragments.ts";
import { nodeOf, noteComment, noteIssue, noteNode, noteUser } from "./nodes.ts";

export interface Place {
  readonly client: Client;
  readonly memory: Memory;
}

/** How one kind of ask is put to GraphQL. */
export interface Reader<K extends AskKind> {
  /**
   * The field of `Repository` that answers the ask; undefined where there is none. `given` makes a variable of a
   * value and returns its name; `after` is the argument for a further page, or empty.
   */
  readonly select: (ask: Ask<K>, given: (type: string, value: unknown) => string, after: string) => string | undefined;
  /** Whether people of the repository will be named soon, so that their ids are read along. */
  readonly people?: (ask: Ask<K>) => boolean;
  /** Where the list is in what GraphQL says, for asks whose answer may have pages. */
  readonly list?: readonly string[];
  /** The answer in what GraphQL said; undefined where it said too little, so that REST must be asked. */
  readonly read: (said: unknown, ask: Ask<K>, place: Place) => Answer<K> | undefined;
}

const heads = "refs/heads/";
const page = "edges { cursor } pageInfo { hasNextPage }";

/** Every item of a connection; undefined where there are more than it shows. */
function allOf(connection: unknown): readonly unknown[] | undefined {
  return at(connection, "pageInfo", "hasNextPage") === false ? listAt(connection, "nodes") : undefined;
}

export const readers: { readonly [K in AskKind]?: Reader<K> } = {
  issue: {
    select: ({ number }, given) => `issue(number: ${given("Int!", number)}) { ...issue }`,
    read: (said, _, { memory }) => readIssue(said, memory),
  },
  issues: {
    list: [],
    // All action items are asked for when some are to become issues, with assignees.
    people: ({ state }) => state === "all",
    select: ({ label, state, since }, given, after) => {
      const by = since === undefined ? "" : `, filterBy: { since: ${given("DateTime", since)} }`;
      const states = state === "open" ? "[OPEN]" : "[OPEN, CLOSED]";
      const order = "orderBy: { field: CREATED_AT, direction: ASC }";
      return `issues(first: 100${after}, labels: [${given("String!", label)}], states: ${states}, ${order}${by}) { nodes { ...issue } ${page} }`;
    },
    read: (said, { since = "" }, { memory }) => {
      const found = allOf(said)?.map((issue) => readIssue(issue, memory));
      if (!found?.every((issue) => issue !== undefined)) return undefined;
      return found.filter((issue) => issue.updatedAt >= since).toSorted((a, b) => a.number - b.number);
    },
  },
  comments: {
    list: ["comments"],
    select: ({ issue, since }, given, after) =>
      since === undefined
        ? `issue(number: ${given("Int!", issue)}) { comments(first: 100${after}) { nodes { ...comment } ${page} } }`
        : undefined,
    read: (said, { first }, { memory }) => {
      const connection = at(said, "comments");
      const nodes = first ? at(connection, "nodes") : allOf(connection);
      if (!Array.isArray(nodes)) return undefined;
      return nodes
        .map((node) => {
          const comment = restComment(node);
          noteComment(memory, comment);
          noteUser(memory, at(comment, "user"));
          return commentOf(comment);
        })
        .filter(({ id }) => id > 0)
        .toSorted((a, b) => a.id - b.id);
    },
  },
  labels: {
    list: [],
    select: (_, __, after) => `labels(first: 100${after}) { nodes { id name } ${page} }`,
    read: (said, _, { memory }) =>
      allOf(said)?.map((label) => {
        const name = textAt(label, "name");
        noteNode(memory, nodeOf.label(name), textAt(label, "id"));
        return name;
      }),
  },
  "issue-state": {
    select: ({ number }, given) =>
      `issueOrPullRequest(number: ${given("Int!", number)}) { ... on Closable { closed } }`,
    read: (said) => {
      const closed = at(said, "closed");
      return typeof closed === "boolean" ? (closed ? "closed" : "open") : undefined;
    },
  },
  people: {
    select: () => `assignableUsers(first: ${mostPeople}) { nodes { login } ${page} }`,
    read: (said) => {
      const nodes = at(said, "nodes");
      if (!Array.isArray(nodes)) return undefined;
      return allOf(said)?.map((user) => textAt(user, "login")) ?? null;
    },
  },
  branch: {
    select: ({ name }, given) =>
      `ref(qualifiedName: ${given("String!", heads + name)}) { name target { oid ... on Commit { tree { oid } committedDate message } } refUpdateRule { pattern } }`,
    read: (ref, { name }, { memory }) => {
      if (ref === null) return null;
      const [sha, tree] = [textAt(ref, "target", "oid"), textAt(ref, "target", "tree", "oid")];
      // Whether a rule makes it what REST calls protected, only REST says.
      if (sha === "" || tree === "" || at(ref, "refUpdateRule") !== null) return undefined;
      memory.treeOfCommit.set(sha, tree);
      const committedAt = instantOrNull(ref, "target", "committedDate") ?? undefined;
      const message = textAt(ref, "target", "message");
      return { name, sha, tree, protected: memory.guarded.has(name), committedAt, message };
    },
  },
  branches: {
    list: [],
    select: ({ prefix }, given, after) =>
      // GitHub lists the refs of whole folders only.
      prefix.endsWith("/")
        ? `refs(refPrefix: ${given("String!", heads + prefix)}, first: 100${after}) { nodes { name target { oid } } ${page} }`
        : undefined,
    read: (said, { prefix }) =>
      allOf(said)?.map((ref) => ({
        name: prefix + textAt(ref, "name"),
        sha: textAt(ref, "target", "oid"),
      })),
  },
  claims: {
    list: [],
    select: (_, given, after) =>
      `refs(refPrefix: ${given("String!", claimPrefix)}, first: 100${after}) { nodes { name target { ... on Commit { message } } } ${page} }`,
    read: (said) =>
      allOf(said)?.flatMap((ref) => {
        const claim = parseClaim(textAt(ref, "target", "message"));
        return claim ? [{ name: textAt(ref, "name"), until: claim.until }] : [];
      }),
  },
  file: {
    select: ({ ref, path }, given) => {
      const file = `... on Commit { file(path: ${given("String!", path)}) { ...entry } }`;
      return isCommit(ref)
        ? `object(oid: ${given("GitObjectID!", ref)}) { ${file} }`
        : `ref(qualifiedName: ${given("String!", heads + ref)}) { target { ${file} } }`;
    },
    read: (said, { ref, path }, { memory }) => {
      if (said === null) return isCommit(ref) ? undefined : null;
      const entry = at(isCommit(ref) ? said : at(said, "target"), "file");
      if (entry === undefined) return undefined;
      const file = entry === null || !isFile(entry) ? null : readBlob(at(entry, "object"), memory);
      if (file === undefined) return undefined;
      const found = file === null ? null : { path, text: file.text, sha: file.sha };
      if (isCommit(ref)) memory.files.set(`${ref}:${path}`, { file: found });
      return found;
    },
  },
  blob: {
    select: ({ sha }, given) => `object(oid: ${given("GitObjectID!", sha)}) { ...blob }`,
    read: (said, _, { memory }) => {
      const file = readBlob(said, memory);
      return file === undefined ? undefined : (file?.text ?? null);
    },
  },
  pull: {
    select: ({ number }, given) => `pullRequest(number: ${given("Int!", number)}) { ...pull }`,
    read: (said, _, { client }) => readPull(said, client),
  },
  pulls: {
    list: [],
    select: ({ head }, given, after) =>
      `pullRequests(headRefName: ${given("String!", head)}, first: 100${after}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...pull } ${page} }`,
    read: (said, { head }, { client, memory }) => {
      const pulls = allOf(said)?.map((pull) => readPull(pull, client));
      if (!pulls?.every((pull) => pull !== undefined)) return undefined;
      const own = pulls.filter((pull) => pull.head.branch === head && !pull.head.fork);
      // One that is too young to be listed is asked for by its number.
      return unshown(memory, head, own) === undefined ? own.toSorted((a, b) => b.number - a.number) : undefined;
    },
  },
  "open-pulls": {
    list: [],
    select: (_, __, after) =>
      `pullRequests(states: [OPEN], first: 100${after}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...pull } ${page} }`,
    read: (said, _, { client }) => {
      const pulls = allOf(said)?.map((pull) => readPull(pull, client));
      return pulls?.every((pull) => pull !== undefined) ? pulls : undefined;
    },
  },
};

function readIssue(said: unknown, memory: Memory): (Answer<"issue"> & object) | undefined {
  if (numberAt(said, "number") === 0 || allOf(at(said, "labels")) === undefined) return undefined;
  const issue = restIssue(said);
  noteIssue(memory, issue);
  return issueOf(issue);
}

function readPull(said: unknown, client: Client): (Answer<"pull"> & object) | undefined {
  if (numberAt(said, "number") === 0) return undefined;
  return pullOf(client, restPull(said, `${client.owner}/${client.repo}`));
}

/** A plain file, not a link, a folder or a submodule. Modes are git's, as numbers. */
function isFile(entry: unknown): boolean {
  return textAt(entry, "type") === "blob" && numberAt(entry, "mode") !== 0o120000;
}

/** A blob's text, proven by its SHA: GraphQL converts what is not UTF-8. Null: too large. */
function readBlob(blob: unknown, memory: Memory): { text: string; sha: string } | null | undefined {
  const [sha, text] = [textAt(blob, "oid"), at(blob, "text")];
  if (numberAt(blob, "byteSize") > maxFileBytes) return null;
  if (at(blob, "isTruncated") === true || typeof text !== "string" || blobSha(text) !== sha) return undefined;
  memory.blobs.set(sha, text);
  return { text, sha };
}
