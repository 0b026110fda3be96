import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/model/config.ts";
import { type ArchiveEntry, archiveEntries } from "../../../src/reports/archive/archive-entry.ts";
import { archivePages } from "../../../src/reports/archive/archive-pages.ts";
import { archiveSearch } from "../../../src/reports/archive/archive-search.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";

function file(number: number, fields: Readonly<Record<string, unknown>>) {
  const id = `INC-2025-${String(number).padStart(3, "0")}`;
  const all = { id, issue: number, severity: "sev1", status: "closed", ...fields };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { path: `incidents/2025/${id}.md`, text: `---\n${lines.join("\n")}\n---\n` };
}

const day = (n: number, hours = 0) => `2025-01-${String(n).padStart(2, "0")}T${String(hours).padStart(2, "0")}:00:00Z`;
const facts = readFacts(
  [
    file(1, {
      title: "Database failover failed",
      services: ["checkout"],
      alerts: ["ReplicaLag"],
      started: day(1),
      detected: day(1).replace("00:00Z", "05:00Z"),
      acknowledged: day(1).replace("00:00Z", "15:00Z"),
      mitigated: day(1, 1),
      resolved: day(1, 2),
    }),
    file(2, {
      title: "Search is slow",
      services: ["search"],
      causes: ["a missing index"],
      started: day(2),
      resolved: day(2, 1),
    }),
    file(3, {
      title: "Checkout answers 503 after the failover script ran",
      services: ["checkout"],
      alerts: ["ReplicaLag"],
      started: day(3),
    }),
    file(4, {
      title: "Certificate expired | <b>@octo/all</b> fixes #1",
      services: ["gateway"],
      started: day(4),
      kind: "drill",
    }),
    file(5, { title: "No start" }),
  ],
  defaultConfig,
);
const entries = archiveEntries(facts);
const entry = (number: number) => entries.find(({ path }) => path.endsWith(`00${number}.md`)) as ArchiveEntry;
const ids = (hits: readonly { readonly entry: ArchiveEntry }[]) => hits.map((hit) => hit.entry.id.slice(-1));

describe("the index of the archive", () => {
  const metrics = metricsOf(facts, {}, defaultConfig);
  const pages = archivePages({
    entries,
    metrics,
    charts: [],
    folder: "reports",
    beside: [{ file: "metrics.md", says: "all the numbers" }],
  });

  it("lists every incident with its numbers, newest first", () => {
    expect(Object.keys(pages)).toEqual(["README.md", "incidents-2025.md", "incidents-undated.md"]);
    const rows = pages["README.md"]?.split("\n").filter((line) => line.startsWith("| [INC")) ?? [];
    expect(rows.map((row) => /INC-2025-00(\d)/.exec(row)?.[1])).toEqual(["4", "3", "2", "1", "5"]);
    expect(rows[3]).toMatch(
      /\(\.\.\/incidents\/2025\/INC-2025-001\.md\).*Database failover failed.*sev1.*checkout.*2025-01-01T00:00:00Z +\| 5 min +\| 10 min +\| 1 h +\| 2 h +\|/,
    );
    expect(rows[1]).toMatch(/2025-01-03T00:00:00Z +\| – +\| – +\| – +\| – +\|/);
    expect(pages["README.md"]).toContain("TTA = acknowledged − detected");
    expect(rows[0]).toContain("not counted: kind: drill");
  });

  it("lets no title out of its cell", () => {
    const row = pages["incidents-2025.md"]?.split("\n").find((line) => line.includes("Certificate")) ?? "";
    expect(row).not.toMatch(/(?<!\\)<b>|@octo|#1/);
    expect(row).toContain("Certificate expired");
    expect(row.replaceAll("\\|", "").split("|")).toHaveLength(13);
  });
});

describe("search", () => {
  const search = archiveSearch(entries);

  it("finds by words, their beginnings and their slips", () => {
    expect(ids(search.find("failover"))).toEqual(expect.arrayContaining(["1", "3"]));
    expect(ids(search.find("certif"))).toEqual(["4"]);
    expect(ids(search.find("chekout 503"))).toEqual(["3"]);
    expect(search.find("nothing of the kind")).toEqual([]);
  });

  it("takes for similar what shares an alert or several words, and is earlier", () => {
    const [hit, ...more] = search.similarTo(entry(3));
    expect([hit?.entry.id, more]).toEqual(["INC-2025-001", []]);
    expect(hit?.because).toContainEqual({ field: "alerts", words: ["replicalag"] });
    expect(search.similarTo(entry(1))).toEqual([]);
    expect(search.similarTo(entry(2))).toEqual([]);
    const caused = (cause: string) =>
      ids(search.similarTo({ ...entry(3), title: "", services: [], alerts: [], causes: [cause] }));
    expect([caused("an index was missing"), caused("a missing semicolon")]).toEqual([["2"], []]);
  });
});
