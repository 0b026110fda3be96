import type { CommandName } from "../../commands/command.ts";
import { helpText } from "../../commands/help.ts";
import { parseCommand } from "../../commands/parse.ts";
import { readCursor } from "../../model/cursor.ts";
import type { Effect } from "../../model/effect.ts";
import type { IncidentFields } from "../../model/fields.ts";
import { type Key, withKey } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { type Request, replyKey } from "./inbox.ts";
import { ownComment } from "./own-comment.ts";

/** Answers a request that was not done in a comment of ours, once, and marks the comment that asked with 😕. */
export function reply(
  observation: IncidentObservation,
  issue: Issue,
  request: Request,
  message: string,
  hint: string,
): readonly Effect[] {
  const key = request.comment === undefined ? `reply:${request.happening.id}` : replyKey(request.comment);
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  return [...say(observation, issue, key, `${sentence}\n\n${hint}`), ...react(request, "confused", observation)];
}

/** Answers `/help`, or `/help severity`, with 🚀. */
export function help(
  observation: IncidentObservation,
  issue: Issue,
  request: Request,
  topic: CommandName | undefined,
): readonly Effect[] {
  const key = replyKey(request.comment ?? 0);
  const text = helpText(observation.config, topic);
  return [...say(observation, issue, key, text), ...react(request, "rocket", observation)];
}

/** Tells something about a command that was taken. Its key is not the reply's: the command itself must still run. */
export function remark(
  observation: IncidentObservation,
  issue: Issue,
  request: Request,
  message: string,
): readonly Effect[] {
  return say(observation, issue, `note:${request.happening.id}`, message);
}

function say(observation: IncidentObservation, issue: Issue, key: Key, text: string): readonly Effect[] {
  return ownComment(observation, key)
    ? []
    : [{ kind: "comment", key, on: issue.number, id: null, body: withKey(key, text) }];
}

/** The reaction that says what became of a command; nothing where the server has no reactions. */
export function react(
  request: Request,
  reaction: "rocket" | "confused",
  observation: IncidentObservation,
): readonly Effect[] {
  if (observation.repository.lacks.includes("reactions") || request.comment === undefined) return [];
  return [{ kind: "react", comment: request.comment, with: reaction }];
}

/** Reactions that a crash swallowed: commands that the cursor names, and comments that we answered, without any. */
export function reactionsOwed(observation: IncidentObservation, fields: IncidentFields): readonly Effect[] {
  if (observation.repository.lacks.includes("reactions")) return [];
  const consumed = readCursor(fields.cursor, "1970-01-01T00:00:00Z").ids;
  return observation.comments.flatMap((comment): readonly Effect[] => {
    const bare = comment.reactions !== undefined && comment.reactions.rocket + comment.reactions.confused === 0;
    if (!bare || comment.author.bot) return [];
    const answered = ownComment(observation, replyKey(comment.id)) !== undefined;
    if (!answered && !consumed.includes(`c${comment.id}`)) return [];
    const parsed = parseCommand(comment.body, { at: comment.createdAt, config: observation.config });
    const helped = parsed.kind === "command" && parsed.command.name === "help";
    return [
      {
        kind: "react",
        comment: comment.id,
        with: answered && !helped && !consumed.includes(`c${comment.id}`) ? "confused" : "rocket",
      },
    ];
  });
}
