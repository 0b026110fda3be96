import type { Unreadable } from "../../model/alert.ts";
import type { Before, Numbers } from "../coverage-change.ts";
import type { CoverageSummary } from "../coverage-summary.ts";
import type { Span } from "./printed.ts";

/** The parts of the printed report that incidents have a say in, in their order. All between them stays as it is. */
export const partNames = [
  "orphans",
  "incidents",
  "services",
  "byIncident",
  "byService",
  "broken",
  "kind",
  "cancelled",
  "duplicate",
  "unreadableIncidents",
  "gaps",
  "unreadable",
  "change",
] as const;
export type PartName = (typeof partNames)[number];

/** What is kept of a report in few words. */
export interface Frame {
  readonly summary: CoverageSummary;
  readonly numbers: Numbers | undefined;
  readonly before: Before;
  readonly spans: Readonly<Record<PartName, Span>>;
}

/** A runbook that no alert leads to: an orphan unless an incident has it. `runbook`: its place among the runbooks. */
export interface LooseUnit {
  readonly path: string;
  readonly title: string;
  readonly reason: string;
  readonly runbook: number;
}

/** Lists that are read only where a change asks for them, by the names of their parts. */
export interface Seldom {
  /** The runbooks with their services and the types that they are found by, in the order that numbers count them. */
  readonly runbooks: readonly (readonly [path: string, services: readonly string[], types: readonly string[]])[];
  readonly units: readonly LooseUnit[];
  /** Paths of the runbooks that name a service, by the service in lower case. */
  readonly helping: readonly (readonly [service: string, paths: readonly string[]])[];
  readonly spellings: readonly string[];
  /** Services in lower case, in order, and names of alerts without a runbook in lower case. */
  readonly serviceKeys: readonly string[];
  readonly costKeys: readonly string[];
  readonly others: readonly Unreadable[];
}

/** Gaps by their kind, as numbers. */
export const gapKinds = ["alert", "incident", "service"] as const;
/** No spelling, no number. */
export const none = 0xffff_ffff;
/** What is known of a service, as bits. */
export const isListed = 1;
export const hasRunbook = 2;
