import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/model/config.ts";
import { chartFiles, chartMarkdown, chartsOf } from "../../../src/reports/charts/charts.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { readFacts } from "../../../src/reports/metrics/read-facts.ts";

const hostile = `</text><script>alert(1)</script> "&' $& ]]> \${7*7}`;

function record(number: number, severity: string, started: string, resolved: string, services: readonly string[]) {
  const fields = [
    `id: INC-2025-${String(number).padStart(3, "0")}`,
    `title: Down`,
    `issue: ${number}`,
    `severity: ${severity}`,
    "status: closed",
    `services: ${JSON.stringify(services)}`,
    `started: ${started}`,
    `resolved: ${resolved}`,
  ];
  return {
    path: `incidents/2025/INC-2025-${String(number).padStart(3, "0")}.md`,
    text: `---\n${fields.join("\n")}\n---\n`,
  };
}

const files = [
  record(1, "sev1", "2025-01-03T00:00:00Z", "2025-01-03T02:00:00Z", ["checkout", hostile]),
  record(2, "sev2", "2025-01-09T00:00:00Z", "2025-01-09T04:00:00Z", ["checkout"]),
  record(3, "sev2", "2025-03-09T00:00:00Z", "2025-03-10T00:00:00Z", ["search"]),
];
const facts = readFacts(files, defaultConfig);
const charts = chartsOf(metricsOf(facts, {}, defaultConfig), facts);
const drawn = chartFiles(charts);
/** What each mark says to those who don't see it. */
const marks = (path: string): readonly string[] =>
  Array.from(
    drawn[path]?.matchAll(
      /aria-roledescription="(?:bar|point)" aria-label="([^"]*)"|aria-label="([^"]*)"[^>]*aria-roledescription="(?:bar|point)"/g,
    ) ?? [],
    ([, a, b]) => a ?? b ?? "",
  );

describe("charts", () => {
  it("are drawn in light and dark, each in a picture that says what it shows", () => {
    expect(Object.keys(drawn)).toEqual(
      ["incidents", "time-to-resolve", "services"].flatMap((name) => [`charts/${name}.svg`, `charts/${name}-dark.svg`]),
    );
    expect(drawn["charts/incidents.svg"]).toContain(
      'aria-label="Incidents monthly, by severity. 3 from 2025-01 to 2025-03. 2025-01: 2, 2025-02: 0, 2025-03: 1."',
    );
    expect(drawn["charts/incidents.svg"]).not.toBe(drawn["charts/incidents-dark.svg"]);
    expect(chartMarkdown(charts[0] as (typeof charts)[0])).toContain('srcset="charts/incidents-dark.svg"');
  });

  it("show each number", () => {
    expect(marks("charts/incidents.svg")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/2025-01.*Incidents: 1.*sev1/),
        expect.stringMatching(/2025-01.*Incidents: 1.*sev2/),
        expect.stringMatching(/2025-02.*Incidents: 0.*sev1/),
        expect.stringMatching(/2025-03.*Incidents: 1.*sev2/),
      ]),
    );
    expect(marks("charts/time-to-resolve.svg")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/2025-01.*: 3.*median/),
        expect.stringMatching(/2025-01.*: 4.*p90/),
        expect.stringMatching(/2025-03.*: 24.*median/),
      ]),
    );
    // The least mark that is no less than the highest point ends the axis.
    const named = drawn["charts/time-to-resolve.svg"]?.match(/>(?:0|0\.5|\d+)<\/text>/g) ?? [];
    expect(named.map((one) => one.slice(1, -7))).toEqual(["0", "0.5", "1", "2", "4", "8", "24"]);
    expect(marks("charts/services.svg")[0]).toMatch(/checkout.*2|2.*checkout/);
  });

  it("are the same bytes again, whatever was drawn in between", () => {
    expect(chartFiles(chartsOf(metricsOf(facts, {}, defaultConfig), facts))).toEqual(drawn);
    expect(chartFiles([...charts].reverse())).toEqual(drawn);
  });

  it("let nothing of a file out of its text", () => {
    for (const svg of [...Object.values(drawn), ...charts.map(chartMarkdown)]) {
      expect(svg).not.toMatch(/<script|<\/text><script/i);
      // Every < begins a tag, and no attribute ends before its quote does.
      expect(svg.replaceAll(/<(?:\/?[a-z]+(?:\s[\w:-]+="[^"<>]*")*\s*\/?)>/gi, "")).not.toMatch(/[<>]/);
    }
    expect(drawn["charts/services.svg"]).toContain("&lt;script");
  });

  it("are left out where there is nothing to show", () => {
    expect(chartsOf(metricsOf([], {}, defaultConfig), [])).toEqual([]);
  });
});
