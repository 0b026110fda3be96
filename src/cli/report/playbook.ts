import { dirname, join, relative } from "node:path";
import { nearest } from "../../model/nearest.ts";
import { playbookOf } from "../../plan/playbook.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace, templatesOf, type Workspace } from "../workspace.ts";
import { readRunbooks } from "./read-archive.ts";
import { outputOf, writeOutput } from "./write-output.ts";

/** `playbook`: how to respond to a type of incident. */
export async function runPlaybook(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const out = outputOf(asked, workspace);
  const type = typeOf(asked, Object.keys(workspace.config.types));
  const { text, runbooks, note } = playbookOf(
    type,
    workspace.config,
    readRunbooks(workspace),
    templatesOf(workspace),
    linksFrom(out, workspace),
  );
  if (note) io.err(`Note: ${plain(note)}`);
  const listed = runbooks.map(({ path, title }) => ({ path, title }));
  writeOutput(asked.options["json"] === true ? printJson({ type, runbooks: listed, text }) : text, out, asked, io);
  return exit.ok;
}

function typeOf(asked: Asked, types: readonly string[]): string {
  const given = textOf(asked, "type");
  const known = types.join(", ");
  if (given === undefined)
    throw new UsageError(`Unexpected playbook without a type, expected --type with one of: ${known}`);
  const type = types.find((one) => one.toLowerCase() === given.trim().toLowerCase());
  if (type !== undefined) return type;
  const meant = nearest(given.trim().toLowerCase(), types);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new UsageError(`Unexpected --type ${plain(given).slice(0, 60)}, expected one of: ${known}${hint}`);
}

/** How a playbook in the repository links to its files; printed, or outside, it names them from the root. */
function linksFrom(out: string | undefined, { root }: Workspace): (path: string) => string {
  if (out === undefined || relative(root, out).startsWith("..")) return (path) => path;
  return (path) => relative(dirname(out), join(root, path)).replaceAll("\\", "/");
}
