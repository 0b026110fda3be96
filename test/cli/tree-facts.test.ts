import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noting, stillHolds } from "../../src/cli/check/asked-facts.ts";
import { treeFacts } from "../../src/cli/check/tree-facts.ts";
import { anchorsIn } from "../../src/markdown/anchors.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { emptyFolder, type Folder } from "../host/clone.ts";

let folder: Folder;
const facts = () => treeFacts({ root: folder.path, config: defaultConfig, anchorsIn });

beforeAll(() => {
  folder = emptyFolder();
  folder.write("incidents/2025/INC-2025-001.md", "x");
  folder.write("incidents/old/INC-2025-001-copy.md", "x");
  folder.write("incidents/2025/INC-2025-0011.md", "x");
  folder.write("runbooks/db.md", '# Database\n\n## Fail over\n\n<a name="here"></a>\n\n## Fail over\n');
  folder.write("other/.git/HEAD", "x");
  folder.write("other/file.md", "x");
  symlinkSync(join(folder.path, "runbooks"), join(folder.path, "linked"));
  mkdirSync(join(folder.path, "empty"));
});
afterAll(() => folder.remove());

it("says what stands at a path, and nothing of what lies behind a link or in another repository", () => {
  const { kindAt } = facts();
  expect(["runbooks/db.md", "runbooks", "", "empty"].map(kindAt)).toEqual(["file", "folder", "folder", "folder"]);
  expect(["runbooks/DB.md", "nowhere/x.md", "runbooks/db.md/x"].map(kindAt)).toEqual(Array(3).fill("nothing"));
  expect(["linked", "linked/db.md", "other", "other/file.md", "../x"].map(kindAt)).toEqual([
    ...Array(4).fill(undefined),
    "nothing",
  ]);
});

it("knows anchors of files and the records of an id", () => {
  const { anchorsIn: anchors, recordsOf, isPerson, issueAt } = facts();
  expect([...(anchors("runbooks/db.md") ?? [])]).toEqual(["database", "fail-over", "fail-over-1", "here"]);
  expect(anchors("linked/db.md")).toBeUndefined();
  expect(recordsOf("INC-2025-001")).toEqual(["incidents/2025/INC-2025-001.md", "incidents/old/INC-2025-001-copy.md"]);
  expect(recordsOf("INC-2025-999")).toEqual([]);
  expect([isPerson("alice"), issueAt(1)]).toEqual([undefined, undefined]);
});

it("notes what was asked, and sees when an answer is another one", () => {
  const asked: Parameters<typeof noting>[1] = [];
  const { kindAt, anchorsIn: anchors } = noting(facts(), asked);
  kindAt("runbooks/late.md");
  kindAt("runbooks/late.md");
  anchors("runbooks/db.md");
  expect(asked).toHaveLength(2);
  expect(stillHolds(asked, facts())).toBe(true);
  // Who has not loaded the parsers can't tell.
  expect(stillHolds(asked, treeFacts({ root: folder.path, config: defaultConfig }))).toBe(false);
  folder.write("runbooks/late.md", "x");
  expect(stillHolds(asked, facts())).toBe(false);
});
