// Makes what npm installs and `npm start` runs, dist/cli and dist/app, out of src/ and of everything that it imports. A
// start reads a few files instead of four hundred, and an install needs nothing but the package. What a verb or an event
// does not need stays in files of its own, which are read when they are asked for.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { bundleOptions } from "./bundle-options.mjs";
import { builtinsUntouched, inOneFile, withoutPrograms } from "./quick-start.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

/** The files that are started by their names. Threads look for theirs beside the file that starts them: `./worker.js`. */
const shells = {
  cli: {
    main: "src/cli/main.ts",
    worker: "src/cli/check/worker.ts",
    "worker-plan": "src/reconcile/worker-plan.ts",
    // What the package is imported as: gitcident/remark and gitcident/remark/plugin.
    remark: "src/cli/remark/preset.ts",
    "remark-plugin": "src/cli/remark/plugin.ts",
  },
  app: { main: "src/app/main.ts", "worker-plan": "src/reconcile/worker-plan.ts" },
};

/**
 * What runs in a verb that knows most of what it would read: a file or two, which load no library. `main.ts` itself is not in them, since
 * threads load some of the same code.
 */
const inFile = (name, ...paths) => inOneFile(name, paths.map((path) => join(root, "src/cli", path)));
const warm = [
  inFile("warm", "io.ts", "program.ts", "metrics/run.ts", "metrics/read-changed.ts"),
  inFile("warm-coverage", "runbook-coverage/run.ts"),
];

mkdirSync(dist, { recursive: true });
const scratch = mkdtempSync(join(dist, ".new-"));
try {
  const modules = new Set();
  for (const [shell, input] of Object.entries(shells)) {
    const { output } = await build({
      ...bundleOptions,
      input,
      plugins: [withoutPrograms, builtinsUntouched("warm"), builtinsUntouched("warm-coverage")],
      output: {
        dir: join(scratch, shell),
        format: "esm",
        chunkFileNames: "[name]-[hash].js",
        codeSplitting: { includeDependenciesRecursively: false, groups: shell === "cli" ? warm : [] },
        // Names of functions stay, so that whoever reports a bug has a stack to report.
        minify: { mangle: { keepNames: true } },
        comments: { legal: false },
      },
    });
    for (const chunk of output) for (const id of chunk.moduleIds ?? []) modules.add(id);
  }
  const licenses = licensesOf(modules);
  for (const shell of Object.keys(shells)) {
    writeFileSync(join(scratch, shell, "licenses.txt"), licenses);
    const old = join(scratch, `old-${shell}`);
    // The old files go at once and as a whole: a process that starts meanwhile finds either all of them or none.
    if (existsSync(join(dist, shell))) renameSync(join(dist, shell), old);
    renameSync(join(scratch, shell), join(dist, shell));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The licences of the packages that modules come from, which ask to be passed on with what holds a copy. */
function licensesOf(modules) {
  const folders = new Map();
  for (const id of modules) {
    const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/")) ?? [];
    if (folder !== undefined) folders.set(folder, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  }
  const texts = [...folders].map(([folder, { name, version, license }]) => {
    const file = readdirSync(folder).find((one) => /^licen[cs]e(?:\.|$)/i.test(one));
    const text = file ? `\n${readFileSync(join(folder, file), "utf8").trim()}\n` : "";
    return `${name} ${version}: ${license}\n${text}`;
  });
  return `Parts of these packages are in the files beside this one.\n\n${texts.sort().join(`\n${"-".repeat(60)}\n`)}`;
}
