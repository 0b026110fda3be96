// Puts the templates of templates/ into a module, so that the pure rooms need no file system.
// `node scripts/generate-templates.mjs` writes it, `--check` fails when it is stale.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../templates/", import.meta.url);
const out = new URL("../src/plan/default-templates.ts", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".md")).sort();
const rows = names.map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(readFileSync(new URL(name, folder), "utf8"))},`);
const text = `// Generated from templates/ by scripts/generate-templates.mjs. Do not edit.

/** The templates that Gitcident brings, by file name. A repository's own of the same name wins. */
export const defaultTemplates: Readonly<Record<string, string>> = {
${rows.join("\n")}
};
`;
if (!process.argv.includes("--check")) writeFileSync(out, text);
else if (readFileSync(out, "utf8") !== text) {
  console.error("src/plan/default-templates.ts is stale: run node scripts/generate-templates.mjs");
  process.exit(1);
}
