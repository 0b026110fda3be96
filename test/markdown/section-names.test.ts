import { expect, it } from "vitest";
import { sectionOf } from "../../src/markdown/section-names.ts";
import { defaultConfig, readConfig } from "../../src/model/config.ts";
import { read } from "./read.ts";

it.each([
  ["Impact", "Customer impact"],
  ["Communication log", "Communications"],
  ["Action items", "3. Follow-up actions"],
  ["Lessons learned", "lessons learned:"],
])("finds %s under “%s”", (name, heading) => {
  expect(sectionOf(read(`## Other\n\n## ${heading}\n`), name, defaultConfig)?.title).toBe(
    read(`## ${heading}\n`).sections[0]?.title,
  );
});

it("finds a section under the heading that the config names, of ours and of a template's own", () => {
  const config = readConfig({ sections: { "root cause": ["Ursache"], Costs: ["Kosten"] } });
  const document = read("## Ursache\n\n## Kosten\n");
  expect(sectionOf(document, "Root cause", config)?.title).toBe("Ursache");
  expect(sectionOf(document, "Costs", config)?.title).toBe("Kosten");
  expect(sectionOf(document, "Impact", config)).toBeUndefined();
});
