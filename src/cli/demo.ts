import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ExitCode, exit, UsageError } from "./exit.ts";
import type { Io } from "./io.ts";
import { packageRoot } from "./package.ts";
import type { Asked } from "./verb.ts";

/** `demo`: an incident's whole life on an embedded GitHub. It comes with a checkout, not with the package. */
export async function runDemo(asked: Asked, _io: Io): Promise<ExitCode> {
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
  const args = [fileURLToPath(script), ...(asked.options["keep"] === true ? ["--keep"] : [])];
  const child = spawn(process.execPath, args, { stdio: "inherit", cwd: fileURLToPath(packageRoot) });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (status) => resolve(status ?? 1));
  });
  return code === 0 ? exit.ok : exit.findings;
}
