import { actionTypes, priorities } from "../model/action-item.ts";
import { readDate } from "../model/time.ts";
import { type Command, isMistake, type Mistake } from "./command.ts";
import { readUser } from "./people.ts";
import type { Input } from "./row.ts";
import { said, sayOneOf } from "./said.ts";
import { bare, splitWords, unwrap } from "./words.ts";

type Mark = "owner" | "due" | "priority" | "type" | "every";

const marks: Readonly<Record<string, readonly [Mark, (word: string) => string | Mistake]>> = {
  due: ["due", readDue],
  priority: ["priority", readPriority],
  prio: ["priority", readPriority],
  type: ["type", readType],
  every: ["every", readEvery],
};

/**
 * `text @owner due:… priority:…`, the marks anywhere and in any order. An owner, a date or a priority that is left out
 * can follow later: the check asks for it before the merge, and nobody has to look a date up during an incident.
 */
export function parseAction(input: Input): Command<"action"> | Mistake {
  const words = [...splitWords(unwrap(input.line))];
  const text: string[] = [];
  const read: { -readonly [M in Mark]?: string } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const found = readMark(word, words) ?? readOwner(word, input);
    if (found === undefined) text.push(word);
    else if (isMistake(found)) return found;
    else if (read[found.mark] !== undefined) return twice(found.mark, read[found.mark] as string, found.value);
    else read[found.mark] = found.value;
  }
  if (text.length === 0) return { mistake: `Unexpected end, expected what has to be done in words.` };
  return {
    name: "action",
    text: text.join(" "),
    owner: read.owner,
    due: read.due,
    priority: read.priority as Command<"action">["priority"],
    type: read.type as Command<"action">["type"],
    every: read.every,
  };
}

type Found = { readonly mark: Mark; readonly value: string } | Mistake | undefined;

/** Reads `due:2025-01-30`; where the value is missing it is the next word: `due: 2025-01-30`. */
function readMark(word: string, following: string[]): Found {
  const match = /^[*_`]{0,2}([a-z]{1,10})[:=](.{0,60})$/i.exec(word);
  const name = match?.[1]?.toLowerCase() ?? "";
  const [mark, read] = (Object.hasOwn(marks, name) ? marks[name] : undefined) ?? [];
  if (mark === undefined || read === undefined) return undefined;
  const typed = bare((match?.[2] as string) || (following.shift() ?? "")).replace(/[*_`]{1,2}$/, "");
  const value = read(typed);
  return typeof value === "string" ? { mark, value } : value;
}

function readOwner(word: string, input: Input): Found {
  const mentioned = word.replace(/^owner[:=]/i, "");
  if (!bare(mentioned).startsWith("@")) return undefined;
  const user = readUser(mentioned, input.context);
  return typeof user === "string" ? { mark: "owner", value: user } : user;
}

function readDue(word: string): string | Mistake {
  return (
    readDate(word) ?? {
      mistake: `Unexpected due date ${said(word)}, expected an existing day, e.g. ${said("due:2025-01-30")}.`,
    }
  );
}

function readPriority(word: string): string | Mistake {
  return choose("priority", word, priorities);
}

function readType(word: string): string | Mistake {
  return choose("type", word, actionTypes);
}

function choose(mark: string, word: string, known: readonly string[]): string | Mistake {
  const found = word === "" ? undefined : known.find((name) => name.startsWith(word.toLowerCase()));
  return (
    found ?? {
      mistake: `Unexpected ${mark} ${said(word)}, expected ${sayOneOf(known.map((name) => `${mark}:${name}`))}.`,
    }
  );
}

function readEvery(word: string): string | Mistake {
  const match = /^([1-9]\d{0,2})(d|w|mo|y|days?|weeks?|months?|years?)$/i.exec(word);
  const unit = match?.[2]?.toLowerCase() ?? "";
  if (match) return `${match[1]}${unit.startsWith("m") ? "mo" : unit.charAt(0)}`;
  return {
    mistake: `Unexpected interval ${said(word)}, expected days, weeks, months or years: ${sayOneOf(["every:10d", "every:2w", "every:3mo", "every:1y"])}.`,
  };
}

function twice(mark: Mark, first: string, second: string): Mistake {
  const hint = mark === "owner" ? `; write other names without ${said("@")}` : "";
  return { mistake: `Unexpected second ${mark} ${said(second)} after ${said(first)}, expected one${hint}.` };
}
