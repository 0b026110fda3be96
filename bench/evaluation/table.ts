/** A Markdown table; cells are our own words and file names. */
export function tableOf(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const row = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replace(/\|/g, "\\|")).join(" | ")} |`;
  return [row(titles), row(titles.map(() => "---")), ...rows.map(row)];
}
