import type { Effect, EffectKind } from "../../../model/effect.ts";
import { at, listAt, numberAt, textAt } from "../json.ts";
import { type Memory, pullFrom } from "../memory.ts";
import { nodeOf, noteNode } from "./nodes.ts";
import type { Place } from "./readers.ts";
import { writeCommit } from "./write-commit.ts";
import { alone, type Draft, type Mutation, type Written } from "./written.ts";

type Writer<K extends EffectKind> = (effect: Effect<K>, place: Place, draft: Draft) => Written | undefined;

/** The ids that an effect needs, by name. Unknown ones can be asked for. */
export function nodesFor(effect: Effect, memory: Memory): readonly string[] {
  if (effect.kind === "comment") return effect.id === null ? [nodeOf.issue(effect.on)] : [nodeOf.comment(effect.id)];
  if (effect.kind === "react") return [nodeOf.comment(effect.comment)];
  if (effect.kind !== "edit-issue" && effect.kind !== "open-issue") return [];
  const subject =
    effect.kind === "edit-issue" ? effect.number : memory.lacks.has("sub-issues") ? undefined : effect.parent;
  return [
    ...(subject === undefined ? [] : [nodeOf.issue(subject)]),
    ...(effect.labels ?? []).map(nodeOf.label),
    ...(effect.assignees ?? []).map(nodeOf.user),
  ];
}

/** What GraphQL can do of an effect now. Undefined: nothing that would be exactly what REST does. */
export const writers: { readonly [K in EffectKind]?: Writer<K> } = {
  branch: ({ name, from }, _, { repository, made }) => {
    made.set(name, from);
    const input = { repositoryId: repository, name: `refs/heads/${name}`, oid: from };
    return alone("createRef", input, "ref { name }", () => ({ done: true, sha: from }));
  },
  commit: (effect, place, draft) => writeCommit(effect, place, draft),
  "open-pull": ({ head, base, title, body, draft }, { memory }, { repository }) => ({
    ...alone(
      "createPullRequest",
      { repositoryId: repository, baseRefName: base, headRefName: head, title, body, draft },
      "pullRequest { number }",
      (said) => {
        const number = numberAt(said, "pullRequest", "number");
        if (number > 0) memory.remember(pullFrom(head), number);
        return { done: true, number };
      },
    ),
    creates: 1,
  }),
  comment: ({ key, on, id, body }, { memory }) => {
    if (id !== null) {
      const name = nodeOf.comment(id);
      const input = { id: memory.nodes.get(name), body };
      return {
        ...alone("updateIssueComment", input, "issueComment { id }", () => ({ done: true, id })),
        nodes: [name],
      };
    }
    const name = `#${on} ${key}`;
    const node = nodeOf.issue(on);
    if (memory.made(name) !== undefined || memory.doubtful(name)) return undefined;
    const input = { subjectId: memory.nodes.get(node), body };
    const written = alone("addComment", input, "commentEdge { node { id fullDatabaseId } }", (said) => {
      const made = at(said, "commentEdge", "node");
      const number = idIn(made);
      if (number === 0) return undefined;
      memory.remember(name, number);
      noteNode(memory, nodeOf.comment(number), textAt(made, "id"));
      return { done: true, id: number };
    });
    return { ...written, creates: 1, key: name, nodes: [node] };
  },
  react: ({ comment, with: content }, { memory }) => {
    if (memory.lacks.has("reactions")) return undefined;
    const name = nodeOf.comment(comment);
    const input = { subjectId: memory.nodes.get(name), content: content.toUpperCase() };
    return {
      ...alone("addReaction", input, "reaction { content }", () => ({ done: true })),
      creates: 1,
      nodes: [name],
    };
  },
  "edit-issue": (effect, { memory }) => {
    const { number, title, body, state, reason } = effect;
    const id = memory.nodes.get(nodeOf.issue(number));
    const change = {
      ...(title !== undefined && { title }),
      ...(body !== undefined && { body }),
      ...people(effect, memory),
    };
    const mutations: Mutation[] = [];
    if (Object.keys(change).length > 0)
      mutations.push({ name: "updateIssue", input: { id, ...change }, select: `issue { ${shown} }` });
    if (state === "open") mutations.push({ name: "reopenIssue", input: { issueId: id }, select: "issue { number }" });
    if (state === "closed") {
      const stateReason = reason === "not_planned" ? "NOT_PLANNED" : "COMPLETED";
      mutations.push({ name: "closeIssue", input: { issueId: id, stateReason }, select: "issue { number }" });
    }
    if (mutations.length === 0) return undefined;
    return {
      mutations,
      saves: 1,
      nodes: nodesFor(effect, memory),
      receipt: ([said]) => (agrees(at(said, "issue"), effect) ? { done: true, number } : undefined),
    };
  },
  "make-label": ({ name, color, description }, { memory }, { repository }) => {
    const input = {
      repositoryId: repository,
      name,
      color: color.replace(/^#/, ""),
      description: description.slice(0, 100),
    };
    return alone("createLabel", input, "label { id name }", (said) => {
      noteNode(memory, nodeOf.label(name), textAt(said, "label", "id"));
      return { done: true };
    });
  },
  "open-issue": (effect, { memory }, { repository }) => {
    const { key, title, body, parent } = effect;
    if (memory.made(key) !== undefined || memory.doubtful(key)) return undefined;
    const below = parent === undefined || memory.lacks.has("sub-issues") ? undefined : nodeOf.issue(parent);
    if (below !== undefined && memory.closed.has("parents")) return undefined;
    const input = {
      repositoryId: repository,
      title,
      body,
      ...people(effect, memory),
      ...(below !== undefined && { parentIssueId: memory.nodes.get(below) }),
    };
    return {
      mutations: [{ name: "createIssue", input, select: `issue { id number fullDatabaseId ${shown} }` }],
      saves: below === undefined ? 1 : 2,
      twofold: below !== undefined,
      creates: 1,
      key,
      nodes: nodesFor(effect, memory),
      receipt: ([said]) => {
        const made = at(said, "issue");
        const number = numberAt(made, "number");
        if (number === 0) return undefined;
        memory.remember(key, number);
        noteNode(memory, nodeOf.issue(number), textAt(made, "id"));
        const note = agrees(made, effect)
          ? {}
          : { note: `GitHub did not give #${number} all its labels and assignees` };
        return { done: true, number, id: idIn(made), ...note };
      },
    };
  },
};

const shown = "labels(first: 100) { nodes { name } } assignees(first: 20) { nodes { login } }";

function idIn(node: unknown): number {
  return Number(textAt(node, "fullDatabaseId")) || numberAt(node, "fullDatabaseId");
}

type Peopled = { readonly labels?: readonly string[]; readonly assignees?: readonly string[] };

function people({ labels, assignees }: Peopled, memory: Memory): object {
  return {
    ...(labels && { labelIds: labels.map((name) => memory.nodes.get(nodeOf.label(name))) }),
    ...(assignees && { assigneeIds: assignees.map((login) => memory.nodes.get(nodeOf.user(login))) }),
  };
}

/** Whether an issue has what it was to have: a label may have been renamed, a person may not be assignable. */
function agrees(issue: unknown, { labels, assignees }: Peopled): boolean {
  const has = (field: string, name: string): ReadonlySet<string> =>
    new Set(listAt(issue, field, "nodes").map((one) => textAt(one, name).toLowerCase()));
  const all = (wanted: readonly string[] | undefined, given: ReadonlySet<string>): boolean =>
    wanted === undefined || wanted.every((one) => given.has(one.toLowerCase()));
  return all(labels, has("labels", "name")) && all(assignees, has("assignees", "login"));
}
