import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/markdown/document.ts";
import { readAdoptedTimeline } from "../../../src/markdown/timelines/adopted-timeline.ts";
import { adoptedTimelineSchema } from "../../../src/model/adopted-timeline.ts";
import { cpuTime } from "../../cpu-time.ts";
import { watchedAtBest } from "../../rules/watched-expressions.ts";

const mapping = adoptedTimelineSchema.parse({
  zone: "Europe/Berlin",
  zones: { CET: "Europe/Copenhagen" },
  dates: "mdy",
  day: "path",
});

function read(text: string) {
  const result = readDocument("postmortems/2024-05-06-outage.md", text);
  return result.kind === "ok" ? readAdoptedTimeline(result.document, mapping) : undefined;
}

const pieces = [
  "2024-05-06",
  "10:00",
  "25:99",
  "5/6/24",
  "May 6",
  "~",
  " - ",
  "pm",
  "CET",
  "UTC+1",
  "| ",
  "|\n",
  "- ",
  "\n",
];
const more = [
  "### ",
  "## Timeline\n",
  "|-|-|\n",
  "__proto__",
  "constructor",
  "`",
  "**",
  "\n\n",
  "All times in ",
  "9999999999",
];

describe("timelines of others", () => {
  it("are read or named, whatever stands in them", () => {
    const text = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (body) => {
        const written = `## Timeline\n\n${body}`;
        const lines = written.split("\n").length;
        for (const { line } of [...(read(written)?.entries ?? []), ...(read(written)?.unread ?? [])]) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["items", "- 2024-05-06 10:00 CET - Down\n".repeat(4000)],
    ["lines", "2024-05-06 10:00 CET - Down\n".repeat(4000)],
    ["tildes", `- ${"~".repeat(100_000)}`],
    ["gaps", `- ${" ,;|-".repeat(20_000)}`],
    ["timelines", "## Timeline\n\n### 10:00\n\n".repeat(2000)],
  ])("hazard 22: %s are read in time", (_, body) => {
    const text = `## Timeline\n\n${body}`;
    for (const [source, ms] of watchedAtBest(20, () => read(text))) expect(ms, source).toBeLessThanOrEqual(20);
    // The whole reader, the parser included.
    expect(cpuTime(() => read(text))).toBeLessThan(1000);
  });
});
