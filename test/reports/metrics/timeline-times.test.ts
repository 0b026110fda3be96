import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/model/config.ts";
import { instantOf } from "../../../src/model/time.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { corpusFiles } from "../../corpus.ts";
import { mappingOf } from "../../corpus-mappings.ts";
import { timeNamed } from "./facts.ts";

const times = {
  started: "first",
  detected: ["alert fired", "Paged"],
  mitigated: ["rolled back"],
  resolved: ["recovered"],
};
const read = (text: string, asked: object = times) => {
  const timeline = { zone: "UTC", times: asked };
  const [fact] = readFacts([{ path: "old/a.md", text }], readConfig({ archives: [{ paths: ["old/*.md"], timeline }] }));
  if (!fact) throw new Error("no fact");
  const found = Object.entries(fact.times).flatMap(([name, at]) => (at === null ? [] : [[name, instantOf(at)]]));
  return { ...fact, found: Object.fromEntries(found) };
};
const timeline = `# Search is down

## Timeline

- 2025-01-15 10:20 Recovered after the restart
- 2025-01-15 10:00 Deployed 4.2
- 2025-01-15 10:05 ALERT FIRED: errors
- 2025-01-15 ~10:07 Paged the team, rolled back the wrong thing
- 2025-01-15 10:30 Down again
- 2025-01-15 11:30 Recovered
- 2025-01-15 Post-mortem
`;

describe("the times of an adopted timeline", () => {
  it("are those of the entries that the mapping names: the first that says it, of ends the last", () => {
    const { found, left, notes, title } = read(timeline);
    expect([left, title]).toEqual([undefined, "Search is down"]);
    expect(found).toEqual({
      started: "2025-01-15T10:00:00Z",
      detected: "2025-01-15T10:05:00Z",
      resolved: "2025-01-15T11:30:00Z",
    });
    expect(notes[0]).toBe("from its timeline: started of line 6, detected of line 7, resolved of line 10");
    expect(notes[1]).toMatch(/^of its timeline 1 not read, the first in line 11: /);
  });

  it("give way to what a field says", () => {
    const { found } = read(`---\nstarted: 2025-01-15T09:00:00Z\ndetected:\n---\n${timeline}`);
    expect([found.started, found.detected]).toEqual(["2025-01-15T09:00:00Z", "2025-01-15T10:05:00Z"]);
  });

  it("are none where nothing is asked for, and one entry is no end", () => {
    expect(read(timeline, {}).found).toEqual({});
    const one = "## Timeline\n\n- 2025-01-15 10:20 x\n";
    expect(read(one, { started: "first", resolved: "last" }).found).toEqual({ started: "2025-01-15T10:20:00Z" });
    expect(read("# No timeline\n").left?.says).toBe("not recorded: started");
  });
});

const corpus = new URL("../../../../shared/corpus/", import.meta.url);
it.skipIf(corpusFiles("postmortems/dfds") === undefined)(
  "from first to last are the lengths that were computed independently of dfds' 39 files",
  () => {
    // One of them has no ending.
    const folder = new URL("postmortems/dfds/files/", corpus);
    const names = readdirSync(folder).filter((name) => /^PM\d/.test(name));
    const files = names.map((path) => ({
      path,
      text: readFileSync(new URL(encodeURIComponent(path), folder), "utf8"),
    }));
    const csv = readFileSync(new URL("expected/dfds.csv", corpus), "utf8");
    const rows = csv.trim().split("\n").slice(1);
    const spans = rows.flatMap((row) => Number(row.split(",")[8]) * 60 || []).toSorted((a, b) => a - b);
    const timeline = { ...mappingOf("dfds"), times: { started: "first", resolved: "last" } };
    const config = readConfig({ archives: [{ paths: ["PM*"], timeline }] });
    const metrics = metricsOf(readFacts(files, config), {}, config);
    const resolve = timeNamed(metrics.times, "Time to resolve");
    expect([files.length, resolve.n, resolve.min, resolve.max]).toEqual([39, 37, spans[0], spans.at(-1)]);
    expect(resolve.mean).toBeCloseTo(spans.reduce((sum, one) => sum + one, 0) / spans.length, 2);
    expect(resolve.p90).toBe(spans[Math.ceil(0.9 * spans.length) - 1]);
    const left = [...metrics.excluded, ...resolve.excluded].flatMap(({ incidents }) => incidents);
    expect(left.map(({ path }) => path.slice(0, 10)).toSorted()).toEqual(["PM2020-003", "PM2022-006"]);
  },
);
