import type { Ask, AskKind } from "../../../model/ask.ts";
import { HostError } from "../../../model/errors.ts";
import { answered } from "../errors.ts";
import { at, listAt, textAt } from "../json.ts";
import { nameOf, overlap } from "../pages.ts";
import { fragmentsFor } from "./fragments.ts";
import { nodeOf, noteNode } from "./nodes.ts";
import { type Place, type Reader, readers } from "./readers.ts";

interface Wanted {
  readonly ask: Ask;
  readonly index: number;
  /** The cursor behind which the page begins. */
  readonly after?: string;
}

/** Pages of a hundred. What is longer is left to REST. */
const mostPages = 20;

const readerOf = (ask: Ask): Reader<AskKind> => readers[ask.kind] as unknown as Reader<AskKind>;

/**
 * What GraphQL said to each ask, by its index, lists whole: the next pages of all that have some are asked together.
 * An ask that is missing was not answered. Pages overlap, because nobody says that a cursor is no count, and one that
 * shares nothing with those before may leave something out (see `readPages`): such a list was not answered either.
 */
export async function askPages(asks: readonly Ask[], place: Place): Promise<ReadonlyMap<number, unknown>> {
  const answers = new Map<number, unknown>();
  const lists = new Map<number, Map<string, unknown>>();
  let wanted: readonly Wanted[] = asks.map((ask, index) => ({ ask, index }));
  for (let page = 0; page < mostPages && wanted.length > 0; page++) {
    const said = await askOnce(wanted, place);
    wanted = wanted.flatMap(({ ask, index }): readonly Wanted[] => {
      if (!said?.has(index)) return [];
      const { list } = readerOf(ask);
      const one = said.get(index);
      const connection = list && !("first" in ask) ? at(one, ...list) : undefined;
      const more = at(connection, "pageInfo", "hasNextPage") === true;
      const seen = lists.get(index);
      if (!more && !seen) {
        answers.set(index, one);
        return [];
      }
      const nodes = listAt(connection, "nodes");
      if (seen && !nodes.some((node) => node !== null && seen.has(nameOf(node)))) return [];
      const all = new Map([...(seen ?? []), ...nodes.map((node) => [nameOf(node), node] as const)]);
      lists.set(index, all);
      const after = textAt(listAt(connection, "edges").at(-1 - overlap), "cursor");
      if (more) return after === "" || all.size === seen?.size ? [] : [{ ask, index, after }];
      answers.set(index, within(list ?? [], [...all.values()]));
      return [];
    });
  }
  return answers;
}

/** A whole list where a reader looks for it. */
function within(path: readonly string[], nodes: readonly unknown[]): unknown {
  const whole = { nodes, pageInfo: { hasNextPage: false } };
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), whole);
}

/** One document; undefined where it was not answered at all. */
async function askOnce(
  wanted: readonly Wanted[],
  { client, memory }: Place,
): Promise<ReadonlyMap<number, unknown> | undefined> {
  const variables: Record<string, unknown> = { owner: client.owner, name: client.repo };
  const types = ["$owner: String!", "$name: String!"];
  const given = (type: string, value: unknown): string => {
    const variable = `v${types.length}`;
    types.push(`$${variable}: ${type}`);
    variables[variable] = value;
    return `$${variable}`;
  };
  const fields = wanted.flatMap(({ ask, index, after }) => {
    const from = after === undefined ? "" : `, after: ${given("String!", after)}`;
    const field = readerOf(ask).select(ask, given, from);
    return field === undefined ? [] : [`  a${index}: ${field}`];
  });
  const isNamed = wanted.some(({ ask, after }) => after === undefined && readerOf(ask).people?.(ask));
  if (isNamed) fields.push("  people: assignableUsers(first: 100) { nodes { id login } }");
  const query = `query look(${types.join(", ")}) { repository(owner: $owner, name: $name) {\n${fields.join("\n")}\n} }`;
  try {
    const data = await client.graphql(`${query}\n${fragmentsFor(query)}`, variables, { reads: true });
    for (const user of listAt(data, "repository", "people", "nodes"))
      noteNode(memory, nodeOf.user(textAt(user, "login")), textAt(user, "id"));
    return answersIn(data, []);
  } catch (error) {
    if (error instanceof HostError) {
      if (answered(error, 403, 404, 405, 501)) memory.closed.add("graphql");
      return undefined;
    }
    const errors = listAt(error, "errors");
    if (errors.length === 0) throw error;
    // Refused as a whole: this server's schema is older than the document.
    if (errors.some((one) => textAt(one, "extensions", "code") !== "")) {
      memory.closed.add("graphql");
      client.log(`GraphQL is not used any more: ${textAt(errors[0], "message")}`);
    }
    return answersIn(at(error, "data"), errors);
  }
}

/** The fields without an error of their own. An error that names no field is everybody's. */
function answersIn(data: unknown, errors: readonly unknown[]): ReadonlyMap<number, unknown> | undefined {
  const wrong = errors.map((one) => listAt(one, "path")[1]);
  const repository = at(data, "repository");
  if (wrong.includes(undefined) || typeof repository !== "object" || repository === null) return undefined;
  const fields = Object.entries(repository).filter(([name]) => /^a\d+$/.test(name) && !wrong.includes(name));
  return new Map(fields.map(([name, value]) => [Number(name.slice(1)), value]));
}
