import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ExitCode, exit, UsageError } from "./exit.ts";
import type { Io } from "./io.ts";
import { packageRoot } from "./package.ts";
import { type Asked, nowGiven, textOf } from "./verb.ts";
import { configGiven } from "./with-config.ts";
import { openWorkspace } from "./workspace.ts";

/** `demo`: an incident's whole life on an embedded GitHub. It comes with a checkout, not with the package. */
export async function runDemo(asked: Asked, io: Io): Promise<ExitCode> {
  const args = argumentsOf(asked, io);
  const script = new URL("test/demo/main.ts", packageRoot);
  if (!existsSync(script)) {
    throw new UsageError(
      "Unexpected demo in an installed package, expected a checkout: the GitHub in a box that it needs is not part of the package.\nClone Gitcident's repository, then: npm ci && npm run demo",
    );
  }
  if (!existsSync(new URL("node_modules/emulate", packageRoot))) {
    throw new UsageError(
      "Unexpected checkout without its development packages, expected them: run `npm ci`, then this again",
    );
  }
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ["inherit", "pipe", "inherit"],
    cwd: fileURLToPath(packageRoot),
    env: { ...io.env, ...(process.stdout.isTTY && !io.env["NO_COLOR"] ? { FORCE_COLOR: "1" } : {}) },
  });
  child.stdout.setEncoding("utf8").on("data", io.out);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (status) => resolve(status ?? 1));
  });
  return code === 0 ? exit.ok : exit.findings;
}

/** What the demo is told. A mistake in whose config its repository is to have is said here, before anything starts. */
function argumentsOf(asked: Asked, io: Io): readonly string[] {
  const flags = ["keep", "json"].filter((name) => asked.options[name] === true).map((name) => `--${name}`);
  const now = nowGiven(asked);
  const config = configOf(asked, io);
  return [...flags, ...(now ? ["--now", now] : []), ...(config ? ["--config", config] : [])];
}

function configOf(asked: Asked, io: Io): string | undefined {
  const workspace = textOf(asked, "cwd") === undefined ? undefined : openWorkspace(asked, io);
  const given = textOf(asked, "config");
  if (given === undefined) return workspace?.configFile && join(workspace.root, workspace.configFile);
  configGiven(asked, io);
  return resolve(io.cwd, given);
}
