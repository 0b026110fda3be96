import type { IncidentReport } from "../../src/model/incident-report.ts";
import { fileOf, reportOf } from "./report.ts";

/** Texts that would be taken for something else by HTML, Markdown, Typst, XML or a terminal. */
const hostile: readonly string[] = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>`,
  `<!-- never closed`,
  `</section></main></body>`,
  `![p](https://evil.example/track.png)`,
  `[click](javascript:alert(1))`,
  `[click](data:text/html,x)`,
  `<https://evil.example/>`,
  `#panic("typst") #read("/etc/passwd")`,
  `#import "@preview/x:1.0.0"`,
  `$ integral $ @label <label> \\ \\u{1F600} ~ _a_ *b*`,
  `"); #panic("x"); ("`,
  `&lt;b&gt; &#64;team &amp;`,
  `| a | b |`,
  "`code` ``` fence",
  `@everyone @octo/all #12 fixes #12`,
  `]]> <?xml ?>`,
  `{{ incident }} {% raw %}`,
  "x".repeat(1200),
  `\u202Eevil\u202C \u200Bzero\u0007bell`,
  `日本語 العربية 😀 Ελληνικά`,
];

/** Each with a short name of it. */
export const named = hostile.map((text) => [text.slice(0, 30), text] as const);

/** A report with a hostile text in every place that a person can write to. */
export function hostileReport(text: string): IncidentReport {
  const quoted = JSON.stringify(text);
  const frontmatter = [
    `id: ${quoted}`,
    `title: ${quoted}`,
    `type: ${quoted}`,
    "severity: sev1",
    "status: resolved",
    `services: [${quoted}]`,
    `alerts: [${quoted}]`,
    `causes: [${quoted}]`,
    `runbooks: [${quoted}]`,
    "started: 2025-01-15T02:30:00Z",
    "detected: 2025-01-15T02:31:00Z",
    "resolved: 2025-01-15T04:45:00Z",
    `impact: { customers: ${quoted}, revenue_per_hour: ${quoted}, availability: ${quoted}, other: ${quoted} }`,
  ].join("\n");
  const body = [
    `## Summary\n\n${text}`,
    `## Timeline\n\n- 2025-01-15T02:45:00Z ${text} (@alice)\n- ${text}`,
    `## Communication log\n\n- 2025-01-15T02:45:00Z [public] ${text}`,
    `## Root cause\n\n### Technical cause\n\n${text}\n\n### Five whys\n\n1. Why? ${text}\n\n### Contributing factors\n\n- ${text}`,
    `## Impact\n\n| What | How much |\n|---|---|\n| ${text} | ${text} |\n\n${text}`,
    `## Resolution\n\n### During the incident\n\n- ${text}`,
    `## Action items\n\n- [ ] ${text} @octo due:2025-01-16 priority:high`,
    `## Lessons learned\n\n### What went well\n\n- ${text}`,
  ].join("\n\n");
  return reportOf(fileOf(frontmatter, body), { path: "incidents/2025/INC-2025-001.md" });
}
