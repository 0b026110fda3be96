import { safeInline } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import { summaryKey, withKey } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { readDeclaration } from "./form.ts";
import { sayMaskedIssue } from "./masked.ts";
import { openingOf } from "./opening.ts";
import { ownComment } from "./own-comment.ts";

const key = "form";

/** What people are told once, at the declaration: what the issue left open, and what of it was masked. */
export function openingWords(observation: IncidentObservation, issue: Issue, note?: string): readonly Effect[] {
  const opening = openingOf(issue, observation.events ?? []);
  const { missing } = readDeclaration(issue.body, issue.createdAt, observation.config, opening.labels);
  const open = [...missing, ...(note ? [safeInline(note)] : [])];
  const lines = open.map((one) => `- ${one}`).join("\n");
  const body = withKey(key, `The incident is declared. This is still open:\n\n${lines}`);
  const asks: readonly Effect[] =
    open.length === 0 || ownComment(observation, key)
      ? []
      : [{ kind: "comment", key, on: issue.number, id: null, body }];
  return [...asks, ...sayMaskedIssue(observation, issue)];
}

/** The same where a crash swallowed it: the summary that comes after it is not there. */
export function openingWordsOwed(observation: IncidentObservation, issue: Issue): readonly Effect[] {
  return ownComment(observation, summaryKey) ? [] : openingWords(observation, issue);
}
