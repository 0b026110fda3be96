import { safeInline } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import { type Key, withKey, withoutKey } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { ownComment } from "./own-comment.ts";

/** Characters: GitHub takes 65,536, and what is read at night is shorter. */
const longest = 40_000;

/**
 * The effects with a further answer written into the comment that has the key, below what it says, once: nobody hears of
 * a comment that is edited, so two programs that answer each other fall silent and a person finds the usage all the same.
 * Without it where the comment would become too long.
 */
export function joinAnswer(
  effects: readonly Effect[],
  key: Key,
  { comment, by, text }: { readonly comment: number | undefined; readonly by: string; readonly text: string },
  observation: IncidentObservation,
  issue: Issue,
): readonly Effect[] {
  const own = ownComment(observation, key);
  const planned = effects.find((one) => one.kind === "comment" && one.key === key);
  const body = planned?.kind === "comment" ? planned.body : own?.body;
  const link = `${observation.repository.url}/issues/${issue.number}#issuecomment-${comment}`;
  const to = `To ${safeInline(by)}`;
  const told = `${comment === undefined ? to : `[${to}](${link})`}:${text.startsWith("#") ? "\n\n" : " "}${text.trim()}`;
  if (body === undefined || body.includes(told)) return effects;
  const joined = `${withoutKey(body).trimEnd()}\n\n---\n\n${told}`;
  if (joined.length > longest) return effects;
  const written: Effect = { kind: "comment", key, on: issue.number, id: own?.id ?? null, body: withKey(key, joined) };
  return planned ? effects.map((one) => (one === planned ? written : one)) : [...effects, written];
}
