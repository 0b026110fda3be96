import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, it } from "vitest";
import { readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { defaultConfig } from "../../src/model/config.ts";
import {
  configJsonSchema,
  incidentJsonSchema,
  type JsonSchema,
  metricsJsonSchema,
  runbookJsonSchema,
} from "../../src/model/json-schema.ts";

const schemas: readonly (readonly [string, JsonSchema])[] = [
  ["incident", incidentJsonSchema()],
  ["config", configJsonSchema()],
  ["runbook", runbookJsonSchema()],
  ["metrics", metricsJsonSchema()],
];

function validator(schema: JsonSchema) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(schema);
}

it.each(schemas)("schema/%s.json is what the model says (UPDATE=1 rewrites it)", (name, schema) => {
  const path = `schema/${name}.json`;
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env["UPDATE"] === "1") writeFileSync(path, text);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(JSON.parse(text));
});

it.each(schemas)("schema/%s.json is a valid JSON Schema of 2020-12", (_name, schema) => {
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
});

it("the failover incident fits the incident's schema, and one without a severity does not", () => {
  const read = readFrontmatter(readFileSync("incidents/2025/INC-2025-001.md", "utf8"));
  if (read.kind !== "ok") throw new Error("unreadable example");
  const validate = validator(incidentJsonSchema());
  expect(validate(read.frontmatter.fields), JSON.stringify(validate.errors)).toBe(true);
  const { severity: _left, ...rest } = read.frontmatter.fields;
  expect(validate(rest)).toBe(false);
});

it("an empty config and the defaults fit the config's schema, and a wrong rule severity does not", () => {
  const validate = validator(configJsonSchema());
  expect(validate({})).toBe(true);
  expect(validate(defaultConfig), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ rules: { "times-order": "never" } })).toBe(false);
});
