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
 * Chunks in one file, each of which is run only when it is asked for. They stand in its comments: a runner starts without
 * any cache, and Node reads every function of a file, called or not, at 30 ms a megabyte, and a text at 10. What is in a
 * comment it passes over.
 */
function oneFileOf(chunks) {
  const entry = chunks.find(({ isEntry }) => isEntry);
  const places = {};
  let texts = "";
  for (const { fileName, code } of chunks) {
    const text = textOf(code);
    places[`./${fileName}`] = [texts.length + 2, texts.length + 2 + text.length];
    texts += `//${text}\n`;
  }
  return `// Generated from src/ by scripts/bundle-action.mjs. Do not edit.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
const __filename = fileURLToPath(import.meta.url);
const texts = readFileSync(__filename, "latin1").slice(-${texts.length});
const places = ${JSON.stringify(places)};
const outside = createRequire(import.meta.url);
const modules = {};
function require(id) {
  if (!Object.hasOwn(places, id)) return outside(id);
  if (modules[id]) return modules[id].exports;
  const module = (modules[id] = { exports: {} });
  const names = ["require", "module", "exports", "__filename"];
  const code = JSON.parse(texts.slice(...places[id]));
  compileFunction(code, names, { filename: __filename + id.slice(1) })(require, module, module.exports, __filename);
  return module.exports;
}
require(${JSON.stringify(`./${entry.fileName}`)});
${texts}`;
}

/** A literal on one line, of ASCII alone, so that its characters are the file's bytes. */
function textOf(code) {
  return JSON.stringify(code).replaceAll(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
