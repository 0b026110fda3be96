import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The app as `npm start` runs it: a process of its own. */
export interface AppProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves to the exit code. */
  readonly exited: Promise<number | null>;
  /** Peak of the memory in use so far, in MB; undefined where the system does not say. */
  readonly peakMemory: () => number | undefined;
}

const main = fileURLToPath(new URL("../../src/app/main.ts", import.meta.url));
export const secret = "a-secret-for-webhooks";
let key: string | undefined;

export function privateKey(): string {
  key ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
  return key;
}

/** Starts the app's process and waits until it listens. Without a GitHub it has nobody to ask, and listens all the same. */
export async function startAppProcess(
  env: Readonly<Record<string, string>> = {},
  script: string = main,
): Promise<AppProcess> {
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env["PATH"] ?? "",
      GITHUB_API_URL: "http://127.0.0.1:9",
      APP_ID: "4242",
      PRIVATE_KEY: privateKey(),
      WEBHOOK_SECRET: secret,
      HOST: "127.0.0.1",
      PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const { msg, url } = JSON.parse(line);
      if (msg === "Listening") resolve(url);
    });
    void exited.then((code) => reject(new Error(`Unexpected exit ${code}, expected the app to listen`)));
  });
  const peakMemory = (): number | undefined => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      return Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  };
  return { url, child, lines, exited, peakMemory };
}
