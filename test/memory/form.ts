/** What the issue form makes of an incident of checkout. */
export const form = [
  "### What is seen",
  "All calls answer 503.",
  "### Severity",
  "SEV-2 (High): degraded service",
  "### Type",
  "availability",
  "### Services",
  "checkout, database",
  "### Started",
  "02:20",
].join("\n\n");
