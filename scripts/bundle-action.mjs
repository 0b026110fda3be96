// Makes dist/action.js, the one file that a runner starts; `--check` fails when it is not what the sources make.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { bundleOptions } from "./bundle-options.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const committed = join(root, "dist/action.js");

const { output } = await build({
  ...bundleOptions,
  input: "src/action/main.ts",
  write: false,
  output: { format: "cjs", strict: true, minify: true, comments: { legal: false } },
});
const made = oneFileOf(output);
if (!process.argv.includes("--check")) writeFileSync(committed, made);
else if (readFileSync(committed, "utf8") !== made) {
  process.stderr.write("Unexpected dist/action.js, expected what src/ makes: run `npm run bundle` and commit it\n");
  process.exitCode = 1;
}

/**
 * Chunks in one file, each of which is run only when it is asked for. They stand there as texts: a runner starts without
 * any cache, and Node reads every function of a file, called or not, at 30 ms a megabyte. A text it takes as it is.
 */
function oneFileOf(chunks) {
  const entry = chunks.find(({ isEntry }) => isEntry);
  const texts = chunks.map(({ fileName, code }) => `${JSON.stringify(`./${fileName}`)}: ${textOf(code)},\n`);
  return `// Generated from src/ by scripts/bundle-action.mjs. Do not edit.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
const chunks = {
${texts.join("")}};
const __filename = fileURLToPath(import.meta.url);
const outside = createRequire(import.meta.url);
const modules = {};
function require(id) {
  if (!Object.hasOwn(chunks, id)) return outside(id);
  if (modules[id]) return modules[id].exports;
  const module = (modules[id] = { exports: {} });
  const names = ["require", "module", "exports", "__filename"];
  compileFunction(chunks[id], names, { filename: __filename + id.slice(1) })(require, module, module.exports, __filename);
  return module.exports;
}
require(${JSON.stringify(`./${entry.fileName}`)});
`;
}

/** A literal of ASCII alone, which Node reads fastest. */
function textOf(code) {
  return JSON.stringify(code).replaceAll(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
