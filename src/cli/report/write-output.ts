import { closeSync, constants, openSync, writeSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";
import { isInside, kindAt } from "../tree-walk.ts";
import { type Asked, textOf } from "../verb.ts";
import type { Workspace } from "../workspace.ts";

/** Where `-o` points, absolute; undefined for standard output. Throws UsageError before any work is done in vain. */
export function outputOf(asked: Asked, { root, cwd }: Workspace): string | undefined {
  const named = textOf(asked, "out");
  if (named === undefined || named === "-") return undefined;
  const path = resolve(cwd, named);
  const kind = kindAt(path);
  if (kind === "file" && asked.options["force"] === true) return checked(path, root);
  if (kind === "nothing") return checked(path, root);
  const fix = kind === "file" ? "--force overwrites it" : "name another";
  throw new UsageError(`Unexpected ${kind} at ${plain(named)}, expected no file there yet: ${fix}`);
}

/** Whether JSON is asked for, by `--json` or by the file's name; pages are Markdown. Throws UsageError for any other ending. */
export function asksForJson(asked: Asked, out: string | undefined): boolean {
  const ending = /\.[^./\\]*$/.exec(out ?? "")?.[0].toLowerCase();
  if (asked.options["json"] === true || ending === ".json") return true;
  if (ending === undefined || ending === ".md" || ending === ".markdown" || ending === ".txt") return false;
  throw new UsageError(`Unexpected ending ${plain(ending)} of --out, expected .json or .md`);
}

/** Below the root no link is followed: whoever made the tree does not choose what is written. */
function checked(path: string, root: string): string {
  const folder = dirname(path);
  if (kindAt(folder) !== "folder") {
    throw new UsageError(`Unexpected place ${plain(path)}, expected a folder that exists: make ${plain(folder)} first`);
  }
  const below = relative(root, folder);
  if (below !== "" && !below.startsWith("..") && !isInside(root, below)) {
    throw new UsageError(`Unexpected link in the path of ${plain(path)}, expected folders of the repository`);
  }
  if (below === ".git" || below.startsWith(".git/")) {
    throw new UsageError(`Unexpected place ${plain(path)}, expected one outside .git`);
  }
  return path;
}

/** Writes text or bytes to the file, or to standard output where there is none. With `--dry-run` only says so. */
export function writeOutput(content: string | Uint8Array, path: string | undefined, asked: Asked, io: Io): void {
  if (path === undefined) toStandardOutput(content, io);
  else toFile(content, path, asked, io);
}

function toFile(content: string | Uint8Array, path: string, asked: Asked, io: Io): void {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const said = `${plain(path)} (${bytes.length} bytes)`;
  if (asked.options["dryRun"] === true) {
    io.err(`Would write ${said}.`);
    return;
  }
  const { O_WRONLY, O_CREAT, O_TRUNC, O_EXCL, O_NOFOLLOW } = constants;
  const how = asked.options["force"] === true ? O_TRUNC : O_EXCL;
  let file: number;
  try {
    file = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW | how, 0o644);
  } catch (error) {
    throw new UsageError(
      `Unexpected ${(error as NodeJS.ErrnoException).code ?? "error"} for ${plain(path)}, expected a place to write`,
    );
  }
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
  io.err(`Wrote ${said}.`);
}

function toStandardOutput(content: string | Uint8Array, io: Io): void {
  if (typeof content === "string") io.out(content);
  else if (io.bytes) io.bytes(content);
  else throw new UsageError("Unexpected terminal for a PDF, expected a file: add -o report.pdf");
}
