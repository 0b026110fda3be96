import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { StartOptions } from "../../src/app/app.ts";

/** The app as a process that can be killed. */
export interface AppChild {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it said that was worse than a warning. */
  readonly errors: readonly string[];
  /** Resolves once its first tick is over: what that found is done or in the queue. */
  readonly ticked: Promise<void>;
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => Promise<void>;
  /** How much work it holds. */
  readonly size: () => Promise<number>;
}

const main = fileURLToPath(new URL("./app-child-main.ts", import.meta.url));

/** Starts the app in a process of its own and waits until it listens. */
export async function startAppChild(options: StartOptions): Promise<AppChild> {
  const child = spawn(process.execPath, [main, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const errors: string[] = [];
  const ticked = Promise.withResolvers<void>();
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("http://")) resolve(line);
      else if (line === "ticked") ticked.resolve();
      else if (line.includes('"level":"error"') || line.includes('"level":"fatal"')) errors.push(line);
    });
    void exited.then(([code]) => reject(new Error(`Unexpected exit ${code}, expected the app to listen`)));
  });
  return {
    url,
    child,
    errors,
    ticked: ticked.promise,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
    size: async () => ((await (await fetch(`${url}/healthz`)).json()) as { queue: number }).queue,
  };
}
