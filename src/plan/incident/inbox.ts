import { type Command, spokenStatuses } from "../../commands/command.ts";
import { parseCommand } from "../../commands/parse.ts";
import { type Config, readSeverity } from "../../model/config.ts";
import { type Cursor, type Happening, isConsumed, readCursor } from "../../model/cursor.ts";
import type { IncidentFields } from "../../model/fields.ts";
import { keyIn } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { isOurWord } from "../../model/own-words.ts";
import { type Instant, msOf } from "../../model/time.ts";
import type { Comment, Issue, IssueEvent, User } from "../../model/world.ts";

/** What a person asks for by changing the issue itself, where no slash command says the same. */
export type Change =
  | { readonly name: "title"; readonly text: string }
  | { readonly name: "join"; readonly user: string }
  | { readonly name: "leave"; readonly user: string };

/** Something that a person with write access asked for, by a comment or by changing the issue. */
export interface Request {
  readonly happening: Happening;
  /** The login, without @. */
  readonly by: string;
  /** The comment to react to; undefined for an event. */
  readonly comment: number | undefined;
  readonly asked: /** `notes`: what to tell about a command that was read nevertheless. */
    | { readonly kind: "command"; readonly command: Command | Change; readonly notes: readonly string[] }
    /** `message` is a sentence, `hint` says in Markdown what to do instead. */
    | { readonly kind: "bad"; readonly message: string; readonly hint: string };
}

/** The inbox of an incident, oldest first, and why other comments and events were passed over. */
export interface Inbox {
  readonly requests: readonly Request[];
  readonly notes: readonly string[];
}

/** Everything that the observation shows and that a cursor may have to remember. */
export function happeningsOf(observation: IncidentObservation): readonly Happening[] {
  return [
    ...observation.comments.map((comment) => ({ id: `c${comment.id}`, at: comment.createdAt })),
    ...(observation.events ?? []).map((event) => ({ id: `e${event.id}`, at: event.createdAt })),
  ];
}

/** Reads the inbox: unconsumed commands and changes, by people who may write. */
export function readInbox(observation: IncidentObservation, issue: Issue, fields: IncidentFields): Inbox {
  const cursor = readCursor(fields.cursor, issue.createdAt);
  const notes: string[] = [];
  const mayWrite = (user: User, what: string): boolean => {
    if (user.bot) return false;
    const permission = observation.permissions[user.login];
    const may = permission === "write" || permission === "admin";
    if (!may) notes.push(`${what} by ${user.login} ignored: ${permission ?? "unknown"} access, expected write`);
    return may;
  };
  const comments = observation.comments.flatMap((comment) =>
    fromComment(comment, observation, cursor, fields, mayWrite),
  );
  const events = fromEvents(observation, issue, cursor, mayWrite);
  const requests = [...comments, ...events].toSorted((a, b) => order(a.happening).localeCompare(order(b.happening)));
  return { requests, notes };
}

/** By time, then comments before events, then by number: the same order however the lists came. */
function order(happening: Happening): string {
  return `${happening.at} ${happening.id[0]}${happening.id.slice(1).padStart(20, "0")}`;
}

type MayWrite = (user: User, what: string) => boolean;

function fromComment(
  comment: Comment,
  observation: IncidentObservation,
  cursor: Cursor,
  fields: IncidentFields,
  mayWrite: MayWrite,
): readonly Request[] {
  const happening = { id: `c${comment.id}`, at: comment.createdAt };
  if (isConsumed(cursor, happening) || comment.author.bot || isOurWord(comment, observation.repository.self)) return [];
  const asked = askedIn(comment, observation.config, fields);
  if (asked === undefined || !mayWrite(comment.author, `Command in comment ${comment.id}`)) return [];
  if (repliedTo(observation, comment.id)) return [];
  return [{ happening, by: comment.author.login, comment: comment.id, asked }];
}

/** What a comment asks for; undefined for ordinary talk. */
function askedIn(comment: Comment, config: Config, { started }: IncidentFields): Request["asked"] | undefined {
  const context = { at: comment.createdAt, author: comment.author.login, config, started };
  const parsed = parseCommand(comment.body, context);
  if (parsed.kind === "none") return undefined;
  if (msOf(comment.updatedAt) - msOf(comment.createdAt) > 2000) {
    const message = "This comment was edited after it was posted, so its command was not run";
    return { kind: "bad", message, hint: "Post the command as a new comment." };
  }
  return parsed.kind === "bad" ? { kind: "bad", message: parsed.message, hint: `Usage: \`${parsed.usage}\`` } : parsed;
}

/** A request as it reads once those before it are done: to which day `02:45` belongs depends on when the incident began. */
export function readAgain(request: Request, { comments, config }: IncidentObservation, now: IncidentFields): Request {
  const comment = comments.find(({ id }) => id === request.comment);
  return { ...request, asked: (comment && askedIn(comment, config, now)) ?? request.asked };
}

/** The key of our answer to a comment. Its presence means that the comment has been dealt with. */
export const replyKey = (comment: number): string => `reply:${comment}`;

function repliedTo(observation: IncidentObservation, comment: number): boolean {
  return observation.comments.some(
    (other) => other.author.login === observation.repository.self && keyIn(other.body) === replyKey(comment),
  );
}

/** Changes of the issue by people, each as its command: the same in whatever order and however late they are seen. */
function fromEvents(
  observation: IncidentObservation,
  issue: Issue,
  cursor: Cursor,
  mayWrite: MayWrite,
): readonly Request[] {
  return (observation.events ?? []).flatMap((event): readonly Request[] => {
    const happening = { id: `e${event.id}`, at: event.createdAt };
    const theirs = !event.actor.bot && event.actor.login !== observation.repository.self;
    const command = theirs && !isConsumed(cursor, happening) ? commandOf(event, issue, observation.config) : undefined;
    if (!command || !mayWrite(event.actor, `Change of the issue (${event.change.kind})`)) return [];
    return [{ happening, by: event.actor.login, comment: undefined, asked: { kind: "command", command, notes: [] } }];
  });
}

/** The command that a change of the issue stands for; undefined for changes that only make the issue follow its file. */
function commandOf({ change, createdAt }: IssueEvent, issue: Issue, config: Config): Command | Change | undefined {
  switch (change.kind) {
    case "labeled":
      return labelCommand(change.label, config);
    case "unlabeled":
      return undefined;
    case "renamed":
      return { name: "title", text: change.to };
    case "assigned":
      return { name: "join", user: `@${change.login}` };
    case "unassigned":
      return { name: "leave", user: `@${change.login}` };
    case "closed":
      return closing(change.reason ?? issue.stateReason, createdAt);
    case "reopened":
      return { name: "reopen", text: "", truncated: false };
  }
}

/** Closing is resolving; closing as not planned is cancelling. */
function closing(reason: string | null, at: Instant): Command {
  if (reason === "not_planned") return { name: "cancel", text: "", truncated: false };
  return { name: "resolve", at, text: "", truncated: false, force: false };
}

/** The labels that people may set to change the file. */
function labelCommand(label: string, config: Config): Command | undefined {
  const [prefix, value = ""] = label.split(/:\s*(.*)/s);
  if (prefix === "severity") {
    const severity = readSeverity(value, config);
    return severity && { name: "severity", severity };
  }
  const status = spokenStatuses.find((one) => prefix === "status" && one === value);
  if (status) return { name: "status", status };
  return prefix === "kind" && value === "drill" ? { name: "drill" } : undefined;
}
