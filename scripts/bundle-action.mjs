// Makes dist/action.js, the one file that a runner starts; `--check` fails when it is not what the sources make.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const committed = join(root, "dist/action.js");
const check = process.argv.includes("--check");
const scratch = mkdtempSync(join(tmpdir(), "gitcident-bundle-"));
const file = check ? join(scratch, "action.js") : committed;

try {
  await build({
    cwd: root,
    input: "src/action/main.ts",
    platform: "node",
    logLevel: "silent",
    // One file, in which what is imported dynamically is still run only when it is asked for.
    output: { file, format: "esm", minify: true, codeSplitting: false, comments: { legal: false } },
  });
  if (check && !readFileSync(file).equals(readFileSync(committed))) {
    process.stderr.write("Unexpected dist/action.js, expected what src/ makes: run `npm run bundle` and commit it\n");
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
