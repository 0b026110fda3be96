import { readConfigText } from "../markdown/config-text.ts";
import { ask, type Look } from "../model/ask.ts";
import { configPath } from "../model/config-path.ts";
import { HostError } from "../model/errors.ts";
import type { Ground } from "../model/observation.ts";
import { isRunbookPath } from "../model/runbook-path.ts";
import type { Instant } from "../model/time.ts";
import type { FileText, TreeEntry } from "../model/world.ts";
import { runbookOf } from "../reports/runbooks.ts";
import { lookAtTexts } from "./texts.ts";

/** The ground with the files of the default branch, which further looks choose from. */
export interface GroundLook {
  readonly ground: Ground;
  readonly entries: readonly TreeEntry[];
}

/** Looks at what every planner needs: the repository, its default branch, config, templates and runbooks. */
export function* lookAtGround(now: Instant): Look<GroundLook> {
  const repository = yield* ask({ kind: "repository" });
  const base = yield* ask({ kind: "branch", name: repository.defaultBranch });
  if (!base) {
    const message = `Unexpected empty repository ${repository.owner}/${repository.name}, expected a first commit on ${repository.defaultBranch}`;
    throw new HostError(message, { status: 404, retryable: false });
  }
  const entries = yield* ask({ kind: "tree", sha: base.tree });
  const { config, findings } = yield* lookAtConfig(entries);
  const templates = entries.filter((entry) => isMarkdown(entry, config.templates));
  const runbooks = entries.filter((entry) => entry.type === "file" && isRunbookPath(entry.path, config));
  const texts = yield* lookAtTexts([...templates, ...runbooks]);
  return {
    entries,
    ground: {
      now,
      repository,
      base,
      config,
      configFindings: findings,
      templates: Object.fromEntries(
        texts
          .slice(0, templates.length)
          .flatMap(({ path, text }) => (text === null ? [] : [[path.slice(config.templates.length + 1), text]])),
      ),
      runbooks: texts.slice(templates.length).map(({ path, text }) => runbookOf(path, text, config)),
    },
  };
}

type ConfigLook = ReturnType<typeof readConfigText>;

/** The repository's config over the one that it extends, or over the organisation's `.github` where it has none. */
function* lookAtConfig(entries: readonly TreeEntry[]): Look<ConfigLook> {
  const entry = entries.find(({ path, type }) => path === configPath && type === "file");
  const own = entry ? yield* ask({ kind: "blob", sha: entry.sha }) : undefined;
  const extended =
    own === undefined ? ".github" : /^_extends:[ \t]*["']?([\w.-]{1,100})["']?[ \t]*(?:#.*)?\r?$/m.exec(own ?? "")?.[1];
  const shared = extended === undefined ? null : yield* ask({ kind: "shared-config", repository: extended });
  return readConfigText(own ?? "", shared ?? undefined);
}

export function isMarkdown(entry: TreeEntry, folder: string): boolean {
  return entry.type === "file" && entry.path.startsWith(`${folder}/`) && entry.path.endsWith(".md");
}

/** The texts of files, those that can't be read as text left out. */
export function* lookAtBlobs(entries: readonly TreeEntry[]): Look<readonly FileText[]> {
  const files = yield* lookAtTexts(entries);
  return files.flatMap(({ path, sha, text }) => (text === null ? [] : [{ path, sha, text }]));
}
