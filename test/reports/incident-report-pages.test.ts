import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { incidentReportHtml } from "../../src/reports/incident-report-html.ts";
import { incidentReportJson } from "../../src/reports/incident-report-json.ts";
import { incidentReportMarkdown } from "../../src/reports/incident-report-md.ts";
import { layoutOf } from "../../src/reports/report-layout.ts";
import { timelineAlt, timelineSvg } from "../../src/reports/report-picture.ts";
import { hostileReport, named } from "./hostile-report.ts";
import { failover, fileOf, reportOf } from "./report.ts";

const parts = [
  "Summary",
  "Severity classification",
  "Timeline",
  "Technical investigation",
  "Impact assessment",
  "Communication log",
  "Remediation",
  "Post-mortem",
  "Action items",
  "Metrics",
];
const titlesOf = (markdown: string): readonly string[] =>
  Array.from(markdown.matchAll(/^## (.*)$/gm), (match) => match[1] ?? "");

describe("the failover report, reviewed by eye (vitest -u rewrites)", () => {
  it("as Markdown", async () => {
    await expect(incidentReportMarkdown(failover())).toMatchFileSnapshot("golden/INC-2025-001.md");
  });
  it("as HTML", async () => {
    await expect(incidentReportHtml(failover())).toMatchFileSnapshot("golden/INC-2025-001.html");
  });
  it("as JSON", async () => {
    await expect(incidentReportJson(failover())).toMatchFileSnapshot("golden/INC-2025-001.json.txt");
  });
  it("a bare record says in every part that nothing is recorded", async () => {
    await expect(incidentReportMarkdown(reportOf(fileOf("title: Bare")))).toMatchFileSnapshot("golden/bare.md");
  });
});

it("has the parts of the sample in their order, in every record", () => {
  expect(titlesOf(incidentReportMarkdown(failover()))).toEqual(parts);
  expect(titlesOf(incidentReportMarkdown(reportOf(fileOf("title: Bare"))))).toEqual(parts);
});

it("gives the same bytes twice", () => {
  expect(incidentReportHtml(failover())).toBe(incidentReportHtml(failover()));
  expect(incidentReportMarkdown(failover())).toBe(incidentReportMarkdown(failover()));
});

describe("the HTML", () => {
  const html = incidentReportHtml(failover());

  it("needs nothing from outside and runs nothing", () => {
    expect(html).not.toMatch(/<(?:script|link|iframe|object|embed|img|video|audio|form|base)\b/i);
    expect(html).not.toMatch(/\b(?:src|srcset|action|poster)=|url\(|@import/i);
    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
  });

  it("is readable without seeing it", () => {
    expect(html).toMatch(/<html lang="en">/);
    expect(html).toContain(
      "<title>INC-2025-001: Database cluster failover failure causing 100% API error rate</title>",
    );
    expect(html).toMatch(/<svg class="timeline" role="img" aria-label="Phases: unanswered 5 min, being mitigated/);
    expect(html).toContain('<a class="skip" href="#report">');
    const levels = Array.from(html.matchAll(/<h([1-6])[ >]/g), (match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    expect(html.match(/<th(?! scope=)[ >]/g)).toBeNull();
    expect(html.match(/<table\b/g)?.length).toBe(html.match(/<caption>/g)?.length);
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), (match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:href="#|labelledby=")([^"]*)"/g)) expect(ids).toContain(id);
  });

  it("has light, dark and print", () => {
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    expect(html).toContain("@media print");
  });
});

/** The elements of a page, without their attributes and text. */
const skeleton = (html: string): readonly string[] =>
  Array.from(
    html.matchAll(/<\/?(?:html|head|body|main|section|header|nav|footer|script|svg|style)\b/g),
    ([tag]) => tag,
  );

describe("hostile text in every place", () => {
  const calm = hostileReport("calm");
  const outline = skeleton(incidentReportHtml(calm));

  it.each(named)("stays text in HTML: %s", (_name, text) => {
    const html = incidentReportHtml(hostileReport(text));
    expect(skeleton(html)).toEqual(outline);
    expect(html).not.toMatch(/<(?:script|img|iframe|form|object)\b|<[^<>]*\son\w+=|href="(?:javascript|data):/i);
    expect(html).not.toMatch(/\p{Bidi_Control}|\u200B/u);
    expect(html.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(html).not.toContain('src="');
  });

  it.each(named)("leaves Markdown's structure: %s", (_name, text) => {
    const markdown = incidentReportMarkdown(hostileReport(text));
    const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const second = tree.children.flatMap((node) => (node.type === "heading" && node.depth === 2 ? [node] : []));
    expect(second).toHaveLength(parts.length);
    expect(JSON.stringify(tree)).not.toMatch(/"type":"(?:html|image)"|"url":"(?:javascript|data):/);
    expect(markdown).not.toMatch(/(?<![A-Za-z0-9])@everyone|fixes #12/);
  });
});

describe("the picture", () => {
  it("is left out where it would be an empty axis", () => {
    const has = (lines: string, body = ""): boolean =>
      layoutOf(reportOf(fileOf(`started: 2025-01-15T02:30:00Z\nstatus: resolved\n${lines}`, body))).some(
        ({ kind }) => kind === "picture",
      );
    expect(has("resolved: 2025-01-15T02:00:00Z")).toBe(false);
    expect(has("detected: 2025-01-15T02:35:00Z")).toBe(true);
    expect(has("resolved: 2025-01-15T02:00:00Z", "## Timeline\n\n- 2025-01-15T02:31:00Z Seen (@a)")).toBe(true);
  });

  it("holds no text of the record", () => {
    expect(timelineSvg(hostileReport("evil<b>"))).not.toContain("evil");
  });

  it("says its phases in words, running incidents included", () => {
    expect(timelineAlt(failover())).toBe(
      "Phases: unanswered 5 min, being mitigated 1 h 55 min, being resolved 15 min.",
    );
    const running = fileOf("status: investigating\nstarted: 2025-01-15T02:30:00Z\ndetected: 2025-01-15T02:40:00Z");
    expect(timelineAlt(reportOf(running, { now: "2025-01-15T03:00:00Z" }))).toBe(
      "Phases: undetected 10 min, unanswered 20 min.",
    );
  });

  it.each([1, 45, 600, 10_000, 500_000])("has at most nine ticks, of an incident of %i minutes too", (minutes) => {
    const resolved = `${new Date(Date.parse("2025-01-15T02:30:00Z") + minutes * 60_000).toISOString().slice(0, 19)}Z`;
    const svg = timelineSvg(reportOf(fileOf(`started: 2025-01-15T02:30:00Z\nresolved: ${resolved}\nstatus: resolved`)));
    expect(svg.match(/class="axis"/g)?.length ?? 0).toBeLessThanOrEqual(9);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("is drawn of reversed times without a negative width", () => {
    const text = fileOf("started: 2025-01-15T02:30:00Z\nresolved: 2025-01-15T01:30:00Z\nstatus: resolved");
    expect(timelineSvg(reportOf(text))).not.toMatch(/NaN|width="-/);
  });
});
