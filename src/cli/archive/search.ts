import { type ArchiveEntry, archiveEntries } from "../../reports/archive/archive-entry.ts";
import { archiveSearch, type Hit } from "../../reports/archive/archive-search.ts";
import { saySeconds } from "../../reports/seconds.ts";
import { noteConfig } from "../config-notes.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { readArchive } from "../metrics/read-archive.ts";
import { plain, printJson } from "../plain.ts";
import { findIncident } from "../report/find-incident.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";

const mostShown = 20;

/** `search`: incidents in which words stand, or earlier ones that are like one. */
export async function runSearch(asked: Asked, io: Io): Promise<ExitCode> {
  const words = asked.args.join(" ").trim();
  const like = textOf(asked, "like");
  if ((words === "") === (like === undefined))
    throw new UsageError("Unexpected arguments, expected either words to find or --like and an incident");
  const workspace = openWorkspace(asked, io);
  const configured = noteConfig(workspace, io);
  const entries = archiveEntries(readArchive(workspace, asked, io));
  const search = archiveSearch(entries);
  const hits = like === undefined ? search.find(words) : search.similarTo(entryOf(like, workspace, entries));
  if (asked.options["json"] === true) {
    io.out(printJson(hits));
    return configured;
  }
  if (hits.length === 0)
    io.err(like === undefined ? "No incident has these words." : "No earlier incident is like it.");
  for (const hit of hits.slice(0, mostShown)) io.out(said(hit, io));
  if (hits.length > mostShown) io.err(`… and ${hits.length - mostShown} more: --json has all`);
  return configured;
}

function entryOf(name: string, workspace: Workspace, entries: readonly ArchiveEntry[]): ArchiveEntry {
  const paths = entries.map(({ path }) => path);
  const path = findIncident(name.replace(/^#/, ""), workspace, paths);
  const found = entries.find((entry) => entry.path === path);
  if (found) return found;
  throw new UsageError(`Unexpected path ${plain(path)}, expected that of an incident of the archive`);
}

function said({ entry, because }: Hit, io: Io): string {
  const { id, title, severity, started, timeToResolve, path } = entry;
  const took = timeToResolve === null ? "" : `, ${saySeconds(timeToResolve)}`;
  const found = because.map(({ field, words }) => `${field}: ${words.join(", ")}`).join("; ");
  const lines = [
    `${io.paint("bold", plain(id))}  ${plain(title)}`,
    `  ${severity ?? "no severity"}, ${started ?? "no start"}${took}  ${plain(path)}`,
    `  found in ${plain(found)}`,
  ];
  return `${lines.join("\n")}\n`;
}
