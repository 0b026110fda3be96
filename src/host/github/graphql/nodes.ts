import { listAt, numberAt, textAt } from "../json.ts";
import type { Memory } from "../memory.ts";

/** The names under which `memory.nodes` keeps GraphQL's ids, which its mutations ask for. */
export const nodeOf = {
  issue: (number: number): string => `issue ${number}`,
  comment: (id: number): string => `comment ${id}`,
  label: (name: string): string => `label ${name.toLowerCase()}`,
  user: (login: string): string => `user ${login.toLowerCase()}`,
} as const;

export function noteNode(memory: Memory, name: string, id: string): void {
  if (id !== "") memory.nodes.set(name, id);
}

/** Notes the ids in an issue as REST writes it. */
export function noteIssue(memory: Memory, issue: unknown): void {
  noteNode(memory, nodeOf.issue(numberAt(issue, "number")), textAt(issue, "node_id"));
  for (const label of listAt(issue, "labels"))
    noteNode(memory, nodeOf.label(textAt(label, "name")), textAt(label, "node_id"));
  for (const user of listAt(issue, "assignees")) noteUser(memory, user);
}

/** Notes the ids in a comment as REST writes it. */
export function noteComment(memory: Memory, comment: unknown): void {
  noteNode(memory, nodeOf.comment(numberAt(comment, "id")), textAt(comment, "node_id"));
}

export function noteUser(memory: Memory, user: unknown): void {
  noteNode(memory, nodeOf.user(textAt(user, "login")), textAt(user, "node_id"));
}
