import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfigText } from "../../src/markdown/config-text.ts";
import { defaultConfig } from "../../src/model/config.ts";

const said = (text: string, shared?: string) =>
  readConfigText(text, shared).findings.map(({ severity, place, message }) => `${severity} ${place.line}: ${message}`);

it("takes an empty file, and one of comments, as the defaults", () => {
  for (const text of ["", "# nothing\n", "---\n", "rules:\n"]) {
    expect(readConfigText(text)).toEqual({ config: defaultConfig, findings: [] });
  }
});

it("keeps what it understands and says what it does not, on its line", () => {
  const text =
    "label: outage\nlabl: x\nseverities:\n  sev1:\n    response: soon\n    update: 15\nrules:\n  times-ordr: off\n";
  const { config } = readConfigText(text);
  expect(config.label).toBe("outage");
  expect(config.severities["sev1"]).toMatchObject({ response: 5, update: 15 });
  expect(said(text)).toEqual([
    "error 5: Unexpected value of `severities.sev1.response`, expected a number",
    "warning 2: Unexpected key `labl`, expected `label`",
    "warning 8: Unexpected key `rules.times-ordr`, expected `times-order`",
  ]);
});

it.each([
  ["a: [", 1],
  ["label: a\n  b: [c\n", 2],
  ["- a\n", 1],
  ["just words", 1],
  ["label: a\n---\nlabel: b\n", 3],
])("gives the defaults and an error for %j", (text, line) => {
  const { config, findings } = readConfigText(text);
  expect(config).toEqual(defaultConfig);
  expect(findings.map(({ severity }) => severity)).toEqual(["error"]);
  expect(findings[0]?.place.line).toBeLessThanOrEqual(line);
});

it.each([
  [
    "supportHours: { zone: Mars/Phobos }",
    "supportHours.zone",
    "an IANA time zone such as Europe/Berlin",
    "its default holds",
  ],
  [
    "supportHours: { hours: { mon: ['9-17'] } }",
    "supportHours.hours.mon.0",
    "hours such as 09:00-17:00",
    "nothing of `supportHours.hours.mon` holds",
  ],
  [
    "supportHours: { hours: { mon: ['17:00-09:00'] } }",
    "supportHours.hours.mon.0",
    "hours that end after they begin",
    "nothing of `supportHours.hours.mon` holds",
  ],
  ["availability: { target: 101 }", "availability.target", "a number of at most 100", "its default holds"],
  ["maturity: { people: 9 }", "maturity.people", "a number of at most 5", "its default holds"],
  ["maturity: { foo: 3 }", "maturity", "no `foo` in it", "its default holds"],
])("says what %s should be, and what holds until then", (text, name, expected, fallback) => {
  const { findings } = readConfigText(`${text}\n`);
  const said = findings.filter(({ severity }) => severity === "error");
  expect(said.map(({ message }) => message)).toEqual([`Unexpected value of \`${name}\`, expected ${expected}`]);
  expect(said[0]?.fix).toContain(`until then ${fallback}.`);
});

it("says that a key stands twice", () => {
  expect(said("label: a\r\nlabel: b\r\n")).toEqual(["error 2: Unexpected second `label`, expected it once"]);
});

describe("a shared config", () => {
  it("lies under the repository's own, key by key", () => {
    const { config, findings } = readConfigText(
      "_extends: .github\nseverities: { sev1: { update: 15 } }\n",
      "label: org\nseverities: { sev1: { response: 9 } }\nreviewers: ['@octo/sre']\n",
    );
    expect(findings).toEqual([]);
    expect(config).toMatchObject({ label: "org", reviewers: ["@octo/sre"] });
    expect(config.severities["sev1"]).toMatchObject({ response: 9, update: 15 });
  });

  it("has its faults said on the first line, with their own", () => {
    expect(said("label: a\n", "\nlabl: x\n")).toEqual([
      "warning 1: Unexpected key `labl`, expected `label` (line 2 of the shared config)",
    ]);
  });
});

it("never throws, never says a place outside the file, and always has a usable config", () => {
  const word = fc.constantFrom(
    "label",
    "rules",
    "severities",
    "sev1",
    "__proto__",
    "constructor",
    ":",
    "-",
    "[",
    "{",
    "&a",
    "*a",
    "\n",
    "  ",
    "x",
    "1",
    "!!",
    "'",
    "\t",
    "#",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
      ),
      (text) => {
        const { config, findings } = readConfigText(text);
        expect(typeof config.severities["sev1"]?.response).toBe("number");
        const lines = text.split("\n").length;
        for (const { place } of findings) expect(place.line).toBeLessThanOrEqual(lines);
      },
    ),
    { numRuns: 1000 },
  );
});
