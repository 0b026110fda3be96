import { nearest } from "../model/nearest.ts";

/** What other tools and templates call our fields. */
const usual: Readonly<Record<string, readonly string[]>> = {
  started: ["start", "start_time", "started_at", "begin", "began", "date", "impact_start", "incident_start"],
  detected: ["detected_at", "detection", "detection_time", "noticed"],
  declared: ["declared_at", "created", "created_at", "opened", "reported", "reported_at"],
  acknowledged: ["ack", "acked", "acknowledged_at", "responded", "response_time"],
  mitigated: ["mitigated_at", "mitigation", "stabilized"],
  resolved: ["end", "ended", "end_time", "resolved_at", "resolved_when", "fixed", "recovered", "impact_end"],
  closed: ["closed_at", "completed"],
  severity: ["sev", "level", "priority", "severity_level"],
  status: ["state"],
  title: ["name", "summary", "subject"],
  services: ["service", "components", "component", "systems", "affected", "affected_services"],
  roles: ["commander", "incident_commander", "ic", "lead", "scribe", "communications", "owner"],
  responders: ["participants", "people", "team", "responder"],
  alerts: ["alert"],
  runbooks: ["runbook", "playbook", "playbooks"],
  causes: ["cause", "root_cause", "root_causes"],
  issue: ["ticket", "issue_number"],
  id: ["incident_id", "key", "number"],
  impact: ["customer_impact", "metrics"],
};

/** The field that a person most probably meant by another name, or undefined. */
export function fieldMeantBy(key: string, known: readonly string[]): string | undefined {
  const plain = key
    .slice(0, 60)
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  if (known.includes(plain)) return plain;
  return Object.entries(usual).find(([, names]) => names.includes(plain))?.[0] ?? nearest(plain, known);
}
