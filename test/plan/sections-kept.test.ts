import { expect, it } from "vitest";
import { defaultConfig, readConfig } from "../../src/model/config.ts";
import { readRecord, withMissingSections } from "../../src/plan/incident/record.ts";

const template = ["Summary", "Impact", "Resolution"].map((title) => ({
  title,
  markdown: `## ${title}\n\nTo be written.`,
}));

function headings(text: string, config = defaultConfig): readonly string[] {
  const read = readRecord("incidents/2025/INC-2025-001.md", `---\nid: INC-2025-001\n---\n\n${text}`);
  if (read.kind !== "ok") throw new Error(read.reason);
  return withMissingSections(read.record, config, template).text.match(/^## .*/gm) ?? [];
}

// The check takes these headings for the sections, so a second one of each would be an empty one that blocks the merge.
it("adds no section that people wrote under another of its names", () => {
  expect(headings("## Executive summary\n\n## Customer impact\n\n## Remediation\n")).toEqual([
    "## Executive summary",
    "## Customer impact",
    "## Remediation",
  ]);
});

it("adds no section that stands there under the config's name for it, whatever the case", () => {
  const config = readConfig({ sections: { impact: ["Auswirkung"] } });
  expect(headings("## Summary\n\n## Auswirkung\n\n## Resolution\n", config)).toEqual([
    "## Summary",
    "## Auswirkung",
    "## Resolution",
  ]);
});
