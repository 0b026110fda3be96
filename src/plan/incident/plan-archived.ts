import { parseCommand } from "../../commands/parse.ts";
import { readFrontmatter } from "../../markdown/frontmatter.ts";
import { isConsumed, readCursor } from "../../model/cursor.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { readFields } from "../../model/fields.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { replyKey } from "./inbox.ts";
import { ownComment } from "./own-comment.ts";
import { reactionsOwed, reply } from "./replies.ts";

/** An incident whose post-mortem is merged: its issue is closed, and commands are told where to go instead. */
export function planArchived(observation: IncidentObservation, issue: Issue): Plan {
  const { record, repository, permissions, config } = observation;
  const read = readFrontmatter(record?.text ?? "");
  const fields = readFields(read.kind === "ok" ? read.frontmatter.fields : {});
  const cursor = readCursor(fields.cursor, issue.createdAt);
  const replies = observation.comments.flatMap((comment): readonly Effect[] => {
    const happening = { id: `c${comment.id}`, at: comment.createdAt };
    const theirs = !comment.author.bot && comment.author.login !== repository.self;
    const may = permissions[comment.author.login] === "write" || permissions[comment.author.login] === "admin";
    if (!theirs || !may || isConsumed(cursor, happening) || ownComment(observation, replyKey(comment.id))) return [];
    const parsed = parseCommand(comment.body, { at: comment.createdAt, author: comment.author.login, config });
    if (parsed.kind === "none") return [];
    const request = {
      happening,
      by: comment.author.login,
      comment: comment.id,
      asked: { kind: "bad" as const, message: "", hint: "" },
    };
    const message = `The post-mortem is merged, so commands no longer change it. Edit ${record?.path ?? "the file"} in a pull request; if it happens again, declare a new incident`;
    return reply(observation, issue, request, message, "open an issue with the incident form");
  });
  const close: readonly Effect[] =
    issue.state === "open" ? [{ kind: "edit-issue", number: issue.number, state: "closed", reason: "completed" }] : [];
  return { effects: [...replies, ...reactionsOwed(observation, fields), ...close], notes: [], settles: true };
}
