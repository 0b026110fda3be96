import type { Alert, Unreadable } from "../model/alert.ts";
import type { Finding } from "../model/finding.ts";

/** What came of reading a file: nothing of it is left out without a word. */
export interface AlertsRead {
  readonly alerts: readonly Alert[];
  readonly unreadable: readonly Unreadable[];
  /** What is wrong with what could be read, e.g. an alert that is listed twice. */
  readonly findings: readonly Finding[];
}

export const nothingRead: AlertsRead = { alerts: [], unreadable: [], findings: [] };

export function joined(reads: readonly AlertsRead[]): AlertsRead {
  return {
    alerts: reads.flatMap(({ alerts }) => alerts),
    unreadable: reads.flatMap(({ unreadable }) => unreadable),
    findings: reads.flatMap(({ findings }) => findings),
  };
}

export function oneAlert(alert: Alert): AlertsRead {
  return { ...nothingRead, alerts: [alert] };
}

/** A part of a file that can't be read, and the line on which it begins. */
export function unread(path: string, line: number, reason: string): AlertsRead {
  return { ...nothingRead, unreadable: [{ path, line, reason }] };
}
