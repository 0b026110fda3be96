import { copied } from "../markdown/copied.ts";
import { type IncidentFields, readField } from "../model/fields.ts";
import { kinds } from "../model/incident.ts";
import { minutesBetween, readInstant } from "../model/time.ts";
import { scanFrontmatter } from "./scan.ts";

/** Why an incident file is not counted. */
export type LeftReason = "kind" | "cancelled" | "duplicate" | "unreadable";

/**
 * What coverage needs to know of one incident file: plain data that holds nothing of its text, so that many may be kept, from
 * one run to the next too.
 */
export type IncidentClues =
  | {
      readonly path: string;
      readonly counted: true;
      readonly id: string;
      readonly title: string;
      readonly services: readonly string[];
      readonly alerts: readonly string[];
      /** As they are written: paths and addresses. */
      readonly runbooks: readonly string[];
      /** Whole minutes, `resolved − started`; null where one of them is missing, can't be read, or they are reversed. */
      readonly minutes: number | null;
    }
  | { readonly path: string; readonly counted: false; readonly because: LeftReason; readonly reason: string };

/** Reads an incident file as coverage sees it. Never throws. */
export function incidentClues({ path, text }: { readonly path: string; readonly text: string }): IncidentClues {
  const leave = (because: LeftReason, reason: string): IncidentClues => ({ path, counted: false, because, reason });
  const scanned = scanFrontmatter(text);
  if (scanned.kind === "none") return leave("unreadable", "Unexpected start of file, expected frontmatter");
  if (scanned.kind === "broken") return leave("unreadable", scanned.reason);
  const plain = scanned.fields;
  const given = Object.hasOwn(plain, "kind") ? plain["kind"] : undefined;
  if (given !== undefined && given !== null && !kinds.some((known) => known === given)) {
    return leave("unreadable", `Unexpected kind ${JSON.stringify(given)}, expected ${kinds.join(", ")}`);
  }
  const kind = readField(plain, "kind");
  const status = readField(plain, "status");
  if (kind !== "incident") return leave("kind", `kind is ${kind}`);
  if (status === "cancelled") return leave("cancelled", "status is cancelled");
  if (status === "duplicate") {
    const of = readField(plain, "duplicate_of");
    return leave("duplicate", of ? `duplicate of #${of}` : "status is duplicate");
  }
  const list = (name: "services" | "alerts" | "runbooks"): readonly string[] => readField(plain, name).map(copied);
  return {
    path,
    counted: true,
    id: copied(readField(plain, "id") ?? path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, "")),
    title: copied(readField(plain, "title") ?? ""),
    services: list("services"),
    alerts: list("alerts"),
    runbooks: list("runbooks"),
    minutes: minutesIn(readField(plain, "started"), readField(plain, "resolved")),
  };
}

function minutesIn(from: IncidentFields["started"], to: IncidentFields["resolved"]): number | null {
  const [started, resolved] = [readInstant(from ?? ""), readInstant(to ?? "")];
  return started && resolved && started <= resolved ? minutesBetween(started, resolved) : null;
}
