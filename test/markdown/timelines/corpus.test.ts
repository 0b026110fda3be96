import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/markdown/document.ts";
import { readAdoptedTimeline } from "../../../src/markdown/timelines/adopted-timeline.ts";
import { minutesBetween } from "../../../src/model/time.ts";
import { mappingOf, type Team, teams } from "../../corpus-mappings.ts";
import { postmortems } from "../../postmortems.ts";

function read(team: Team, file: { readonly path: string; readonly text: string }) {
  const result = readDocument(file.path, file.text);
  return result.kind === "ok" ? readAdoptedTimeline(result.document, mappingOf(team)) : undefined;
}

/** A row of the expected numbers, which were counted by other code: the id and the last six columns. */
function expectedRows(): readonly (readonly string[])[] {
  const file = new URL("../../../../shared/corpus/expected/dfds.csv", import.meta.url);
  const rows = readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1);
  return rows.map((row) => row.split(",")).map((cells) => [cells[0] as string, ...cells.slice(5)]);
}

describe("real timelines", () => {
  const dfds = postmortems("dfds");
  it.skipIf(dfds === undefined)("of dfds are read as they were counted independently", () => {
    const rows = expectedRows();
    expect(rows).toHaveLength(39);
    const ours = rows.map(([id = ""]) => {
      const file = dfds?.find(({ path }) => path.includes(`/${id} `));
      const entries = (file && read("dfds", file)?.entries) ?? [];
      const locals = entries.map(({ local }) => local).toSorted();
      const ats = entries.map(({ at }) => at);
      const [first, last] = [ats.toSorted()[0] ?? "", ats.toSorted().at(-1) ?? ""];
      const span = ats.length > 1 ? String(minutesBetween(first, last)) : "";
      const outOfOrder = ats.some((at, index) => index > 0 && at < (ats[index - 1] as string)) ? "True" : "False";
      return [id, String(entries.length), locals[0] ?? "", locals.at(-1) ?? "", span, outOfOrder];
    });
    // What the fifth column of the six tells is about durations that the team published, not about times.
    expect(ours).toEqual(rows.map(([id, count, first, last, span, , order]) => [id, count, first, last, span, order]));
  });

  it.each(teams)("of %s are read, or named with their line", (team) => {
    const files = postmortems(team);
    if (!files) return;
    for (const file of files) {
      const timeline = read(team, file);
      expect(timeline, file.path).toBeDefined();
      const lines = file.text.split("\n").length;
      for (const { line } of [...(timeline?.entries ?? []), ...(timeline?.unread ?? [])]) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
      }
      expect((timeline?.entries.length ?? 0) + (timeline?.unread.length ?? 0), file.path).toBeGreaterThan(0);
    }
  });
});
