import { readSeverity } from "../model/config.ts";
import { issueIn, severities, type TimeField, timeFields } from "../model/incident.ts";
import { type Command, isMistake, type Mistake, spokenStatuses } from "./command.ts";
import type { Input } from "./row.ts";
import { said, sayOneOf } from "./said.ts";
import { readTimeOnly } from "./time-phrase.ts";
import { bare, plain } from "./words.ts";

export function parseSeverity(input: Input): Command<"severity"> | Mistake {
  const { config } = input.context;
  const name = bare(input.line.replace(/^to\s/i, ""));
  // The cap also keeps long runs of blanks away from the model's expressions.
  const severity = name.length > 60 ? undefined : readSeverity(name, config);
  if (severity !== undefined) return { name: "severity", severity };
  const known = severities.map((key) => {
    const aliases = config.severities[key]?.aliases ?? [];
    return aliases.length === 0 ? said(key) : `${said(key)} (${aliases.map(said).join(", ")})`;
  });
  return { mistake: `Unexpected ${name === "" ? "end" : `severity ${said(name)}`}, expected ${known.join(", ")}.` };
}

const otherWays: Readonly<Record<string, string>> = {
  resolved: "/resolve",
  mitigated: "/mitigate",
  acknowledged: "/ack",
  cancelled: "/cancel",
  canceled: "/cancel",
  duplicate: "/duplicate #n",
  open: "/reopen",
  reopened: "/reopen",
};

export function parseStatus(input: Input): Command<"status"> | Mistake {
  const name = plain(bare(input.line.replace(/^to\s/i, "")));
  const status = spokenStatuses.find((known) => known === name || (name.length >= 3 && known.startsWith(name)));
  if (status !== undefined) return { name: "status", status };
  const expected = `expected ${sayOneOf(spokenStatuses)}`;
  if (name === "") return { mistake: `Unexpected end, ${expected}.` };
  const other = Object.hasOwn(otherWays, name) ? otherWays[name] : undefined;
  const way = other !== undefined ? ` For this one use ${said(other)}.` : "";
  const closed = name === "closed" ? " An incident closes when its post-mortem is merged." : "";
  return { mistake: `Unexpected status ${said(input.line)}, ${expected}.${way}${closed}` };
}

export function parseSet(input: Input): Command<"set"> | Mistake {
  const match = /^([*_`]{0,2}[a-z_]{1,30}[*_`]{0,2})\s{0,9}[:=]?(?:\s{0,9}to\s)?/i.exec(input.line);
  const word = plain(bare((match?.[1] ?? "").replace(/_(?:at|time)$/i, "")));
  const field = timeFields.find((known) => known === word || (word.length >= 3 && known.startsWith(word)));
  if (field === undefined) return notATimeField(input.line, word);
  const time = readTimeOnly(input.line.slice(match?.[0].length).trim(), input.context);
  if (isMistake(time)) return time;
  if (time.note !== undefined) input.note(time.note);
  return { name: "set", field: field satisfies TimeField, at: time.at };
}

function notATimeField(line: string, word: string): Mistake {
  const ways = ["severity", "status", "impact", "service", "runbook", "alert", "cause"];
  const way = ways.includes(word) ? ` For this one use ${said(`/${word}`)}.` : "";
  const shown = line === "" ? "end" : `time field ${said(line.slice(0, 60).split(/\s/)[0] ?? "")}`;
  return { mistake: `Unexpected ${shown}, expected ${sayOneOf(timeFields)}.${way}` };
}

export function parseDuplicate(input: Input): Command<"duplicate"> | Mistake {
  const word = bare(input.line.replace(/^of\s/i, ""));
  const digits = /^(?:#|GH-)?(\d{1,9})$/i.exec(word)?.[1];
  const issue =
    digits === undefined && /^INC-\d{4}-\d{3,12}$/i.test(word) ? issueIn(word.toUpperCase()) : Number(digits ?? 0);
  if (issue !== undefined && issue > 0) return { name: "duplicate", of: issue };
  return {
    mistake: `Unexpected ${word === "" ? "end" : said(word)}, expected the number of the other incident's issue, e.g. ${said("#12")}.`,
  };
}

export function parseDrill(input: Input): Command<"drill"> | Mistake {
  if (input.line === "") return { name: "drill" };
  return { mistake: `Unexpected ${said(input.line)}, expected nothing after ${said("/drill")}.` };
}
