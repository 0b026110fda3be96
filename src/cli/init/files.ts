import { existsSync, readdirSync, readFileSync } from "node:fs";
import { configPath } from "../../model/config-path.ts";
import { packageRoot } from "../package.ts";
import type { Workspace } from "../workspace.ts";
import { type NewFile, standingAt } from "../write-new.ts";
import { codeowners, starterConfig } from "./starter-config.ts";
import { workflowFor } from "./workflow.ts";

/** What `init` will do: files to write, files that are there already, and what it can't bring. */
export interface InitPlan {
  readonly write: readonly NewFile[];
  readonly kept: readonly string[];
  readonly missing: readonly string[];
  /** Lines for a CODEOWNERS file that is there already. */
  readonly owners: string | undefined;
}

const workflow = ".github/workflows/gitcident.yml";
const form = ".github/ISSUE_TEMPLATE/incident.yml";

/** The files of a repository that uses Gitcident, from the package itself. */
export function planInit({ root, config }: Workspace, owner: string | undefined, defaultBranch: string): InitPlan {
  const bundled = [form, workflow];
  const missing = bundled.filter((path) => !existsSync(new URL(path, packageRoot)));
  const templates = readdirSync(new URL("templates/", packageRoot)).filter((name) => name.endsWith(".md"));
  const owners = codeowners([config.incidents, config.runbooks], owner);
  const placed = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"].some(
    (path) => standingAt(root, path) === "taken",
  );
  const wanted: readonly NewFile[] = [
    { path: configPath, text: starterConfig },
    ...bundled
      .filter((path) => !missing.includes(path))
      .map((path) => ({
        path,
        text: path === workflow ? workflowFor(bundledText(path), defaultBranch) : bundledText(path),
      })),
    ...templates.map((name) => ({ path: `${config.templates}/${name}`, text: bundledText(`templates/${name}`) })),
    ...(placed ? [] : [{ path: ".github/CODEOWNERS", text: owners }]),
  ];
  const free = wanted.filter(({ path }) => standingAt(root, path) === "free");
  return {
    write: free,
    kept: wanted.filter((file) => !free.includes(file)).map(({ path }) => path),
    missing,
    owners: placed ? owners : undefined,
  };
}

function bundledText(path: string): string {
  return readFileSync(new URL(path, packageRoot), "utf8");
}
