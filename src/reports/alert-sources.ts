import { type AlertsRead, joined, nothingRead, unread } from "../alerts/alerts-read.ts";
import { readAlerts } from "../alerts/read-alerts.ts";
import { copied } from "../markdown/copied.ts";
import type { Unreadable } from "../model/alert.ts";
import type { Config } from "../model/config.ts";
import { fitsGlob } from "../model/glob.ts";
import type { LinkRules } from "./alert-links.ts";
import { sourceOf } from "./alert-paths.ts";

/** A file of the repository; null: it is there and can't be read as text. */
export interface SourceText {
  readonly path: string;
  readonly text: string | null;
}

/** Where the links of a file's alerts lead. */
export function linkRulesOf(config: Config, repository: string | undefined): (path: string) => LinkRules {
  const known = new Map<string, LinkRules>();
  return (path) => {
    const before = known.get(path);
    if (before) return before;
    const rules = { base: sourceOf(path, config)?.runbook.base ?? {}, repository };
    known.set(path, rules);
    return rules;
  };
}

/** The alerts of one file, as the config's source for it says. */
export function readAlertFile({ path, text }: SourceText, config: Config): AlertsRead {
  if (text === null) return unread(path, 1, "Unexpected content, expected UTF-8 text of at most 1 MB");
  const source = sourceOf(path, config);
  return readAlerts({ path, text, format: source?.format, annotations: source?.runbook.annotation ?? [] });
}

/** A file whose alerts were read before, and what was found in it. */
export interface ReadSource {
  readonly path: string;
  readonly read: AlertsRead;
}

/** The alerts of a file without what coverage does not ask for, and holding nothing of the file's text. */
export function alertClues(file: SourceText, config: Config): ReadSource {
  const { alerts, unreadable, findings } = readAlertFile(file, config);
  return {
    path: file.path,
    read: {
      alerts: alerts.map((alert) => ({
        ...alert,
        name: copied(alert.name),
        labels: alert.runbook?.text.includes("{{") ? owned(alert.labels) : {},
        annotations: {},
        ...(alert.runbook && { runbook: { ...alert.runbook, text: copied(alert.runbook.text) } }),
      })),
      unreadable,
      findings,
    },
  };
}

function owned(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [copied(name), copied(value)]));
}

/** The alerts of all files; a glob that no file fits is unreadable too, for it means alerts that nobody sees. */
export function readAlertFiles(files: readonly (SourceText | ReadSource)[], config: Config): AlertsRead {
  const missed = globsWithout(
    config.alerts.flatMap(({ paths }) => paths),
    files,
  );
  return joined([
    ...files
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => ("read" in file ? file.read : readAlertFile(file, config))),
    { ...nothingRead, unreadable: missed },
  ]);
}

/** The paths of the config that no file fits. */
export function globsWithout(
  globs: readonly string[],
  files: readonly { readonly path: string }[],
): readonly Unreadable[] {
  return globs
    .filter((glob) => !files.some(({ path }) => fitsGlob(path, glob)))
    .map((path) => ({ path, line: 1, reason: "Unexpected path of the config, expected a file that fits it" }));
}
