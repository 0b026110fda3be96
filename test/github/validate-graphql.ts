import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";
import type { Json } from "./exchange.ts";

let schema: GraphQLSchema | undefined;

/** GitHub's public schema. Read when first needed: it is large, and most tests send no GraphQL. */
export function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(
    readFileSync(createRequire(import.meta.url).resolve("@octokit/graphql-schema/schema.graphql"), "utf8"),
    { assumeValid: true, assumeValidSDL: true },
  );
  return schema;
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
