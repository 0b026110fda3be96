import { hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Source } from "../../model/ask.ts";
import type { Comment, Issue, IssueEvent } from "../../model/world.ts";
import { maskSecrets } from "./mask.ts";

/** Texts remembered by digest; the oldest is forgotten first. An entry without a text stands for one that had no secret. */
const mostKnown = 5000;

/** Above this length a text takes long enough to mask that other work gets its turn first. */
const longText = 4096;

/**
 * A source whose issues, comments and titles hold no secrets: text from outside is masked at the entrance, before any
 * planner, file, log or message can see it. Files are answered as they are, since bytes outside an edit never change.
 */
export function maskingSource(source: Source): Source {
  const known = new Map<string, string | undefined>();

  async function clean(text: string): Promise<string> {
    if (text.length < 6) return text;
    const digest = hash("sha1", text, "base64");
    if (known.has(digest)) return known.get(digest) ?? text;
    if (text.length > longText) await setImmediate();
    const { text: result } = await maskSecrets(text);
    if (known.size >= mostKnown) known.delete(known.keys().next().value ?? "");
    known.set(digest, result === text ? undefined : result);
    return result;
  }

  const cleanIssue = async (issue: Issue): Promise<Issue> => ({
    ...issue,
    title: await clean(issue.title),
    body: await clean(issue.body),
  });
  const cleanComment = async (comment: Comment): Promise<Comment> => ({ ...comment, body: await clean(comment.body) });
  const cleanEvent = async (event: IssueEvent): Promise<IssueEvent> =>
    event.change.kind === "renamed"
      ? {
          ...event,
          change: { ...event.change, from: await clean(event.change.from), to: await clean(event.change.to) },
        }
      : event;

  return {
    ...source,
    issue: async (ask) => {
      const issue = await source.issue(ask);
      return issue && cleanIssue(issue);
    },
    issues: async (ask) => inTurn(await source.issues(ask), cleanIssue),
    comments: async (ask) => inTurn(await source.comments(ask), cleanComment),
    events: async (ask) => inTurn(await source.events(ask), cleanEvent),
  };
}

async function inTurn<T>(things: readonly T[], clean: (thing: T) => Promise<T>): Promise<readonly T[]> {
  const result: T[] = [];
  for (const thing of things) result.push(await clean(thing));
  return result;
}
