import { type ExitCode, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { type Asked, textOf } from "../verb.ts";
import { codeOwnersOf, openWorkspace, templatesOf } from "../workspace.ts";
import { cacheFor } from "./cache-for.ts";
import { checkFiles } from "./check-files.ts";
import { findFiles } from "./find-files.ts";
import { checkAnnotations, checkJson, checkText, sayCheck } from "./print.ts";

/** `check`: the rules on the working tree. */
export async function runCheck(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const found = findFiles(workspace, asked.args);
  const beside = { templates: templatesOf(workspace), codeOwners: codeOwnersOf(workspace) };
  const cache = cacheFor(asked, io, workspace, beside);
  const progress = io.progress("Checking", found.paths.length);
  const result = await checkFiles(workspace, beside, found, cache, progress.at);
  progress.end();
  cache.keep(asked.args.length === 0);
  const format = asked.options["json"] === true ? "json" : (textOf(asked, "format") ?? "text");
  if (format === "json") io.out(checkJson(result));
  else if (format === "github") io.commands(checkAnnotations(result));
  else io.out(checkText(result, workspace, io));
  sayCheck(result, io, format === "github");
  if (workspace.findings.some(({ severity }) => severity === "error")) return exit.usage;
  return result.findings.some(({ severity }) => severity === "error") ? exit.findings : exit.ok;
}
