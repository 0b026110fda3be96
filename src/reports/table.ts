/** A GFM table. Cells are Markdown that is safe in a cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * A link from a file in `folder` to another file of the repository, safe in a table cell; its text is the file's name. With a
 * line it leads there, as GitHub shows it.
 */
export function linkFrom(folder: string, path: string, text?: string, line?: number): string {
  const from = folder.split("/").filter((part) => part !== "" && part !== ".");
  const to = path.split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same += 1;
  const steps = [...from.slice(same).map(() => ".."), ...to.slice(same).map(encoded)];
  const name = text ?? (to.at(-1) ?? "").replace(/\.md$/, "");
  // Only what no Markdown, mention or reference can be made of.
  const shown = name.replaceAll(/[^\p{L}\p{N}. -]+/gu, "-").trim() || "file";
  const place = line === undefined ? "" : `${path.endsWith(".md") ? "?plain=1" : ""}#L${line}`;
  return `[${shown}${line === undefined ? "" : ` line ${line}`}](${steps.join("/")}${place})`;
}

/** A path's part as an address holds it: brackets end a link, and a lone surrogate has no address at all. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replaceAll(/[()'*!~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
