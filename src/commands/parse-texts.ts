import type { Instant } from "../model/time.ts";
import { type Command, isMistake, type Mistake, maxText } from "./command.ts";
import type { Input } from "./row.ts";
import { said } from "./said.ts";
import { readTimePhrase } from "./time-phrase.ts";

export function parseAck(input: Input): Command<"ack"> | Mistake {
  const timed = readTimed({ ...input, below: "" });
  return isMistake(timed) ? timed : { name: "ack", ...timed };
}

export function parseTimeline(input: Input): Command<"timeline"> | Mistake {
  const timed = readTimed(input);
  if (isMistake(timed)) return timed;
  return timed.text === "" ? noText("what happened") : { name: "timeline", ...timed };
}

export function parseMitigate(input: Input): Command<"mitigate"> | Mistake {
  const timed = readTimed(input);
  return isMistake(timed) ? timed : { name: "mitigate", ...timed };
}

/** `--force` may stand before or after the time; telephones make one long dash of the two. */
export function parseResolve(input: Input): Command<"resolve"> | Mistake {
  const before = dropForce(input.line);
  const time = readTime(before.line, input);
  if (isMistake(time)) return time;
  const after = dropForce(time.line);
  const unknown = /^(?:--|—)[a-z][a-z-]{0,30}(?=\s|$)/i.exec(after.line);
  if (unknown) return { mistake: `Unexpected ${said(unknown[0])}, expected ${said("--force")}, a time or text.` };
  return { name: "resolve", at: time.at, ...readText(after.line, input.below), force: before.forced || after.forced };
}

export function parseUpdate(input: Input): Command<"update"> | Mistake {
  const { audience, line } = readAudience(input.line);
  const text = readText(line, input.below);
  return text.text === "" ? noText("what people should know") : { name: "update", audience, ...text };
}

export function parseCause(input: Input): Command<"cause"> | Mistake {
  const text = readText(input.line, input.below);
  return text.text === "" ? noText("the cause") : { name: "cause", ...text };
}

export function parseReopen(input: Input): Command<"reopen"> {
  return { name: "reopen", ...readText(input.line, input.below) };
}

export function parseCancel(input: Input): Command<"cancel"> {
  return { name: "cancel", ...readText(input.line, input.below) };
}

/** Who an update can be for, with the other words for it. */
export const audiences: Readonly<Record<string, readonly string[]>> = {
  internal: ["staff", "team"],
  customers: ["customer", "users"],
  public: ["external", "statuspage"],
  executives: ["exec", "execs", "leadership"],
  stakeholders: ["stakeholder"],
  support: [],
  partners: ["partner"],
};

/**
 * An audience counts with a colon, alone on its line, or before anything but a small letter:
 * "customers are seeing errors" is a sentence, and none of its words may get lost.
 */
function readAudience(line: string): { readonly audience: string | undefined; readonly line: string } {
  const match = /^[*_`[(]{0,3}([a-z]{2,20})[*_`\])]{0,3}(:?)[*_]{0,2}(?=\s|$)/i.exec(line);
  const word = match?.[1]?.toLowerCase() ?? "";
  const audience = Object.keys(audiences).find((key) => key === word || audiences[key]?.includes(word));
  const rest = line.slice(match?.[0].length ?? 0).trimStart();
  const apart = match?.[2] === ":" || !/^\p{Ll}/u.test(rest);
  return audience !== undefined && apart
    ? { audience, line: rest.replace(/^[-–—|](?=\s)/, "") }
    : { audience: undefined, line };
}

function dropForce(line: string): { readonly line: string; readonly forced: boolean } {
  const match = /^(?:--|—|–)force(?=\s|$)[:,]?/i.exec(line);
  return { line: match ? line.slice(match[0].length).trimStart() : line, forced: match !== null };
}

function readTimed(input: Input): Omit<Command<"timeline">, "name"> | Mistake {
  const time = readTime(input.line, input);
  return isMistake(time) ? time : { at: time.at, ...readText(time.line, input.below) };
}

/** The time that a line begins with, else the comment's, and what follows it on the line. */
function readTime(line: string, input: Input): { readonly at: Instant; readonly line: string } | Mistake {
  const time = readTimePhrase(line, input.context);
  if (isMistake(time)) return time;
  if (time?.note !== undefined) input.note(time.note);
  return { at: time?.at ?? input.context.at, line: time?.rest ?? line };
}

/** The text of both places, trimmed, at most `maxText` long; a surrogate pair is never cut in two. */
function readText(line: string, below: string): { readonly text: string; readonly truncated: boolean } {
  const whole = (below === "" ? line : `${line}\n${below}`).trim();
  if (whole.length <= maxText) return { text: whole, truncated: false };
  const end = /[\uD800-\uDBFF]/.test(whole.charAt(maxText - 1)) ? maxText - 1 : maxText;
  return { text: whole.slice(0, end).trimEnd(), truncated: true };
}

function noText(wanted: string): Mistake {
  return { mistake: `Unexpected end, expected ${wanted} in words.` };
}
