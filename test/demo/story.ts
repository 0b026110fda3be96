/** What people say and when, in UTC on 2025-01-15: the failover incident as it was lived. */
export interface Line {
  readonly at: string;
  readonly by: string;
  readonly says: string;
}

export const day = "2025-01-15";

export const declaration = {
  title: "Database cluster failover failure causing 100% API error rate",
  body: [
    ["What is seen", "All API calls have answered 503 since 02:30 UTC, in every region. ApiErrorRateHigh fired."],
    ["Severity", "SEV-1 (Critical): total outage, data loss or security breach"],
    ["Impact", "Everybody"],
    ["Urgency", "Immediate"],
    ["Type", "availability"],
    ["Services", "database, api, customer-apps"],
    ["Started", "02:30:00"],
    ["Are customers affected?", "Yes"],
    ["Was it unplanned?", "Yes"],
    ["Will it take more than an hour to fix?", "Yes"],
  ]
    .map(([label, answer]) => `### ${label}\n\n${answer}`)
    .join("\n\n"),
};

/** The timeline of the record, every line of it. */
export const timeline: readonly Line[] = [
  { at: "02:33:00", by: "alice", says: "/timeline 02:30:00 Monitoring alerts detect 100% API error rate" },
  { at: "02:33:20", by: "alice", says: "/timeline 02:32:15 Incident declared SEV-1, incident commander assigned" },
  { at: "02:35:00", by: "dave", says: "/ack Technical team begins investigation" },
  { at: "02:45:00", by: "octo-db", says: "/timeline Identified database primary node failure" },
  { at: "02:50:00", by: "octo-db", says: "/timeline Automated failover script fails due to bug" },
  { at: "03:00:00", by: "dave", says: "/timeline Manual investigation reveals network partition" },
  { at: "03:15:00", by: "alice", says: "/timeline Decision to perform manual failover to standby cluster" },
  { at: "03:30:00", by: "octo-db", says: "/timeline Manual failover initiated" },
  { at: "03:45:00", by: "octo-db", says: "/timeline Standby cluster promoted to primary" },
  { at: "04:00:00", by: "dave", says: "/timeline Application connections redirected" },
  { at: "04:15:00", by: "dave", says: "/timeline Service begins recovery" },
  { at: "04:30:00", by: "dave", says: "/mitigate 50% traffic restored" },
  { at: "04:45:00", by: "alice", says: "/resolve 100% traffic restored, incident resolved" },
];

const communication: readonly Line[] = [
  { at: "02:35:05", by: "bob", says: "/update internal: #incidents channel created" },
  { at: "02:40:00", by: "bob", says: "/update executives: Executive team notified" },
  { at: "02:45:10", by: "bob", says: "/update public: Investigating increased error rates" },
  { at: "03:00:10", by: "bob", says: "/update customers: Email sent to enterprise customers" },
  { at: "03:30:10", by: "bob", says: "/update public: Identified issue, working on fix" },
  { at: "04:00:10", by: "bob", says: "/update public: Implementing fix, estimated recovery 60 minutes" },
  { at: "04:30:10", by: "bob", says: "/update public: Service recovering" },
  { at: "04:50:00", by: "bob", says: "/update public: Service restored, monitoring" },
  { at: "05:00:00", by: "bob", says: "/update internal: Post-mortem scheduled" },
];

const facts: readonly Line[] = [
  { at: "02:32:30", by: "alice", says: "/assign commander @alice" },
  { at: "02:32:40", by: "alice", says: "/assign communications @bob" },
  { at: "02:34:00", by: "bob", says: "/alert +ApiErrorRateHigh" },
  { at: "02:36:00", by: "bob", says: "/severty sev1" },
  { at: "02:37:00", by: "mallory", says: "/resolve nothing to see here" },
  { at: "02:46:00", by: "alice", says: "/status identified" },
  { at: "03:01:00", by: "dave", says: "/cause Network partition between database nodes" },
  { at: "03:02:00", by: "octo-db", says: "/cause Failover script, line 245: incorrect condition check" },
  { at: "04:20:00", by: "alice", says: "/resolve" },
  {
    at: "04:21:00",
    by: "bob",
    says: '/impact customers=100% failed_transactions=15842 support_tickets=8750 revenue_per_hour="85000 USD"',
  },
];

export interface Action {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly priority: string;
  readonly rest: string;
}

export const actions: readonly Action[] = [
  {
    text: "Fix failover script bug and deploy to all environments",
    owner: "octo-db",
    due: "2025-01-16",
    priority: "high",
    rest: "type:prevent",
  },
  {
    text: "Implement circuit breaker pattern in API services",
    owner: "octo-platform",
    due: "2025-01-30",
    priority: "high",
    rest: "type:mitigate",
  },
  {
    text: "Add network partition testing to test suite",
    owner: "octo-qa",
    due: "2025-02-15",
    priority: "medium",
    rest: "type:prevent",
  },
  {
    text: "Update incident playbook with manual failover steps",
    owner: "octo-devops",
    due: "2025-01-20",
    priority: "medium",
    rest: "type:process",
  },
  {
    text: "Conduct quarterly failover drills",
    owner: "octo-sre",
    due: "2025-04-01",
    priority: "low",
    rest: "type:process every:3mo",
  },
];

const followUps: readonly Line[] = actions.map((action, index) => ({
  at: `05:${String(10 + index).padStart(2, "0")}:00`,
  by: "alice",
  says: `/action ${action.text} @${action.owner} due:${action.due} priority:${action.priority} ${action.rest}`,
}));

/** Everything that is said on the issue, in the order in which it is said. */
export const lines: readonly Line[] = [...timeline, ...communication, ...facts, ...followUps].toSorted((a, b) =>
  a.at.localeCompare(b.at),
);
