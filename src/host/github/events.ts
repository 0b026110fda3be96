import type { Source } from "../../model/ask.ts";
import type { IssueEvent } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { instantAt, numberAt, textAt, textOrNull, userAt } from "./json.ts";

export function eventSource(client: Client): Pick<Source, "events"> {
  return {
    events: async ({ issue }) => {
      const found = await client.list("/issues/{issue_number}/events", { issue_number: issue });
      return found.flatMap(eventOf).sort((a, b) => a.id - b.id);
    },
  };
}

/** None for kinds that we do not read, and where the one field that says what changed is missing. */
export function eventOf(event: unknown): IssueEvent[] {
  const change = changeOf(event);
  const id = numberAt(event, "id");
  if (change === undefined || id === 0) return [];
  return [{ id, actor: userAt(event, "actor"), createdAt: instantAt(event, "created_at"), change }];
}

function changeOf(event: unknown): IssueEvent["change"] | undefined {
  const kind = textAt(event, "event");
  if (kind === "labeled" || kind === "unlabeled") {
    const label = textAt(event, "label", "name");
    return label === "" ? undefined : { kind, label };
  }
  if (kind === "assigned" || kind === "unassigned") {
    const login = textAt(event, "assignee", "login");
    return login === "" ? undefined : { kind, login };
  }
  if (kind === "renamed") {
    const to = textAt(event, "rename", "to");
    return to === "" ? undefined : { kind, from: textAt(event, "rename", "from"), to };
  }
  if (kind === "closed") return { kind, reason: textOrNull(event, "state_reason") };
  return kind === "reopened" ? { kind } : undefined;
}
