import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Real files of other teams, beside the project; absent on most machines. */
const root = fileURLToPath(new URL("../../shared/corpus", import.meta.url));

/** The Markdown files below a folder of the corpus, or undefined (and a line that says so) where it is absent. */
export function corpusFiles(folder: string): readonly { readonly path: string; readonly text: string }[] | undefined {
  const base = join(root, folder);
  if (!existsSync(base)) {
    process.stdout.write(`Skipped: there is no ${folder} in ../shared/corpus\n`);
    return undefined;
  }
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(md|markdown)$/i.test(path))
    .toSorted()
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(base, path), "utf8") }));
}
