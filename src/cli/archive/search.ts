import { type ArchiveEntry, archiveEntries } from "../../reports/archive/archive-entry.ts";
import { archiveSearch, type Hit } from "../../reports/archive/archive-search.ts";
import { saySeconds } from "../../reports/seconds.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { readArchive } from "../metrics/read-archive.ts";
import { plain, printJson } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace } from "../workspace.ts";

const mostShown = 20;

/** `search`: incidents in which words stand, or earlier ones that are like one. */
export async function runSearch(asked: Asked, io: Io): Promise<ExitCode> {
  const words = asked.args.join(" ").trim();
  const like = textOf(asked, "like");
  if ((words === "") === (like === undefined))
    throw new UsageError("Unexpected arguments, expected either words to find or --like and an incident");
  const entries = archiveEntries(readArchive(openWorkspace(asked, io), asked, io));
  const search = archiveSearch(entries);
  const hits = like === undefined ? search.find(words) : search.similarTo(entryOf(like, entries));
  if (asked.options["json"] === true) {
    io.out(printJson(hits));
    return exit.ok;
  }
  if (hits.length === 0)
    io.err(like === undefined ? "No incident has these words." : "No earlier incident is like it.");
  for (const hit of hits.slice(0, mostShown)) io.out(said(hit, io));
  if (hits.length > mostShown) io.err(`… and ${hits.length - mostShown} more: --json has all`);
  return exit.ok;
}

/** By its id, the number of its issue, or its path. */
function entryOf(name: string, entries: readonly ArchiveEntry[]): ArchiveEntry {
  const wanted = name.replace(/^#/, "").toLowerCase();
  const number = /^\d+$/.test(wanted) ? new RegExp(`-0*${wanted}$`) : undefined;
  const found = entries.find(
    ({ id, path }) =>
      id.toLowerCase() === wanted || path.toLowerCase() === wanted || number?.test(id.toLowerCase()) === true,
  );
  if (found) return found;
  throw new UsageError(
    `Unexpected incident ${plain(name).slice(0, 60)}, expected the id or the path of one of the archive`,
  );
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
