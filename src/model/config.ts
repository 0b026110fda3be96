import { z } from "zod";
import { alertFormats } from "./alert.ts";
import { defaultRoles, defaultSeverities, defaultTypes } from "./config-defaults.ts";
import { severities } from "./incident-words.ts";
import { maturityDimensions } from "./maturity.ts";
import { metricsConfig } from "./metrics-config.ts";
import { policySchema } from "./policy.ts";

export { readSeverity } from "./severity-names.ts";

const severityConfig = z.object({
  aliases: z.array(z.string()).default([]).meta({ description: "Other names, compared without case, spaces, - and _" }),
  title: z.string().default("").meta({ description: "What a person calls it: Critical" }),
  criteria: z.string().default("").meta({ description: "When an incident is this severe" }),
  response: z.number().positive().default(60).meta({ description: "Minutes in which somebody has to answer" }),
  update: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .meta({ description: "Minutes between status updates; null: none due" }),
  postmortem: z.boolean().default(true).meta({ description: "Whether a post-mortem is required" }),
  due: z.number().positive().default(48).meta({ description: "Hours from resolution until the post-mortem is due" }),
});

const typeConfig = z.object({
  exit: z
    .array(z.string())
    .default([])
    .meta({ description: "Exit criteria in words, shown in the summary and the playbook" }),
  needs: z
    .array(z.enum(["acknowledged", "mitigated", "impact", "cause", "commander", "communications", "update"]))
    .default([])
    .meta({ description: "What the record must hold before /resolve is taken without --force" }),
  template: z.string().optional().meta({ description: "Post-mortem template of this type" }),
});

const roleConfig = z.object({
  title: z.string().default(""),
  delegates: z
    .array(z.string())
    .default([])
    .meta({ description: "Who stands in while the role is empty: @login or @org/team" }),
  required: z
    .array(z.enum(severities))
    .default([])
    .meta({ description: "Severities at which an empty role is reminded of" }),
});

const alertSource = z.object({
  paths: z.array(z.string()).default([]).meta({ description: "Files, as globs from the repository's root" }),
  format: z.enum(alertFormats).optional().meta({ description: "Found out from the file where it is not said" }),
  runbook: z
    .object({
      annotation: z
        .array(z.string())
        .default([])
        .meta({ description: "Annotations, labels or tags that hold the runbook; default: runbook_url, runbook …" }),
      base: z
        .record(z.string(), z.string())
        .default({})
        .meta({ description: "Web addresses and the folder of the repository that each of them shows" }),
    })
    .prefault({}),
});

const runbookConfig = z.object({
  files: z
    .array(z.string())
    .default(["**/*.md"])
    .meta({ description: "Which files of the folder are runbooks, as globs from it" }),
  ignore: z.array(z.string()).default(["**/_index.md", "**/README.md"]).meta({ description: "Which of them are none" }),
  fields: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .meta({ description: "Other names of fields, e.g. {last_verified: [last_reviewed_on]}" }),
  offer: z
    .boolean()
    .default(true)
    .meta({ description: "Whether an incident that ends without a runbook gets a pull request with the stub of one" }),
});

/** `.github/gitcident.yml`. Every key has a default: an empty file works. */
export const configSchema = z.object({
  label: z.string().default("incident").meta({ description: "The label that makes an issue an incident" }),
  severities: z
    .record(z.string(), severityConfig)
    .default({})
    .meta({ description: "Overrides by severity: sev1 … sev4" }),
  types: z.record(z.string(), typeConfig).default({}).meta({ description: "Overrides and additions by type" }),
  roles: z.record(z.string(), roleConfig).default({}).meta({ description: "Overrides and additions by role" }),
  incidents: z.string().default("incidents").meta({ description: "Folder of the incident files" }),
  ...metricsConfig,
  runbooks: z.string().default("runbooks").meta({ description: "Folder of the runbooks" }),
  runbook: runbookConfig.prefault({}).meta({ description: "How runbooks are read" }),
  alerts: z.array(alertSource).default([]).meta({ description: "Where alerts are defined" }),
  services: z
    .array(z.string())
    .default([])
    .meta({ description: "Files that list the services, as globs: a list, or Backstage's catalog-info.yaml" }),
  templates: z.string().default("templates").meta({ description: "Folder of the Liquid templates" }),
  digest: z
    .object({
      issue: z
        .number()
        .int()
        .positive()
        .optional()
        .meta({ description: "Below which issue; default: an issue of its own for each week" }),
    })
    .optional()
    .meta({ description: "A digest of each week, on Monday (UTC); default: none" }),
  maturity: z
    .partialRecord(z.enum(maturityDimensions), z.number().int().min(1).max(5))
    .default({})
    .meta({ description: "The level to reach in each dimension; default 3" }),
  reports: z.string().default("reports").meta({ description: "Folder of the regenerated reports" }),
  reviewers: z.array(z.string()).default([]).meta({ description: "Who reviews post-mortems: @login or @org/team" }),
  mentions: z
    .array(z.string())
    .default([])
    .meta({ description: "Logins and teams that Gitcident may mention (@login, @org/team)" }),
  actionLabel: z.string().default("action-item"),
  rules: z
    .record(z.string(), policySchema)
    .default({})
    .meta({ description: "What a rule's findings are, in one word or by severity and type" }),
  whys: z.number().int().positive().default(5).meta({ description: "The fewest whys in a section that asks why" }),
  sections: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .meta({ description: "Other heading names that count as a section, e.g. {Root cause: [Ursache]}" }),
  remindMinutes: z
    .number()
    .positive()
    .default(60)
    .meta({ description: "Minutes after which something still due is said again" }),
  brake: z
    .number()
    .int()
    .gt(4)
    .default(20)
    .meta({ description: "The most issues and comments that one pass creates; at least 5" }),
});

type Parsed = z.infer<typeof configSchema>;
export type AlertSource = z.infer<typeof alertSource>;
export type SeverityConfig = z.infer<typeof severityConfig>;
export type TypeConfig = z.infer<typeof typeConfig>;

/** The config with the defaults of every severity, type and role filled in. */
export type Config = Parsed;

/** Parses plain data into a config; throws ZodError where it does not fit. Partial overrides keep the other defaults. */
export function readConfig(plain: unknown): Config {
  const raw = (plain ?? {}) as Record<string, unknown>;
  return configSchema.parse({
    ...raw,
    severities: layered(defaultSeverities, raw["severities"]),
    types: layered(defaultTypes, raw["types"]),
    roles: layered(defaultRoles, raw["roles"]),
  });
}

function layered(defaults: Readonly<Record<string, object>>, given: unknown): unknown {
  if (given === undefined || given === null) return defaults;
  if (typeof given !== "object" || Array.isArray(given)) return given;
  const entries = Object.entries(given).map(([name, value]) => {
    const base = Object.hasOwn(defaults, name) ? defaults[name] : {};
    return [name, value !== null && typeof value === "object" && !Array.isArray(value) ? { ...base, ...value } : value];
  });
  return { ...defaults, ...Object.fromEntries(entries) };
}

/** The config of an empty file. */
export const defaultConfig: Config = readConfig({});

export function severityConfigOf(severity: string, config: Config): SeverityConfig {
  return config.severities[severity] ?? severityConfig.parse({});
}

export function typeConfigOf(type: string, config: Config): TypeConfig {
  return config.types[type] ?? typeConfig.parse({});
}
