import type { Key } from "./key.ts";

export const priorities = ["high", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];

/** `prevent`: it can't happen again; `detect`: we see it sooner; `mitigate`: it hurts less; `process`: we work better. */
export const actionTypes = ["prevent", "detect", "mitigate", "process"] as const;
export type ActionType = (typeof actionTypes)[number];

/** One line of an Action items section: `- [ ] text @owner due:2025-01-30 priority:high type:prevent every:3mo #57`. */
export interface ActionItem {
  readonly text: string;
  readonly done: boolean;
  /** `@login` or `@org/team`, first mention on the line. */
  readonly owner: string | undefined;
  /** As written; whether it is a date is the rules' business. */
  readonly due: string | undefined;
  readonly priority: string | undefined;
  readonly type: string | undefined;
  /** Recurrence as written: `3mo`, `2w`, `1y`. */
  readonly every: string | undefined;
  readonly issue: number | undefined;
  readonly line: number;
}

/** Identifies an action item before it has an issue: its incident and its text, so that reordering lines makes no second issue. */
export function actionKey(incident: string, textDigest: string): Key {
  return `action:${incident}:${textDigest}`;
}
