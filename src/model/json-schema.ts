import { z } from "zod";
import { configSchema } from "./config.ts";
import { incidentSchema } from "./incident.ts";
import { incidentReportSchema } from "./incident-report.ts";
import { metricsSchema } from "./metrics.ts";
import { runbookSchema } from "./runbook.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The frontmatter of an incident file, for editors and other tools. JSON Schema 2020-12. */
export function incidentJsonSchema(): JsonSchema {
  return titled("Incident", "Frontmatter of an incident file of Gitcident", incidentSchema);
}

/** `.github/gitcident.yml`. Every key has a default, so none is required. */
export function configJsonSchema(): JsonSchema {
  const schema = titled("Gitcident", "Configuration of Gitcident: .github/gitcident.yml", configSchema);
  const extended = { type: "string", description: "Repository of the same owner whose config this one is laid over" };
  return { ...schema, properties: { _extends: extended, ...(schema["properties"] as object) } };
}

/** The frontmatter of a runbook. */
export function runbookJsonSchema(): JsonSchema {
  return titled("Runbook", "Frontmatter of a runbook of Gitcident", runbookSchema);
}

/** What `gitcident report --format json` prints. */
export function reportJsonSchema(): JsonSchema {
  return titled("Incident report", "An incident's report by Gitcident, as JSON", incidentReportSchema);
}

/** What `gitcident metrics --json` prints. */
export function metricsJsonSchema(): JsonSchema {
  return titled("Metrics", "Incident metrics by Gitcident, as JSON", metricsSchema);
}

function titled(title: string, description: string, schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return { $schema, title, description, ...rest };
}
