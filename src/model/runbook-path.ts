import type { Config } from "./config.ts";
import { fitsAnyGlob } from "./glob.ts";

/** Whether a path is a runbook: below the folder, of the files that the config names. */
export function isRunbookPath(path: string, config: Pick<Config, "runbooks" | "runbook">): boolean {
  if (!path.startsWith(`${config.runbooks}/`)) return false;
  const below = path.slice(config.runbooks.length + 1);
  return fitsAnyGlob(below, config.runbook.files) && !fitsAnyGlob(below, config.runbook.ignore);
}
