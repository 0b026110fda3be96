import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder in the temporary folder, and real git in it. */
export interface Folder {
  readonly path: string;
  /** git's output, trimmed. */
  readonly git: (...args: readonly string[]) => string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly remove: () => void;
}

/** git as on a machine that nobody has set up, but for an author. */
export const gitEnv: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Alice",
  GIT_AUTHOR_EMAIL: "1+alice@users.noreply.github.com",
  GIT_COMMITTER_NAME: "Alice",
  GIT_COMMITTER_EMAIL: "1+alice@users.noreply.github.com",
  LC_ALL: "C",
};

/** An empty folder, without git in it. */
export function emptyFolder(): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "gitcident-test-")));
  return {
    path,
    git: (...args) => execFileSync("git", args, { cwd: path, env: gitEnv, encoding: "utf8", stdio: "pipe" }).trim(),
    write: (name, content) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A repository without a commit. */
export function freshClone(): Folder {
  const folder = emptyFolder();
  folder.git("init", "-q", "-b", "main");
  return folder;
}

/** A repository whose `main` has one commit with these files. */
export function cloneWith(files: Readonly<Record<string, string>> = { "README.md": "# Shop\n" }): Folder {
  const folder = freshClone();
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
  folder.git("add", "-A");
  folder.git("commit", "-q", "-m", "Start");
  return folder;
}
