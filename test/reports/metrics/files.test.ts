import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultConfig } from "../../../src/model/config.ts";
import { metricsFiles } from "../../../src/reports/metrics/files.ts";

const path = "incidents/2025/INC-2025-001.md";
const real = { path, text: readFileSync(path, "utf8") };
const lines = "severity: sev1\nstatus: resolved\nstarted: 2025-02-01T00:00:00Z";
const hostile = {
  path: "incidents/2025/INC-2025-002.md",
  text: `---\n${lines}\nservices: ["@octo/all | <img src=x> #1"]\n---\n`,
};
const unread = { path: "incidents/2025/INC-2025-003.md", text: null };

it("the same files give the same bytes, in whatever order they are read", () => {
  const made = metricsFiles([real, hostile, unread], defaultConfig);
  expect(metricsFiles([unread, hostile, real], defaultConfig)).toEqual(made);
  expect(JSON.parse(made["metrics.json"])).toMatchObject({ files: 3, counted: 2 });
  expect(made["metrics.md"]).toMatch(/every number +\| unreadable +\| incidents\/2025\/INC-2025-003\.md/);
});

it("text of a record mentions nobody, is no HTML and no cell of its own", () => {
  const page = metricsFiles([hostile], defaultConfig)["metrics.md"];
  const [row] = page.split("\n").filter((line) => line.includes("octo") && !line.startsWith("| service"));
  expect(page).not.toMatch(/@octo|(?<!\\)<img|#1/);
  expect(row?.split(/(?<!\\)\|/).length).toBe(11);
});
