import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";
import type { Json } from "./exchange.ts";

let schema: GraphQLSchema | undefined;

/** GitHub's public schema. Read when first needed: it is large, and most tests send no GraphQL. */
export function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(schemaText(), { assumeValid: true, assumeValidSDL: true });
  return schema;
}

// The package's own entry parses five megabytes of JSON that we have no use for.
function schemaText(): string {
  const place = findPackageJSON("@octokit/graphql-schema", import.meta.url);
  if (place === undefined) throw new Error("Unexpected absence of @octokit/graphql-schema, expected it after `npm ci`");
  return readFileSync(join(dirname(place), "schema.graphql"), "utf8");
}

const seen = new Map<string, readonly string[]>();

/** What is wrong with the body of a GraphQL request. https://docs.github.com/en/graphql/guides/forming-calls-with-graphql */
export function checkGraphql(body: Json): readonly string[] {
  if (typeof body?.query !== "string") return ["unexpected GraphQL body, expected { query, variables }"];
  const extra = Object.keys(body).filter((name) => !["query", "variables", "operationName"].includes(name));
  const known = seen.get(body.query) ?? checkQuery(body.query);
  seen.set(body.query, known);
  return [...known, ...extra.map((name) => `unexpected GraphQL body property ${name}`)];
}

function checkQuery(query: string): readonly string[] {
  try {
    return validate(githubSchema(), parse(query)).map((error) => error.message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
