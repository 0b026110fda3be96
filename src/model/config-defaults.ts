/** What the config says of each severity where the repository says nothing. */
export const defaultSeverities = {
  sev1: {
    aliases: ["p1", "critical", "1"],
    title: "Critical",
    criteria: "Total outage, data loss or security breach",
    response: 5,
    update: 30,
    postmortem: true,
    due: 48,
  },
  sev2: {
    aliases: ["p2", "high", "major", "2"],
    title: "High",
    criteria: "Degraded service, some users affected",
    response: 60,
    update: 30,
    postmortem: true,
    due: 48,
  },
  sev3: {
    aliases: ["p3", "medium", "moderate", "3"],
    title: "Medium",
    criteria: "Limited impact, a workaround exists",
    response: 240,
    update: null,
    postmortem: true,
    due: 120,
  },
  sev4: {
    aliases: ["p4", "p5", "low", "minor", "4"],
    title: "Low",
    criteria: "Minor issue, the fix can be scheduled",
    response: 480,
    update: null,
    postmortem: false,
    due: 240,
  },
} as const;

/** The types of incidents that are known without a config. */
export const defaultTypes = {
  availability: {
    exit: ["Traffic is back to normal for 15 minutes", "Alerts are quiet"],
    needs: ["acknowledged", "impact", "commander"],
  },
  performance: {
    exit: ["Latency is inside its objective for 15 minutes"],
    needs: ["acknowledged", "impact", "commander"],
  },
  security: {
    exit: ["The attacker has no access", "Exposed credentials are rotated", "Legal duties to report are checked"],
    needs: ["acknowledged", "impact", "cause", "commander", "communications"],
  },
  data: {
    exit: ["No data is being lost", "The extent of the damage is known", "Restored data is verified"],
    needs: ["acknowledged", "impact", "cause", "commander"],
  },
} as const;

/** The roles that are known without a config. */
export const defaultRoles = {
  commander: { title: "Incident commander", delegates: [], required: ["sev1", "sev2", "sev3"] },
  communications: { title: "Communications lead", delegates: [], required: ["sev1", "sev2"] },
  operations: { title: "Operations lead", delegates: [], required: [] },
  scribe: { title: "Scribe", delegates: [], required: [] },
} as const;
