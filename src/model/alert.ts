import type { Place } from "./finding.ts";

/** The forms of alert definitions that are read. */
export const alertFormats = ["prometheus", "grafana", "datadog", "cloudwatch", "markdown"] as const;
export type AlertFormat = (typeof alertFormats)[number];

/** One alert rule as its file defines it. Several rules may have the same name, e.g. one for each severity. */
export interface Alert {
  readonly name: string;
  readonly severity?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What the rule says about its runbook, as it is written: an address, a path, a template with labels. */
  readonly runbook?: { readonly text: string; readonly place: Place };
  readonly path: string;
  /** The line on which the rule begins or says its name. */
  readonly line: number;
}

/** A file, or a part of one, whose alerts nobody knows. */
export interface Unreadable {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** The annotations, labels and tags in which a runbook is looked for, in this order, compared without case. */
export const defaultRunbookAnnotations: readonly string[] = [
  "runbook_url",
  "runbook",
  "runbook_link",
  "runbookUrl",
  "playbook_url",
];
