import { expect, it } from "vitest";
import { readActionItems } from "../../src/markdown/action-items.ts";
import { findSection, readDocument } from "../../src/markdown/document.ts";

function doneOf(line: string): boolean | undefined {
  const result = readDocument("a.md", `## Action items\n\n${line}\n`);
  if (result.kind !== "ok") return undefined;
  const section = findSection(result.document, "Action items");
  return section && readActionItems(result.document, section)[0]?.done;
}

it.each([
  "- [x] Mend it",
  "- Mend it (done)",
  "* Mend it (DONE).",
  "1. Mend it (done during the incident)",
  "- ✅ Mend it",
])("takes for done: %s", (line) => {
  expect(doneOf(line)).toBe(true);
});

it.each(["- Mend it", "- [ ] Mend it (done)", "- Mend it (done by Monday?) @alice", "- Say what is done"])(
  "takes for open: %s",
  (line) => {
    expect(doneOf(line)).toBe(false);
  },
);
