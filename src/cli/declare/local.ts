import type { localHost } from "../../host/local/local-host.ts";
import { commitAt } from "../../host/local/refs.ts";
import { safeCommitMessage } from "../../markdown/safe-text.ts";
import { branchOf, idOf, pathOf } from "../../model/incident.ts";
import type { Issue } from "../../model/world.ts";
import { newRecord } from "../../plan/incident/declare.ts";
import { type ExitCode, exit } from "../exit.ts";
import { localFailure } from "../failure.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import type { Asked } from "../verb.ts";
import { templatesOf, type Workspace } from "../workspace.ts";
import { writeNew } from "../write-new.ts";
import { nextNumber } from "./next-number.ts";
import type { Said } from "./said.ts";

/** Writes the incident's file: on a branch of its own, or where there is no commit yet, into the working tree. */
export async function declareLocally(given: {
  readonly asked: Asked;
  readonly io: Io;
  readonly workspace: Workspace;
  readonly said: Said;
  readonly host: ReturnType<typeof localHost>;
}): Promise<ExitCode> {
  const { asked, io, workspace, said, host } = given;
  const { root, config, now } = workspace;
  const number = await nextNumber(host.git, workspace);
  const issue = issueOf(said, number, now, await loginOf(host.git), config.label);
  const opening = { title: said.title, labels: issue.labels, assignees: [], events: [] };
  const declaration = { ...said, answers: [], missing: [] };
  const { record, note } = newRecord(issue, opening, declaration, config, templatesOf(workspace));
  if (note) io.err(`Note: ${plain(note)}`);
  const id = idOf(issue);
  const path = pathOf(id, config.incidents);
  const base = await baseOf(host);
  const branch = base === null ? null : branchOf(id);
  const dry = asked.options["dryRun"] === true;
  if (!dry) {
    if (base === null || branch === null) writeNew(root, [{ path, text: record.text }]);
    else
      await commitNew(host, {
        branch,
        base,
        path,
        text: record.text,
        message: safeCommitMessage(`${id}: declared ${said.severity}`),
      });
  }
  if (asked.options["json"] === true) io.out(printJson({ id, issue: number, path, branch, written: !dry }));
  else io.out(dry ? record.text : `${id} ${path}${branch === null ? "" : ` on branch ${branch}`}\n`);
  for (const line of advice(number, branch, dry)) io.err(line);
  return exit.ok;
}

function advice(number: number, branch: string | null, dry: boolean): readonly string[] {
  if (dry) return ["Nothing was written."];
  return [
    branch === null
      ? "There is no commit yet, so no branch to put it on: the file is in the working tree."
      : `The working tree is as it was. To edit the file: git switch ${branch}`,
    `${number} is the next number that this clone knows of, a guess until the issue exists: when the issue on GitHub gets another, rename branch and file, and correct id and issue in it.`,
  ];
}

async function commitNew(
  host: ReturnType<typeof localHost>,
  { branch, base, path, text, message }: Readonly<Record<"branch" | "base" | "path" | "text" | "message", string>>,
): Promise<void> {
  try {
    await host.sink.branch({ kind: "branch", name: branch, from: base });
    try {
      await host.sink.commit({
        kind: "commit",
        branch,
        parent: base,
        message,
        files: [{ path, before: null, after: text }],
      });
    } catch (error) {
      // An empty branch would be in the way of the next try.
      await host.sink["drop-branch"]({ kind: "drop-branch", name: branch, at: base });
      throw error;
    }
  } catch (error) {
    throw localFailure(error);
  }
}

/** Where the branch starts: the default branch, else what is checked out; null where there is no commit. */
async function baseOf({ git, source }: ReturnType<typeof localHost>): Promise<string | null> {
  const { defaultBranch } = await source.repository({ kind: "repository" });
  const base = await source.branch({ kind: "branch", name: defaultBranch });
  if (base) return base.sha;
  const head = (await git.find("rev-parse", "--verify", "-q", "HEAD"))?.trim();
  return head ? commitAt(git, head) : null;
}

/** The GitHub login, where the clone tells it: `github.user`, or the address that GitHub gives out. */
async function loginOf(git: ReturnType<typeof localHost>["git"]): Promise<string> {
  const named = (await git.find("config", "--get", "github.user"))?.trim();
  const ident = named ? "" : ((await git.find("var", "GIT_AUTHOR_IDENT")) ?? "");
  const login = named || /<(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com>/.exec(ident)?.[1] || "";
  return /^[A-Za-z0-9-]{1,39}$/.test(login) ? login : "";
}

/** The issue as it will be: what a declaration is made from. */
function issueOf(said: Said, number: number, now: string, login: string, label: string): Issue {
  return {
    number,
    id: 0,
    title: said.title,
    body: said.seen,
    state: "open",
    stateReason: null,
    labels: [label],
    assignees: [],
    author: { login, bot: false },
    comments: 0,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
  };
}
