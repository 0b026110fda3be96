import { type Answer, bodyOf, type Call, type Gap, type Json, jsonOf, match, ok, withJson } from "../exchange.ts";
import { keyOf, type World } from "../world.ts";
import { everything, pageOf } from "./pages.ts";

/** What the emulator's events leave out, in the order in which it writes them. */
interface Changes {
  /** For each `edited` event: the rename that it was, or null where only the text changed. */
  readonly edits: ({ readonly from: string; readonly to: string } | null)[];
  /** For each `closed` event. */
  readonly reasons: (string | null)[];
  created: { readonly labels: readonly Json[]; readonly assignees: readonly Json[] };
  reason: string | undefined;
}

/**
 * An issue's events as GitHub lists them: `renamed` with both titles, nothing for an edited text, `labeled` and
 * `assigned` for what an issue was opened with, the reason of a closing.
 * https://docs.github.com/en/rest/using-the-rest-api/issue-event-types
 */
export function issueChanges(world: World): Gap {
  const changes = new Map<string, Changes>();
  const of = (key: string): Changes => {
    const known = changes.get(key) ?? {
      edits: [],
      reasons: [],
      created: { labels: [], assignees: [] },
      reason: undefined,
    };
    changes.set(key, known);
    return known;
  };

  async function change(call: Call, key: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const before = jsonOf(await next({ ...call, method: "GET", body: Buffer.alloc(0) }));
    const answer = await next(call);
    if (!ok(answer)) return answer;
    const [after, body, known] = [jsonOf(answer), bodyOf(call), of(key)];
    const renamed = before.title !== after.title;
    if (renamed || ("body" in body && (before.body ?? "") !== (after.body ?? ""))) {
      known.edits.push(renamed ? { from: before.title, to: after.title } : null);
    }
    if (body.state !== undefined) known.reason = body.state === "closed" ? body.state_reason : undefined;
    if (before.state === "open" && after.state === "closed") known.reasons.push(known.reason ?? "completed");
    return withJson(answer, reasoned(after, known));
  }

  // The emulator knows no `duplicate`. https://docs.github.com/en/rest/issues/issues#update-an-issue
  function reasoned(issue: Json, known: Changes | undefined): Json {
    if (issue?.state !== "closed" || known?.reason !== "duplicate") return issue;
    return { ...issue, state_reason: "duplicate" };
  }

  async function events(call: Call, key: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const all = await everything(call, next);
    if (!Array.isArray(all)) return world.pulls.has(key) ? pageOf(call, world.url, []) : all;
    const known = of(key);
    const counts = { edited: 0, closed: 0 };
    const listed = all.flatMap((event): Json[] => {
      const one = { ...event, id: event.id * 100 };
      if (event.event === "closed") return [{ ...one, state_reason: known.reasons[counts.closed++] ?? null }];
      if (event.event === "edited") {
        const rename = known.edits[counts.edited++];
        return rename ? [{ ...one, event: "renamed", rename }] : [];
      }
      if (event.event !== "opened") return [one];
      const { labels, assignees } = known.created;
      const first = [
        ...labels.map(({ name, color }) => ({ ...one, event: "labeled", label: { name, color } })),
        ...assignees.map((assignee) => ({ ...one, event: "assigned", assignee, assigner: one.actor })),
      ];
      return first.map((made, index) => ({ ...made, id: one.id + index }));
    });
    return pageOf(call, world.url, listed);
  }

  return async (call, next) => {
    const made = match(call, "POST", "/repos/:owner/:repo/issues");
    if (made) {
      const answer = await next(call);
      if (!ok(answer)) return answer;
      const issue = jsonOf(answer);
      const repo = `${made["owner"]}/${made["repo"]}`;
      of(keyOf(repo, issue.number)).created = { labels: issue.labels, assignees: issue.assignees };
      const repository = await world.repository(repo);
      for (const label of issue.labels) {
        world.deliveries.accept("issues", { action: "labeled", issue, label, repository, sender: issue.user });
      }
      return answer;
    }
    const path = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)(\/events|\/timeline)?$/.exec(call.path);
    if (!path) return next(call);
    const key = keyOf(path[1] as string, path[2] as string);
    if (call.method === "PATCH" && !path[3] && !world.pulls.has(key)) {
      return world.exclusively(`issue ${key}`, () => change(call, key, next));
    }
    if (call.method !== "GET") return next(call);
    if (path[3]) return events(call, key, next);
    const answer = await next(call);
    return ok(answer) ? withJson(answer, reasoned(jsonOf(answer), changes.get(key))) : answer;
  };
}
