import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runbook } from "../../src/model/runbook.ts";
import { matchRunbooks, resolveRunbook } from "../../src/reports/match-runbooks.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";
import { corpusFiles } from "../corpus.ts";

const full =
  "---\ntitle: Fail over\nservices: [db]\nalerts: [Down]\n---\n\n# Other title\n\n## Symptoms\n\n## 2. Diagnosis\n";

describe("readRunbook", () => {
  it("reads fields and says which sections are missing", () => {
    const read = readRunbook("runbooks/failover.md", full);
    expect(read.runbook).toMatchObject({
      path: "runbooks/failover.md",
      title: "Fail over",
      services: ["db"],
      types: [],
    });
    expect(read).toMatchObject({
      unread: undefined,
      mistyped: [],
      missing: ["Impact", "Resolution", "Escalation", "Prevention"],
    });
  });

  it.each([
    ["# **Fail** [over](x)\n", "Fail over"],
    ["no heading", "fail-over"],
    ["---\ntitle: 5\n---\n# Heading\n", "Heading"],
    ["---\ntitle: '  '\n---\n", "fail-over"],
    ["---\ntitle: [\n---\n# Heading\n", "Heading"],
  ])("finds a title in %j", (text, title) => {
    expect(readRunbook("runbooks/fail-over.md", text).runbook.title).toBe(title);
  });

  it("takes wrong types as empty and names them", () => {
    const read = readRunbook("r.md", "---\nservices: db\nalerts: [Down, 5]\nowner: 3\ntypes:\n---\n");
    expect(read.runbook).toMatchObject({ services: [], alerts: ["Down"], types: [] });
    expect(read.runbook.owner).toBeUndefined();
    expect(read.mistyped).toEqual(["services", "alerts", "owner"]);
    expect(readRunbook("r.md", "---\n{ x\n---\n").unread).toMatch(/^Unexpected/);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, text) => {
        expect(typeof readRunbook(path, `---\n${text}\n---\n${text}`).runbook.title).toBe("string");
        expect(readRunbook(path, text).runbook.path).toBe(path);
      }),
    );
  });

  const corpus = corpusFiles("runbooks");
  it.skipIf(!corpus)("finds a title for every runbook of real teams", () => {
    for (const { path, text } of corpus ?? []) expect(readRunbook(path, text).runbook.title, path).not.toBe("");
  });
});

const runbook = (path: string, fields: Partial<Runbook> = {}): Runbook => ({
  path,
  title: path,
  services: [],
  alerts: [],
  types: [],
  ...fields,
});
const incident = { services: ["api", "db"], alerts: ["Down"], type: "data", runbooks: ["runbooks/z.md"] };

describe("matchRunbooks", () => {
  it("names links first, then alerts, services, types, each runbook once", () => {
    const runbooks = [
      runbook("runbooks/a.md", { types: ["data"] }),
      runbook("runbooks/b.md", { services: ["api"] }),
      runbook("runbooks/c.md", { services: ["API ", "db"], types: ["data"] }),
      runbook("runbooks/d.md", { alerts: ["Down"], services: ["api"] }),
      runbook("runbooks/e.md", { services: ["web"] }),
      runbook("runbooks/z.md"),
    ];
    expect(matchRunbooks(incident, runbooks).map(({ runbook: { path }, by, because }) => [path, by, because])).toEqual([
      ["runbooks/z.md", "link", "named by the incident"],
      ["runbooks/d.md", "alert", "alert Down"],
      ["runbooks/c.md", "service", "services api, db"],
      ["runbooks/b.md", "service", "service api"],
      ["runbooks/a.md", "type", "type data"],
    ]);
  });

  it("does not match empty names", () => {
    expect(
      matchRunbooks({ services: [""], alerts: [" "], type: "", runbooks: [""] }, [
        runbook("r.md", { services: [""], alerts: [""], types: [""] }),
      ]),
    ).toEqual([]);
  });
});

describe("resolveRunbook", () => {
  const runbooks = [runbook("runbooks/db/fail over.md"), runbook("runbooks/x.md"), runbook("other/x.md")];
  it.each([
    ["runbooks/x.md", "runbooks/x.md"],
    ["./runbooks/x.md#steps", "runbooks/x.md"],
    ["../../runbooks/x.md", "runbooks/x.md"],
    ["db/fail%20over.md", "runbooks/db/fail over.md"],
    ["https://github.com/o/r/blob/main/runbooks/x.md", "runbooks/x.md"],
    ["x.md", undefined],
    ["runbooks/y.md", undefined],
    ["https://wiki.example/x.md", undefined],
    ["%zz", undefined],
    ["", undefined],
  ])("%j → %j", (link, path) => expect(resolveRunbook(link, runbooks)?.path).toBe(path));
});
