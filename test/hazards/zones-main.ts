import { createHash } from "node:crypto";
import { readConfig } from "../../src/model/config.ts";
import { archiveFiles } from "../../src/reports/archive-files.ts";
import { runbookReport } from "../../src/reports/runbook-report.ts";

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

const coverage = runbookReport({
  config,
  now: "2025-12-31T00:00:00Z",
  runbooks: [],
  incidents: files,
  unread: [],
  alertFiles: [],
  serviceFiles: [],
});

const digests = new Map<string, string[]>();
const shown = new Set<string>();
for (const zone of zones) {
  process.env["TZ"] = zone;
  // Proof that the machine's zone did change.
  shown.add(new Date(Date.UTC(2025, 0, 1)).toString().slice(16, 33));
  const digest = createHash("sha256")
    .update(JSON.stringify(archiveFiles(files, coverage, config)))
    .digest("hex");
  digests.set(digest, [...(digests.get(digest) ?? []), zone]);
}
process.stdout.write(JSON.stringify({ zones: zones.length, clocks: shown.size, digests: [...digests] }));
