import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAppAuth } from "@octokit/auth-app";
import { request } from "@octokit/request";
import type { TestGitHub } from "../github/start.ts";

/** What a step left behind. */
export interface Step {
  readonly code: number;
  readonly log: string;
  /** The log's workflow commands. */
  readonly commands: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Runner {
  /** Runs the Action for an event, as a job's step. */
  readonly run: (event: string, payload: unknown, options?: StepOptions) => Promise<Step>;
  readonly close: () => void;
}

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly workspace?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunnerOptions {
  readonly apiUrl: string;
  readonly token: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The committed bundle in a folder of its own, from where no `node_modules` can be reached. */
export function startRunner({ apiUrl, token }: RunnerOptions): Runner {
  const home = mkdtempSync(join(tmpdir(), "gitcident-action-"));
  for (const name of ["action.yml", "package.json"]) copyFileSync(join(root, name), join(home, name));
  // ACTION_BUNDLE: one that is not committed yet.
  copyFileSync(process.env["ACTION_BUNDLE"] ?? join(root, "dist/action.js"), join(home, "action.js"));
  let steps = 0;
  return {
    run: async (event, payload, options = {}) => {
      const file = (name: string, text: string): string => {
        const path = join(home, `${steps}-${name}`);
        writeFileSync(path, text);
        return path;
      };
      steps++;
      const [output, summary] = [file("output", ""), file("summary", "")];
      const inputs = { "dry-run": "false", ...options.inputs };
      const env = {
        PATH: process.env["PATH"] ?? "",
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: file("event.json", JSON.stringify(payload)),
        GITHUB_REPOSITORY: "octo/shop",
        GITHUB_API_URL: apiUrl,
        GITHUB_SERVER_URL: apiUrl,
        GITHUB_TOKEN: options.token ?? token,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: options.workspace ?? home,
        INPUT_LOGIN: "gitcident[bot]",
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...options.env,
      };
      const { code, log } = await start(join(home, "action.js"), home, env);
      const commands = log.split("\n").filter((line) => line.startsWith("::"));
      return {
        code,
        log,
        commands,
        outputs: readOutputs(readFileSync(output, "utf8")),
        summary: readFileSync(summary, "utf8"),
      };
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

function start(main: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? -1, log }));
  });
}

/** As the runner reads the file: `name<<delimiter`, lines, the delimiter alone on its line. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined) continue;
    const end = lines.indexOf(delimiter ?? "", at + 1);
    outputs[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return outputs;
}

/** A job's token with the permissions that its workflow asks for, `metadata` always among them. */
export async function jobToken(
  github: TestGitHub,
  permissions: Readonly<Record<string, "read" | "write">>,
): Promise<string> {
  const auth = createAppAuth({
    appId: github.appId,
    privateKey: github.privateKey,
    request: request.defaults({ baseUrl: github.url }),
  });
  const { installationId } = github;
  const { token } = await auth({
    type: "installation",
    installationId,
    permissions: { metadata: "read", ...permissions },
  });
  return token;
}

export const allWrites = { contents: "write", issues: "write", pull_requests: "write", checks: "write" } as const;

/** Events that the workflow listens to. */
const heard = ["issues", "issue_comment", "pull_request", "push"];

/**
 * Each event that came since the last call, as a run of its own, until there are no more. What the job's own token did
 * starts no run, as on GitHub.
 */
export function runsOf(
  github: TestGitHub,
  runner: Runner,
  options: () => StepOptions = () => ({}),
): () => Promise<readonly Step[]> {
  let next = 0;
  return async () => {
    const steps: Step[] = [];
    for (;;) {
      await github.deliveries.flush();
      const delivery = github.deliveries.log[next];
      if (delivery === undefined) return steps;
      next++;
      const own = delivery.payload.sender?.login === "gitcident[bot]";
      if (own || !heard.includes(delivery.event)) continue;
      steps.push(await runner.run(delivery.event, delivery.payload, options()));
    }
  };
}
