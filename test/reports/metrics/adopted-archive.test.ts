import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/model/config.ts";
import type { Metrics } from "../../../src/model/metrics.ts";
import { instantOf } from "../../../src/model/time.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { adoptedFact, incidentFact, readFacts } from "../../../src/reports/metrics/read-facts.ts";
import { corpusFiles } from "../../corpus.ts";
import { timeNamed } from "./facts.ts";

const folder = "incidents/jenkins-infra-status/files/content/issues";
const mapping = {
  paths: [`${folder}/2*.md`],
  fields: { started: "date", resolved: "resolvedWhen", severity: null, services: "affected" },
  severities: { down: "sev1", disrupted: "sev2", notice: "sev3" },
};
const configOf = (archive: object) => readConfig({ archives: [{ ...mapping, ...archive }] });

interface Expected {
  readonly files: number;
  readonly negative_duration: readonly string[];
  readonly all_nonneg: ExpectedNumbers;
  readonly non_notice: ExpectedNumbers;
  readonly by_severity: Readonly<Record<string, ExpectedNumbers>>;
}
interface ExpectedNumbers {
  readonly n: number;
  readonly mean_min: number;
  readonly median_min: number;
  readonly min: number;
  readonly max: number;
  readonly p90_nearest_rank: number;
}

function inMinutes(times: Metrics["times"]): ExpectedNumbers {
  const { n, mean, median, p90, min, max } = timeNamed(times, "Time to resolve");
  const minutes = (seconds: number | null): number => (seconds ?? Number.NaN) / 60;
  return {
    n,
    // The truth is given to four places.
    mean_min: Math.round(minutes(mean) * 10_000) / 10_000,
    median_min: minutes(median),
    min: minutes(min),
    max: minutes(max),
    p90_nearest_rank: minutes(p90),
  };
}

const files = corpusFiles(folder);

describe.skipIf(files === undefined)("the archive of jenkins-infra/status", () => {
  const truth = new URL("../../../../shared/corpus/expected/jenkins-infra-status.json", import.meta.url);
  const expected: Expected = files && JSON.parse(readFileSync(truth, "utf8"));
  const lenient = { zone: "UTC", oneDigitHours: true };

  it("gives the numbers that were computed independently, by severity too", () => {
    const metrics = metricsOf(readFacts(files ?? [], configOf(lenient)), { by: "severity" });
    expect(metrics.counted).toBe(expected.files);
    expect(inMinutes(metrics.times)).toEqual(expected.all_nonneg);
    const [sev1, sev2, sev3, sev4] = metrics.groups?.rows ?? [];
    expect(inMinutes(sev1?.times ?? [])).toEqual(expected.by_severity["down"]);
    expect(inMinutes(sev2?.times ?? [])).toEqual(expected.by_severity["disrupted"]);
    expect(inMinutes(sev3?.times ?? [])).toEqual(expected.by_severity["notice"]);
    expect(sev4?.n).toBe(0);
    expect(metrics.notes).toEqual([]);
  });

  it("names the eight that end before they begin, and no other", () => {
    const { times } = metricsOf(readFacts(files ?? [], configOf(lenient)));
    const [negative, ...others] = timeNamed(times, "Time to resolve").excluded;
    expect([negative?.reason, others]).toEqual(["negative", []]);
    expect(negative?.incidents.map(({ path }) => path.slice(folder.length + 1))).toEqual(expected.negative_duration);
  });

  it("leaves notices out where the config says so", () => {
    const metrics = metricsOf(readFacts(files ?? [], configOf({ ...lenient, exclude: { severity: ["notice"] } })));
    expect(inMinutes(metrics.times)).toEqual(expected.non_notice);
    expect(metrics.excluded.map(({ reason, n }) => [reason, n])).toEqual([["excluded", 55]]);
  });

  it("read strictly, names each file with a time that it does not guess", () => {
    const metrics = metricsOf(readFacts(files ?? [], configOf({})));
    const named = [
      ...metrics.excluded.flatMap(({ incidents }) => incidents),
      ...timeNamed(metrics.times, "Time to resolve").excluded.flatMap(({ incidents }) => incidents),
    ];
    const odd = (files ?? []).filter(({ text }) =>
      /^(?:date|resolvedWhen): \S+(?:[T ]\d:| ?T?\d\d:\d\d:\d\d$)/m.test(text),
    );
    expect(odd.length).toBeGreaterThan(10);
    for (const { path } of odd) expect(named.map((one) => one.path)).toContain(path);
    expect(
      metrics.excluded.flatMap(({ incidents }) => incidents).every(({ says }) => says.startsWith("started: ")),
    ).toBe(true);
  });
});

describe("a file of ours", () => {
  const read = (line: string) => incidentFact({ path: "a.md", text: `---\n${line}\n---\n` }, configOf({}));

  it.each(["2022-05-01T8:00:00Z", "2022-05-01 08:00:00"])("is told no key that archives alone have: %s", (written) => {
    expect(read(`started: ${written}`).left?.says).toBe(
      `started: Unexpected ${written}, expected ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z`,
    );
  });

  it("of a kind that nobody knows is in no number, as in coverage", () => {
    const fact = read("kind: dril\nstarted: 2022-05-01T08:00:00Z");
    expect(fact.left).toEqual({
      reason: "unreadable",
      says: 'Unexpected kind "dril", expected incident, drill, test, event',
    });
    expect(read("kind:\nstarted: 2022-05-01T08:00:00Z").left).toBeUndefined();
  });

  it("of a status that nobody knows is counted, and says so", () => {
    const fact = read("status: Cancelled\nstarted: 2022-05-01T08:00:00Z");
    expect([fact.left, fact.notes]).toEqual([undefined, ["status: Cancelled is none of ours"]]);
  });
});

describe("an adopted file", () => {
  const read = (lines: readonly string[], archive: object = {}) => {
    const config = configOf(archive);
    const [adopted] = config.archives;
    if (!adopted) throw new Error("no archive");
    return adoptedFact({ path: "old.md", text: `---\n${lines.join("\n")}\n---\n` }, adopted, config);
  };

  it.each([
    ["2022-05-01T8:00:00Z", {}, "an hour of two digits (`oneDigitHours: true` takes one)"],
    ["2022-05-01 08:00:00", {}, "a zone (`zone: UTC` takes times without one for UTC)"],
    ["2022-05-??", { zone: "UTC", oneDigitHours: true }, "ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z"],
    ["~2025-03-03 19:30", { zone: "UTC" }, "ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z"],
    ["2022-02-30T08:00:00Z", { zone: "UTC" }, "ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z"],
  ])("says why %s is no time", (written, archive, expected) => {
    const { left } = read([`date: "${written}"`], archive);
    expect(left?.reason).toBe("unreadable");
    expect(left?.says).toBe(`started: Unexpected ${written}, expected ${expected}`);
  });

  it.each([
    ["2022-05-01T8:00:00-02:00", "2022-05-01T10:00:00Z"],
    ["2022-05-01 08:00", "2022-05-01T06:00:00Z"],
    ["2022-05-01T08:00:00.250", "2022-05-01T06:00:00Z"],
    ["2022-05-01T08:00:00Z", "2022-05-01T08:00:00Z"],
    ["2022-05-01T08:00:00-0700", "2022-05-01T15:00:00Z"],
  ])("with leniency %s is %s", (written, at) => {
    const { started } = read([`date: "${written}"`], { zone: "+02:00", oneDigitHours: true }).times;
    expect(instantOf(started ?? Number.NaN)).toBe(at);
  });

  it("without services, severity or status is counted all the same", () => {
    const fact = read(["date: 2022-05-01T08:00:00Z", "severity: odd", "affected:"]);
    expect(fact).toMatchObject({ services: [], severity: undefined, type: "unknown", left: undefined });
    expect(fact.notes).toEqual(["severity: odd is none of ours"]);
    expect(timeNamed(metricsOf([fact]).times, "Time to resolve").excluded[0]?.reason).toBe("still open");
  });
});
