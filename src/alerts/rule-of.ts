import type { Place } from "../model/finding.ts";
import { entriesOf, type Located, type LocatedEntry } from "./located.ts";

/** What the readers of every format need of the file that they read. */
export interface AlertFile {
  readonly path: string;
  readonly text: string;
  /** The names under which a runbook stands, the first found counts. Compared without case. */
  readonly annotations: readonly string[];
  readonly placeOf: (span: { readonly start: number; readonly end: number }) => Place;
}

/** Maps with text values as plain records; what is no text is left out. */
export function recordOf(node: Located | undefined): Readonly<Record<string, string>> {
  const pairs = entriesOf(node).flatMap(({ key, value }) =>
    value.kind === "text" && value.text !== undefined ? [[key, value.text] as const] : [],
  );
  return Object.fromEntries(pairs);
}

type Said = { readonly text: string; readonly place: Place };

/** The runbook that one of several maps names, in the order of the names. Blank values are none. */
export function runbookIn(file: AlertFile, maps: readonly (Located | undefined)[]): { readonly runbook?: Said } {
  const all = maps.flatMap(entriesOf);
  for (const name of file.annotations) {
    const entry = all.find(
      ({ key, value }) => sameName(key, name) && value.kind === "text" && value.text?.trim() !== "" && value.text,
    );
    if (entry) return { runbook: said(file, entry) };
  }
  return {};
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function said({ placeOf }: AlertFile, { value }: LocatedEntry): Said {
  return { text: value.kind === "text" ? (value.text ?? "").trim() : "", place: placeOf(value) };
}

const address = /https?:\/\/[^\s<>()"'`\]}|,]+/gi;

/**
 * The runbook that prose names: the first address behind the word *runbook* or *playbook* on its line, else the first
 * that has the word in it.
 */
export function runbookInProse(file: AlertFile, node: Located | undefined): { readonly runbook?: Said } {
  const prose = node?.kind === "text" ? (node.text ?? "") : "";
  for (const line of prose.slice(0, 20_000).split("\n")) {
    const links = Array.from(line.slice(0, 2000).matchAll(address));
    const found = links.find(
      (link) => /(?:run|play)book/i.test(line.slice(0, link.index)) || /(?:run|play)book/i.test(link[0]),
    );
    if (found && node) return { runbook: { text: found[0].replace(/[.;:]+$/, ""), place: file.placeOf(node) } };
  }
  return {};
}

/** The severity that labels say. */
export function severityIn(labels: Readonly<Record<string, string>>): { readonly severity?: string } {
  const key = Object.keys(labels).find((name) => /^(?:severity|priority|level)$/i.test(name));
  const severity = key === undefined ? undefined : labels[key]?.trim();
  return severity === undefined || severity === "" ? {} : { severity };
}
