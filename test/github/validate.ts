import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { bodyOf, type Call, type Json } from "./exchange.ts";
import { checkGraphql } from "./validate-graphql.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: object;
}

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: object;
  readonly bodyRequired?: boolean;
}

interface Checks {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly parameters: ValidateFunction;
  readonly body: ValidateFunction | undefined;
}

/** Keeps every request to what GitHub's description allows. */
export interface Validation {
  /** Checks a request and returns GitHub's name for the operation; undefined: GitHub knows none such. */
  check(call: Call): string | undefined;
  /** What was wrong, each with its request. */
  readonly violations: readonly string[];
  /** Throws with the list when anything was wrong. */
  assertValid(): void;
  /** Forgets what was wrong, for tests that do wrong on purpose. */
  forgive(): void;
}

// Paths, refs and branch names hold slashes; they stand last.
const wide = new Set(["path", "ref", "branch", "basehead"]);

let known: readonly Checks[] | undefined;

export function createValidation(): Validation {
  const violations: string[] = [];

  function check(call: Call): string | undefined {
    const report = (problem: string) =>
      violations.push(`${call.method} ${call.path}${call.query.size ? `?${call.query}` : ""}: ${problem}`);
    if (call.method === "POST" && call.path === "/graphql") {
      for (const problem of checkGraphql(bodyOf(call))) report(problem);
      return "graphql";
    }
    known ??= readOperations();
    for (const checks of known) {
      if (checks.operation.method !== call.method) continue;
      const found = checks.pattern.exec(call.path);
      if (!found) continue;
      checkOne(call, found.groups ?? {}, checks, report);
      return checks.operation.id;
    }
    report("unexpected operation, expected one of test/github/openapi.json (extend test/github/prune-openapi.mjs)");
    return undefined;
  }

  return {
    check,
    violations,
    assertValid() {
      if (violations.length === 0) return;
      throw new Error(`Unexpected requests, expected what GitHub documents:\n${[...new Set(violations)].join("\n")}`);
    },
    forgive: () => void violations.splice(0),
  };
}

function checkOne(call: Call, path: Record<string, string>, checks: Checks, report: (problem: string) => void): void {
  const given: Record<string, string> = Object.fromEntries(call.query);
  for (const [name, value] of Object.entries(path)) given[name] = decodeURIComponent(value);
  if (!checks.parameters(given)) for (const error of checks.parameters.errors ?? []) report(say("parameter", error));
  const body = bodyOf(call);
  if (call.body.length > 0 && body === undefined) report("body is not JSON");
  const empty = body === undefined || (typeof body === "object" && body !== null && Object.keys(body).length === 0);
  if (!checks.body) {
    if (!empty) report(`unexpected body ${JSON.stringify(body).slice(0, 80)}, expected none`);
  } else if (body === undefined) {
    if (checks.operation.bodyRequired) report("unexpected end, expected a body");
  } else if (!checks.body(body)) {
    for (const error of checks.body.errors ?? []) report(say("body", error));
  }
}

function say(part: string, error: ErrorObject): string {
  const name = error.params["additionalProperty"] ?? error.params["unevaluatedProperty"];
  if (name !== undefined)
    return `unexpected ${part} property ${error.instancePath}/${name}, expected only what GitHub knows`;
  return `${part} ${error.instancePath || "/"} ${error.message ?? "is wrong"}`;
}

function readOperations(): readonly Checks[] {
  const text = readFileSync(new URL("openapi.json", import.meta.url), "utf8");
  const operations: readonly Operation[] = JSON.parse(text).operations;
  const strict = addFormats(new Ajv({ strict: false, allErrors: true }));
  const lenient = addFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: "array" }));
  // Fewer parameters first: `/issues/comments` is not an issue named "comments". Longer first: a ref ends nothing early.
  return [...operations]
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length || b.path.length - a.path.length)
    .map((operation) => ({
      operation,
      pattern: patternOf(operation.path),
      parameters: lenient.compile(parametersOf(operation)),
      body: operation.body && strict.compile(closed(operation.body)),
    }));
}

// The package is CommonJS: its function is the default of the default for Node, and the default for bundlers.
function addFormats(ajv: Ajv): Ajv {
  const add = formats as Json;
  return (add.default ?? add)(ajv);
}

function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part, index, all) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return part.replaceAll(".", "\\.");
    return wide.has(name) && index === all.length - 1 ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${parts.join("/")}$`);
}

function parametersOf(operation: Operation): object {
  return {
    type: "object",
    properties: Object.fromEntries(operation.parameters.map((parameter) => [parameter.name, parameter.schema])),
    required: operation.parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  };
}

/** The same schema with every object closed: GitHub drops unknown properties silently, so a test must not. */
function closed(schema: Json): Json {
  if (schema === null || typeof schema !== "object") return schema;
  const branches: Json[] = schema.anyOf ?? schema.allOf ?? [];
  const copy: Json = { ...schema };
  if (schema.items) copy.items = closed(schema.items);
  if (!schema.properties) {
    for (const key of ["anyOf", "allOf"]) if (schema[key]) copy[key] = schema[key].map(closed);
    return copy;
  }
  // Branches beside properties only narrow them: the object is closed once, over the names of all.
  const own = mapValues(schema.properties, closed);
  const others = branches.flatMap((branch) => Object.keys(branch.properties ?? {})).filter((name) => !(name in own));
  copy.properties = { ...own, ...Object.fromEntries(others.map((name) => [name, {}])) };
  copy.additionalProperties = schema.additionalProperties ?? false;
  return copy;
}

function mapValues(value: Json, change: (item: Json) => Json): Json {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
