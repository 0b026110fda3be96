import { realpathSync } from "node:fs";
import { type SimpleGit, type SimpleGitOptions, simpleGit } from "simple-git";

/** git's plumbing on one repository. What is not ours to say (a pager, another index, another repository) is kept away. */
export interface Git {
  /** The folder that commands run in: the top of the working tree. */
  readonly root: string;
  /** What a command prints. Throws `GitFailure` when it fails. */
  readonly run: (...args: readonly string[]) => Promise<string>;
  /** The same, null when it fails. */
  readonly find: (...args: readonly string[]) => Promise<string | null>;
  /** The bytes of a blob. */
  readonly bytes: (sha: string) => Promise<Buffer>;
  /** git with a text on its standard input, or an index of its own. */
  readonly with: (more: { readonly input?: string; readonly index?: string }) => Git;
}

/** git said no: its own words. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
}

const kept = /^(?:PATH|HOME|USERPROFILE|SYSTEMROOT|TMPDIR|TEMP|XDG_CONFIG_HOME|USER|LOGNAME)$/i;
const identity = /^GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)$/;
const ours = { LC_ALL: "C", GIT_LITERAL_PATHSPECS: "1", GIT_NO_REPLACE_OBJECTS: "1", GIT_TERMINAL_PROMPT: "0" };

/** Opens git in a folder; `env` is the process's. */
export function openGit(folder: string, env: Readonly<Record<string, string | undefined>>): Git {
  const root = realpathSync(folder);
  const base = Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => {
      return pair[1] !== undefined && (kept.test(pair[0]) || identity.test(pair[0]));
    }),
  );
  const make = ({ input, index }: Parameters<Git["with"]>[0]): Git => {
    const one = { ...base, ...ours, ...(index !== undefined && { GIT_INDEX_FILE: index }) };
    const options: Partial<SimpleGitOptions> = {
      baseDir: root,
      maxConcurrentProcesses: 4,
      trimmed: false,
      allowEnvironment: Object.keys(one),
      // Without it every command that prints nothing takes 50 ms.
      completion: { onClose: true, onExit: false },
      // simple-git takes a failure without words for none.
      errors: (error, { exitCode, stdErr }) =>
        exitCode === 0
          ? undefined
          : (error ?? Buffer.from(Buffer.concat(stdErr).toString() || `exit code ${exitCode}`)),
      // A buffer, for an empty text would leave git waiting.
      ...(input !== undefined && { input: () => Buffer.from(input) }),
    };
    const git: SimpleGit = simpleGit(options).env(one);
    const run: Git["run"] = async (...args) => {
      try {
        return await git.raw(...args);
      } catch (error) {
        throw failureOf(error, args);
      }
    };
    return {
      root,
      run,
      find: async (...args) => {
        try {
          return await run(...args);
        } catch (error) {
          if (error instanceof GitFailure) return null;
          throw error;
        }
      },
      bytes: async (sha) => {
        try {
          return (await git.binaryCatFile(["blob", sha])) as Buffer;
        } catch (error) {
          throw failureOf(error, ["cat-file"]);
        }
      },
      with: make,
    };
  };
  return make({});
}

function failureOf(error: unknown, [command = "git"]: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  const said = error.message.trim().split("\n").slice(0, 4).join(" ");
  return new GitFailure(`git ${command}: ${said}`, { cause: error });
}
