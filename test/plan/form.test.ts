import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultConfig } from "../../src/model/config.ts";
import { readDeclaration } from "../../src/plan/incident/form.ts";
import { declared, record, said } from "./stage.ts";

const at = "2025-01-15T16:20:00Z";
const read = (answers: Readonly<Record<string, string>>, labels: readonly string[] = []) =>
  readDeclaration(
    Object.entries(answers)
      .map(([label, answer]) => `### ${label}\n\n${answer}`)
      .join("\n\n"),
    at,
    defaultConfig,
    labels,
  );

/** The table of docs/issue-form.md: rows of impact, columns of urgency. */
const page = readFileSync(new URL("../../docs/issue-form.md", import.meta.url), "utf8");
const rows = page
  .slice(page.indexOf("## Severity from impact and urgency"))
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const cells = rows
  .slice(2)
  .flatMap(([impact = "", ...severities]) =>
    severities.map((severity, column) => ({ impact, urgency: rows[0]?.[column + 1] ?? "", severity })),
  );

it("impact and urgency give the severity that the page says, in all sixteen cells", () => {
  expect(cells).toHaveLength(16);
  for (const { impact, urgency, severity } of cells) {
    for (const chosen of ["Not sure: use impact and urgency", "_No response_"]) {
      const found = read({ Severity: chosen, Impact: impact, Urgency: urgency });
      expect([impact, urgency, found.severity, found.missing]).toEqual([impact, urgency, severity, []]);
    }
    expect(read({ Severity: "SEV-4 (Low): minor issue", Impact: impact, Urgency: urgency }).severity).toBe("sev4");
  }
});

it.each([
  [{ Impact: "Everybody" }, "sev2", "the issue does not say the urgency"],
  [{ Impact: "Some" }, "sev3", "the issue does not say the urgency"],
  [{ Urgency: "Immediate" }, "sev2", "the issue does not say the impact"],
  [{ Urgency: "Low" }, "sev3", "the issue does not say the impact"],
  [{ Impact: "everyone", Urgency: "High" }, "sev3", "`everyone` is no impact: Everybody, Many, Some, Few or internal"],
  [{ Impact: "Many", Urgency: "asap" }, "sev3", "`asap` is no urgency: Immediate, High, Medium, Low"],
  [{}, "sev3", "the issue says neither severity nor impact and urgency"],
])("%j is a guess, %s, and the guess is said", (answers: Readonly<Record<string, string>>, severity, because) => {
  const found = read({ Severity: "Not sure", ...answers });
  expect(found.severity).toBe(severity);
  expect(found.missing).toEqual([
    `Severity taken as ${severity}, because ${because}: \`/severity sev1\` (to sev4) when you know`,
  ]);
});

it("a severity's label counts where the form chose none", () => {
  expect(read({ Severity: "Not sure", Impact: "Some" }, ["severity:P1"])).toMatchObject({
    severity: "sev1",
    missing: [],
  });
});

it.each([
  ["checkout, search", ["checkout", "search"]],
  ["checkout; search;  `db`", ["checkout", "search", "db"]],
  ["- checkout\n- **search**\n* `db`,", ["checkout", "search", "db"]],
  ["_No response_", []],
])("services %j are %j", (typed, services) => {
  expect(read({ Services: typed }).services).toEqual(services);
});

it.each(["yesterday", "16:50", "25:00", "2025-01-15 02:30", "2025-01-16T02:30:00Z"])(
  "a start %j that can't be read is said, and is the time of the issue until it is known",
  (started) => {
    const found = read({ Severity: "sev1", Started: started });
    expect(found.started).toBe(at);
    expect(found.missing).toEqual([expect.stringMatching(/^Unexpected start time `.*`, expected .*`\/set started/)]);
  },
);

it("what people write below a form's answer of one line spoils no answer and is kept", async () => {
  const body = [
    "### What is seen\n\nAll calls answer 503.",
    "### Severity\n\nSEV-2 (High): degraded service\n\nI am not quite sure.",
    "### Started\n\n02:20\n\nGraphs: the last hour of the gateway.",
  ].join("\n\n");
  const world = await declared({ body });
  expect(said(world, "form")).toBeUndefined();
  expect(record(world)).toMatch(/severity: sev2\n/);
  expect(record(world)).toMatch(/started: \S+T02:20:00Z\n/);
  expect(record(world)).toMatch(/503\.[\s\S]*I am not quite sure\.[\s\S]*the last hour of the gateway/);
});
