// The names of an incident, apart from its schema: whoever only reads a name need not load a schema library.

/** `INC-2025-042`: the year in which the issue was opened and its number, at least three digits. */
export function idOf(issue: { readonly number: number; readonly createdAt: string }): string {
  return `INC-${issue.createdAt.slice(0, 4)}-${String(issue.number).padStart(3, "0")}`;
}

export function branchOf(id: string): string {
  return `incident/${id}`;
}

/** `incidents/2025/INC-2025-042.md` below the configured folder. */
export function pathOf(id: string, folder: string): string {
  return `${folder}/${id.slice(4, 8)}/${id}.md`;
}

/** Whether a path is an incident file of ours: a Markdown file below the configured folder that is named by an id. */
export function isIncidentPath(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`) && /\/INC-\d{4}-\d{3,}[^/]*\.md$/.test(path);
}

/** The issue number in an id, branch or path; undefined where there is none. */
export function issueIn(text: string): number | undefined {
  const match = /INC-\d{4}-(\d{3,12})(?!\d)/.exec(text);
  return match ? Number(match[1]) : undefined;
}
