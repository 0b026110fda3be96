import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../shared/corpus/postmortems", import.meta.url));

/**
 * What a team of the corpus wrote, some of it in files without an ending; undefined (and a line that says so) where the corpus
 * is absent. What the folder holds beside Markdown is left out by name.
 */
export function postmortems(team: string): readonly { readonly path: string; readonly text: string }[] | undefined {
  const base = `${root}/${team}/files`;
  if (!existsSync(base)) {
    process.stdout.write(`Skipped: there is no ${team} in ../shared/corpus/postmortems\n`);
    return undefined;
  }
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:LICENSE|\.gitignore)$|\.json$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .toSorted()
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, "utf8") }));
}
