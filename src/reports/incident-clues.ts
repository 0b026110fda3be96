import { cluesOf, type IncidentClues, leftOut } from "./clues-of.ts";
import { scanFrontmatter } from "./scan.ts";

/** Reads an incident file as coverage sees it. Never throws. */
export function incidentClues({ path, text }: { readonly path: string; readonly text: string }): IncidentClues {
  const scanned = scanFrontmatter(text);
  if (scanned.kind === "none") return leftOut(path, "unreadable", "Unexpected start of file, expected frontmatter");
  if (scanned.kind === "broken") return leftOut(path, "unreadable", scanned.reason);
  return cluesOf(path, scanned.fields);
}
