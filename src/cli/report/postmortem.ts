import { withPostmortem } from "../../plan/incident/postmortem.ts";
import { readRecord } from "../../plan/incident/record.ts";
import { type ExitCode, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import type { Asked } from "../verb.ts";
import { openWorkspace, templatesOf } from "../workspace.ts";
import { findIncident, incidentPaths, readIncident } from "./find-incident.ts";
import { outputOf, writeOutput } from "./write-output.ts";

/** `postmortem`: the record with the sections that its template has and it lacks; what is there stays as it is. */
export async function runPostmortem(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const out = outputOf(asked, workspace);
  const path = findIncident(asked.args[0] ?? "", workspace, incidentPaths(workspace));
  const text = readIncident(workspace.root, path);
  const read = readRecord(path, text);
  if (read.kind === "broken") {
    io.err(`${plain(path)}:${read.line}: ${plain(read.reason)}. Correct it, then draft.`);
    return exit.findings;
  }
  const { record, note } = withPostmortem(read.record, workspace.config, templatesOf(workspace));
  if (note) io.err(`Note: ${plain(note)}`);
  const before = new Set(headings(text));
  const added = headings(record.text).filter((title) => !before.has(title));
  const content = asked.options["json"] === true ? printJson({ path, added, text: record.text }) : record.text;
  writeOutput(content, out, asked, io);
  io.err(added.length === 0 ? "No section was missing." : `Added: ${added.map(plain).join(", ")}.`);
  return exit.ok;
}

const headings = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^## +(\S.*?)\s*$/gm), (at) => at[1] ?? "");
