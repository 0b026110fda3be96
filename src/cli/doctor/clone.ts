import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Git } from "../../host/local/git.ts";
import { remoteOf } from "../../host/local/repository.ts";
import type { Workspace } from "../workspace.ts";
import type { Diagnosis } from "./run.ts";

const init = "npx gitcident init --yes";

/** What the clone itself shows. */
export async function inspectClone(
  { root, config, configFile, findings }: Workspace,
  git: Git,
): Promise<readonly Diagnosis[]> {
  const version = await git.find("--version");
  if (version === null)
    return [{ name: "git", state: "missing", says: "not found on the path", mend: "install git (git-scm.com)" }];
  const [remote, ident, shallow, head] = await Promise.all([
    remoteOf(git),
    git.find("var", "GIT_COMMITTER_IDENT"),
    git.find("rev-parse", "--is-shallow-repository"),
    git.find("rev-parse", "--verify", "-q", "HEAD"),
  ]);
  const wrong = findings.filter(({ severity }) => severity === "error").length;
  return [
    { name: "git", state: "ok", says: version.trim().replace(/^git version /, "") },
    { name: "repository", state: "ok", says: root },
    head === null
      ? {
          name: "commits",
          state: "note",
          says: "none yet: declare writes into the working tree",
          mend: "git add . && git commit",
        }
      : { name: "commits", state: "ok", says: "there are some" },
    ident === null
      ? {
          name: "author",
          state: "missing",
          says: "git does not know who you are",
          mend: 'git config user.name "Your Name" && git config user.email you@example.com',
        }
      : { name: "author", state: "ok", says: ident.replace(/>.*$/s, ">") },
    ...(shallow?.trim() === "true"
      ? [
          {
            name: "history",
            state: "note" as const,
            says: "shallow: older incidents on branches may be unknown",
            mend: "git fetch --unshallow",
          },
        ]
      : []),
    remote
      ? { name: "remote", state: "ok", says: remote.url }
      : {
          name: "remote",
          state: "note",
          says: "none on a forge: everything stays in this clone",
          mend: "git remote add origin git@github.com:owner/name.git",
        },
    configFile === undefined
      ? { name: "config", state: "note", says: "none: the defaults hold", mend: init }
      : wrong > 0
        ? { name: "config", state: "missing", says: `${configFile} has ${wrong} mistakes`, mend: "npx gitcident check" }
        : { name: "config", state: "ok", says: configFile },
    present(root, ".github/ISSUE_TEMPLATE/incident.yml", "issue form"),
    present(root, ".github/workflows/gitcident.yml", "workflow"),
    present(root, config.templates, "templates"),
    present(root, config.runbooks, "runbooks"),
    present(root, config.incidents, "incidents"),
  ];
}

function present(root: string, path: string, name: string): Diagnosis {
  if (existsSync(join(root, path))) return { name, state: "ok", says: path };
  if (name === "incidents") return { name, state: "note", says: `no ${path}/ yet: the first declaration makes it` };
  if (name === "runbooks")
    return { name, state: "note", says: `no ${path}/ yet`, mend: "start from templates/runbook.md" };
  return { name, state: "note", says: `no ${path}`, mend: init };
}
