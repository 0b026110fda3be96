import { kinds } from "../../model/incident-words.ts";

/** Why a record of a kind that is none of ours is in no number; undefined where it has none, which means an incident. */
export function unknownKind(written: unknown): { readonly reason: "unreadable"; readonly says: string } | undefined {
  if (written === undefined || written === null || written === "") return undefined;
  const said = JSON.stringify(written).slice(0, 60);
  return { reason: "unreadable", says: `Unexpected kind ${said}, expected ${kinds.join(", ")}` };
}

/** A note on a status that is none of ours. */
export function unknownStatus(written: unknown): readonly string[] {
  const said = written === null ? "" : String(written ?? "").slice(0, 60);
  return said === "" ? [] : [`status: ${said} is none of ours`];
}
