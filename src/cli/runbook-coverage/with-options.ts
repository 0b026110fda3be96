import { join, relative, resolve } from "node:path";
import { UsageError } from "../exit.ts";
import { originAddress } from "../origin-address.ts";
import { plain } from "../plain.ts";
import { isInside, kindAt } from "../tree-walk.ts";
import { type Asked, textOf } from "../verb.ts";
import type { Workspace } from "../workspace-of.ts";

/** A working tree as coverage sees it. */
export interface CoverageWorkspace extends Workspace {
  /** The web address of the repository, where the clone knows it. */
  readonly repository: string | undefined;
}

/** The config with what `--alerts` and `--runbooks` say instead of it, and the repository that the clone is of. */
export function withOptions(workspace: Workspace, asked: Asked): CoverageWorkspace {
  const { config } = workspace;
  const alerts = textOf(asked, "alerts");
  const runbooks = textOf(asked, "runbooks");
  const known = config.alerts[0];
  const globs = (alerts ?? "").split(",").flatMap((one) => (one.trim() === "" ? [] : globOf(one.trim(), workspace)));
  const runbook = known?.runbook ?? { annotation: [], base: {} };
  return {
    ...workspace,
    repository: originAddress(workspace.root),
    config: {
      ...config,
      ...(alerts !== undefined && { alerts: [{ paths: globs, runbook }] }),
      ...(runbooks !== undefined && { runbooks: folderOf(runbooks, workspace) }),
    },
  };
}

/** A glob, a file, or a folder with everything below it that may define alerts; from where the person stands. */
function globOf(given: string, workspace: Workspace): readonly string[] {
  const path = belowRoot(given, workspace);
  if (/[*?{]/.test(path)) return [path];
  if (!isInside(workspace.root, path)) {
    throw new UsageError(`Unexpected --alerts ${plain(given)}, expected an existing file or folder, or a glob`);
  }
  const folder = kindAt(join(workspace.root, path)) === "folder";
  return [folder ? `${path === "" ? "" : `${path}/`}**/*.{yaml,yml,json}` : path];
}

function folderOf(given: string, workspace: Workspace): string {
  const path = belowRoot(given, workspace);
  if (kindAt(join(workspace.root, path)) === "folder") return path;
  throw new UsageError(`Unexpected --runbooks ${plain(given)}, expected an existing folder`);
}

function belowRoot(given: string, { root, cwd }: Workspace): string {
  const path = relative(root, resolve(cwd, given)).replaceAll("\\", "/");
  if (path === ".." || path.startsWith("../") || path.startsWith("/")) {
    throw new UsageError(`Unexpected path ${plain(given)}, expected one inside the repository ${root}`);
  }
  return path;
}
