import { type Incident, incidentSchema, running, type Severity, type Status, timeFields } from "./incident.ts";
import { readInstant } from "./time.ts";

/** An incident's frontmatter with every field that could be read; what a person mistyped is undefined or its default. */
export type IncidentFields = Omit<Incident, "id" | "title" | "issue" | "severity" | "status"> & {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly issue: number | undefined;
  readonly severity: Severity | undefined;
  readonly status: Status | undefined;
};

/** Reads each field by itself, so that one typo does not hide the rest. Never throws. */
export function readFields(plain: Readonly<Record<string, unknown>>): IncidentFields {
  const entries = Object.entries(incidentSchema.shape).map(([key, schema]) => {
    const given = schema.safeParse(Object.hasOwn(plain, key) ? plain[key] : undefined);
    return [key, given.success ? given.data : schema.safeParse(undefined).data];
  });
  return Object.fromEntries(entries) as IncidentFields;
}

/** One field alone, read as `readFields` reads it: for who reads thousands of files and needs little of each. */
export function readField<K extends keyof IncidentFields & keyof typeof incidentSchema.shape>(
  plain: Readonly<Record<string, unknown>>,
  key: K,
): IncidentFields[K] {
  const schema = incidentSchema.shape[key];
  const given = schema.safeParse(Object.hasOwn(plain, key) ? plain[key] : undefined);
  return (given.success ? given.data : schema.safeParse(undefined).data) as IncidentFields[K];
}

/** The fields with times to compute with: in UTC, and undefined where what a person wrote is no time. */
export function withInstants(fields: IncidentFields): IncidentFields {
  const times = [...timeFields, "due" as const].map((name) => [name, readInstant(fields[name] ?? "")]);
  return { ...fields, ...Object.fromEntries(times) };
}

export function isRunning(fields: Pick<IncidentFields, "status">): boolean {
  return fields.status === undefined || running.includes(fields.status);
}
