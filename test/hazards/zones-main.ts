import { createHash } from "node:crypto";
import { readConfig } from "../../src/model/config.ts";
import { archiveFiles } from "../../src/reports/archive-files.ts";
import { incidentReport } from "../../src/reports/incident-report.ts";
import { incidentReportHtml } from "../../src/reports/incident-report-html.ts";
import { type RunbookReport, runbookReport } from "../../src/reports/runbook-report.ts";
import { runbookReportFiles } from "../../src/reports/runbook-report-page.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";

// A process whose machine is in one zone after the other: what it makes of the same files, as one digest for each.
const zones = Intl.supportedValuesOf("timeZone");
const edges = [
  ["2024-02-29T23:59:59Z", "2024-03-01T00:00:01Z"],
  ["2024-03-10T06:59:59Z", "2024-03-10T09:30:00Z"],
  ["2024-03-31T00:59:59Z", "2024-03-31T01:00:01Z"],
  ["2024-10-27T00:30:00Z", "2024-10-27T02:30:00Z"],
  ["2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z"],
  ["2025-04-05T15:00:00Z", "2025-04-05T17:00:00Z"],
  ["2025-11-02T05:59:59Z", "2025-11-02T06:00:00Z"],
  ["2025-11-02T06:00:00Z", "2025-11-02T05:59:59Z"],
];
const files = edges.map(([started, resolved], at) => {
  const times = `started: ${started}\ndetected: ${started}\ndeclared: ${started}\nresolved: ${resolved}\nclosed: ${resolved}`;
  const fields = `severity: sev1\nstatus: closed\nservices: [api]\nresponders: ["@alice"]\nalerts: [Slow]\n${times}`;
  const items = "## Action items\n\n- [ ] Do it @bob due:2025-03-30\n";
  return { path: `incidents/2025/INC-2025-${101 + at}.md`, text: `---\n${fields}\n---\n\n# Title\n\n${items}` };
});
const config = readConfig({
  supportHours: { zone: "Australia/Lord_Howe" },
  onCall: { people: { alice: { zone: "America/St_Johns" } }, zone: "Europe/Berlin", handover: "02:30" },
});

const runbooks = ["2025-02-28", "2024-02-29", "2025-03-30", "2025-12-30"].map((day, at) => {
  const text = `---\nlast_verified: ${day}\nreview_every: ${at === 0 ? "30d" : "1y"}\nservices: [api]\n---\n# R${at}\n`;
  return readRunbook(`runbooks/r${at}.md`, text).runbook;
});

/** Everything that is written into `reports/`, early on a day and late on another, and the report of an incident. */
function everything(): readonly unknown[] {
  const [early, late] = ["2025-12-31T00:00:00Z", "2025-03-30T23:30:00Z"].map((now) =>
    runbookReport({ config, now, runbooks, incidents: files, unread: [], alertFiles: [], serviceFiles: [] }),
  ) as [RunbookReport, RunbookReport];
  const { path, text } = files[4] as (typeof files)[number];
  const report = incidentReport({ path, text, config, runbooks, archive: files, now: "2025-03-30T23:30:00Z" });
  return [
    archiveFiles(files, early, config),
    runbookReportFiles(late, { reports: "reports" }),
    report.kind === "broken" ? report : incidentReportHtml(report.report),
  ];
}

const digests = new Map<string, string[]>();
const shown = new Set<string>();
for (const zone of zones) {
  process.env["TZ"] = zone;
  // Proof that the machine's zone did change.
  shown.add(new Date(Date.UTC(2025, 0, 1)).toString().slice(16, 33));
  const digest = createHash("sha256").update(JSON.stringify(everything())).digest("hex");
  digests.set(digest, [...(digests.get(digest) ?? []), zone]);
}
process.stdout.write(JSON.stringify({ zones: zones.length, clocks: shown.size, digests: [...digests] }));
