import type { z } from "zod";
import { severities } from "../model/incident.ts";
import { ruleNames } from "../model/rule-names.ts";
import { runbookRuleNames } from "../model/runbook-rule-names.ts";

/** A key that a schema does not have, and those that it has in that place. */
export interface UnknownKey {
  readonly path: readonly string[];
  readonly known: readonly string[];
}

/** Names that are free for the config's schema but not for us. */
const closed: Readonly<Record<string, readonly string[]>> = { severities, rules: [...ruleNames, ...runbookRuleNames] };

/** The parts of a zod schema's definition that lead to its keys. */
interface Shape {
  readonly innerType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
}

/** The keys of a config that its schema does not know, at every depth; zod drops them without a word. */
export function unknownKeys(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly string[] = [],
): readonly UnknownKey[] {
  if (value === null || typeof value !== "object") return [];
  const { innerType, valueType, element, shape, options } = schema._zod.def as Shape;
  if (innerType) return unknownKeys(innerType, value, path);
  if (Array.isArray(value)) {
    return element ? value.flatMap((one, at) => unknownKeys(element, one, [...path, String(at)])) : [];
  }
  const named = options?.find((option) => (option._zod.def as Shape).shape);
  if (named) return unknownKeys(named, value, path);
  const known = shape ? [...Object.keys(shape), ...(path.length === 0 ? ["_extends"] : [])] : closed[path.join(".")];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    if (known && !known.includes(key)) return [{ path: here, known }];
    const next = valueType ?? (shape && Object.hasOwn(shape, key) ? shape[key] : undefined);
    return next ? unknownKeys(next, inner, here) : [];
  });
}
