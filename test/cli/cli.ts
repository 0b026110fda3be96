import { spawnSync } from "node:child_process";
import type { Io } from "../../src/cli/io.ts";
import { runProgram } from "../../src/cli/program.ts";
import { gitEnv } from "../host/clone.ts";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as a program without a terminal would start it in a folder. */
export async function cli(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    commands: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    paint: (_, text) => text,
    env: { ...gitEnv, ...env },
    cwd,
    asks: false,
    progress: () => ({ at: () => {}, end: () => {} }),
  };
  const code = await runProgram(args, io);
  return { code, out, err };
}

/** The script that a checkout runs. */
export const mainScript = new URL("../../src/cli/main.ts", import.meta.url).pathname;

/** Runs a command line as a process of its own. */
export function run(
  cwd: string,
  args: readonly string[],
  given: { readonly env?: Readonly<Record<string, string>>; readonly script?: string } = {},
): Ended {
  const done = spawnSync(process.execPath, [given.script ?? mainScript, ...args], {
    cwd,
    env: { ...gitEnv, ...given.env },
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}
