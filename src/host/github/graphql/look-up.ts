import type { Effect } from "../../../model/effect.ts";
import { at, textAt } from "../json.ts";
import { noteNode } from "./nodes.ts";
import type { Place } from "./readers.ts";
import { nodesFor } from "./writers.ts";

/** From this many effects on whose ids are unknown, asking for the ids costs less than doing each alone. */
const worthAsking = 3;

/** Asks for the ids of labels, people and issues that effects need. What is not found stays unknown. */
export async function lookUp(effects: readonly Effect[], { client, memory }: Place): Promise<void> {
  const unknown = (effect: Effect) => nodesFor(effect, memory).filter((name) => memory.nodes.get(name) === undefined);
  const waiting = effects.filter((effect) => unknown(effect).length > 0);
  const names = [...new Set(waiting.flatMap(unknown))].filter((name) => /^(?:issue|label|user) ./.test(name));
  if (waiting.length < worthAsking || names.length === 0) return;
  const variables: Record<string, unknown> = { owner: client.owner, name: client.repo };
  const types = ["$owner: String!", "$name: String!"];
  const inside: string[] = [];
  const outside: string[] = [];
  for (const [index, name] of names.entries()) {
    const [kind = "", what = ""] = name.split(/ (.*)/s);
    variables[`v${index}`] = kind === "issue" ? Number(what) : what;
    types.push(`$v${index}: ${kind === "issue" ? "Int!" : "String!"}`);
    const argument = kind === "issue" ? "number" : kind === "label" ? "name" : "login";
    (kind === "user" ? outside : inside).push(`  n${index}: ${kind}(${argument}: $v${index}) { id }`);
  }
  // `id`, as a selection must not be empty.
  const repository = `repository(owner: $owner, name: $name) { id\n${inside.join("\n")}\n}`;
  const query = `query ids(${types.join(", ")}) { ${repository}\n${outside.join("\n")}\n}`;
  // Who is not found is an error beside the data; without data nothing is known, and REST writes by name.
  const data = await client.graphql(query, variables, { reads: true }).catch((error: unknown) => at(error, "data"));
  for (const [index, name] of names.entries()) {
    const found = textAt(data, "repository", `n${index}`, "id") || textAt(data, `n${index}`, "id");
    noteNode(memory, name, found);
  }
}
