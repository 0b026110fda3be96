import { safeInline } from "../../markdown/safe-text.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { fileAddress } from "../../model/file-address.ts";
import { withKey } from "../../model/key.ts";
import type { IncidentObservation, RecordFile } from "../../model/observation.ts";
import type { Issue } from "../../model/world.ts";
import { ownComment } from "./own-comment.ts";

const key = "broken";

/** A file that can't be read is never written to: its issue says where and why, and every command waits in the inbox. */
export function planBroken(
  observation: IncidentObservation,
  issue: Issue,
  file: RecordFile,
  broken: { readonly reason: string; readonly line: number },
): Plan {
  const address = `${fileAddress(observation.repository.url, file.branch, file.path)}#L${broken.line}`;
  const text = [
    `**The record can't be read**, so commands wait. Nothing is lost: they run once the file is mended.`,
    `[Line ${broken.line}](${address}): ${safeInline(broken.reason, { length: 300 })}.`,
    "Mend the line on the incident's branch, or revert the commit that broke it.",
  ];
  const body = withKey(key, text.join("\n\n"));
  const said = ownComment(observation, key);
  const same = said?.body.trim() === body.trim();
  return {
    effects: same ? [] : [{ kind: "comment", key, on: issue.number, id: said?.id ?? null, body }],
    notes: [`${file.path}:${broken.line} can't be read: ${broken.reason}`],
    settles: true,
  };
}

/** Once the file is mended, the comment that said so would only mislead. */
export function dropBroken(observation: IncidentObservation): readonly Effect[] {
  const said = ownComment(observation, key);
  return said ? [{ kind: "drop-comment", id: said.id }] : [];
}
