import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** One object of a clone: its bytes, or only how large it is when that is over what was asked for. */
export interface GitObject {
  readonly type: string;
  readonly size: number;
  /** Null when it is larger than `most`. */
  readonly bytes: Buffer | null;
}

/** The objects of a clone, by name. Named by their content, they are the same whatever is checked out. */
export interface Objects {
  /** Undefined where the clone does not have it, or can't be asked. */
  readonly get: (sha: string, most: number) => Promise<GitObject | undefined>;
  readonly close: () => void;
}

const name = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const kept = ["PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP"];
/** Nothing is fetched, asked for or put in an object's place, and no repository above the folder is found. */
const quiet = { LC_ALL: "C", GIT_NO_LAZY_FETCH: "1", GIT_NO_REPLACE_OBJECTS: "1", GIT_TERMINAL_PROMPT: "0" };

/**
 * Opens a clone for reading, with one `git cat-file --batch-command` for all objects: nothing of the clone is run or
 * checked out. Undefined where the folder is no clone. A git that is missing, too old or unwilling knows no object.
 */
export function openObjects(folder: string, env: Readonly<Record<string, string | undefined>>): Objects | undefined {
  if (!existsSync(join(folder, ".git"))) return undefined;
  const own = Object.fromEntries(kept.flatMap((key) => (env[key] === undefined ? [] : [[key, env[key]]])));
  const child = spawn("git", ["cat-file", "--batch-command"], {
    cwd: folder,
    env: { ...own, ...quiet, GIT_CEILING_DIRECTORIES: dirname(folder) },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const waiting: { readonly whole: boolean; readonly answer: (found: GitObject | undefined) => void }[] = [];
  let pending = Buffer.alloc(0);
  let gone = false;

  function lose(): void {
    gone = true;
    for (const { answer } of waiting.splice(0)) answer(undefined);
  }
  child.on("error", lose).on("exit", lose);
  child.stdin.on("error", lose);
  child.stdout.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (waiting.length > 0 && take());
  });

  /** Answers the oldest question, when all of its answer is here. */
  function take(): boolean {
    const end = pending.indexOf(10);
    const next = waiting[0];
    if (end === -1 || next === undefined) return false;
    const [, type = "", length] = pending.toString("utf8", 0, end).split(" ");
    const size = Number(length);
    const missing = length === undefined || !Number.isSafeInteger(size);
    const after = missing || !next.whole ? end + 1 : end + 1 + size + 1;
    if (pending.length < after) return false;
    const bytes = missing || !next.whole ? null : Buffer.from(pending.subarray(end + 1, end + 1 + size));
    pending = pending.subarray(after);
    waiting.shift();
    next.answer(missing ? undefined : { type, size, bytes });
    return true;
  }

  function question(kind: "info" | "contents", sha: string): Promise<GitObject | undefined> {
    if (gone) return Promise.resolve(undefined);
    return new Promise((answer) => {
      waiting.push({ whole: kind === "contents", answer });
      child.stdin.write(`${kind} ${sha}\n`);
    });
  }

  return {
    get: async (sha, most) => {
      if (!name.test(sha)) return undefined;
      const info = await question("info", sha);
      return info && info.size <= most ? question("contents", sha) : info;
    },
    close: () => {
      lose();
      child.kill();
    },
  };
}
