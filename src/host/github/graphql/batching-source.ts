import type { Answer, Ask, AskKind, Source } from "../../../model/ask.ts";
import { HostError } from "../../../model/errors.ts";
import { answered } from "../errors.ts";
import { at, listAt, textAt } from "../json.ts";
import { readRepository } from "../repository.ts";
import { fragmentsFor } from "./fragments.ts";
import { type Place, type Reader, readers } from "./readers.ts";

interface Wish {
  readonly ask: Ask;
  readonly resolve: (answer: unknown) => void;
  /** Asks REST instead. */
  readonly decline: () => void;
}

/** Fields of one document: more make GitHub's answer slow, and a slow one is none. */
const mostFields = 50;

/**
 * A source that puts asks which come together into one GraphQL document. What GraphQL can't answer as exactly as REST,
 * and what it left out, is asked of REST; where the server has no GraphQL, everything is.
 */
export function batchingSource(rest: Source, place: Place, fewest: number): Source {
  const { client, memory } = place;
  let waiting: Wish[] = [];

  function together<K extends AskKind>(ask: Ask<K>): Promise<Answer<K>> {
    const direct = (): Promise<Answer<K>> => (rest[ask.kind as K] as (ask: Ask<K>) => Promise<Answer<K>>)(ask);
    if (memory.closed.has("graphql")) return direct();
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(send);
      const decline = (): void => void direct().then(resolve, reject);
      waiting.push({ ask: ask as Ask, resolve: resolve as (answer: unknown) => void, decline });
    });
  }

  function send(): void {
    const wishes = waiting;
    waiting = [];
    const names = [...new Set(wishes.map(({ ask }) => JSON.stringify(ask)))];
    for (let from = 0; from < names.length; from += mostFields) {
      const part = new Set(names.slice(from, from + mostFields));
      void answer(wishes.filter(({ ask }) => part.has(JSON.stringify(ask))));
    }
  }

  async function answer(wishes: readonly Wish[]): Promise<void> {
    const byName = new Map<string, Wish[]>();
    for (const wish of wishes) {
      const name = JSON.stringify(wish.ask);
      byName.set(name, [...(byName.get(name) ?? []), wish]);
    }
    const groups = [...byName.values()];
    // One ask costs one request either way, and REST is the one whose words are mapped.
    const said =
      groups.length >= fewest
        ? await askGraphql(
            groups.map(([first]) => (first as Wish).ask),
            place,
          )
        : undefined;
    for (const [index, group] of groups.entries()) {
      const { ask } = group[0] as Wish;
      const found = said?.has(index) ? read(ask, said.get(index), place) : undefined;
      for (const wish of group) {
        if (found === undefined) wish.decline();
        else wish.resolve(found);
      }
    }
  }

  const batched: Partial<Source> = Object.fromEntries(Object.keys(readers).map((kind) => [kind, together]));
  return {
    ...rest,
    ...batched,
    comments: (ask) => (ask.since === undefined ? together(ask) : rest.comments(ask)),
    branches: (ask) => (ask.prefix.endsWith("/") ? together(ask) : rest.branches(ask)),
    branch: async (ask) => {
      // Whether it is protected, which matters for the default branch, REST says exactly.
      const base = textAt(await readRepository(client, memory), "default_branch");
      return ask.name === base ? rest.branch(ask) : together(ask);
    },
    file: async (ask) => memory.files.get(`${ask.ref}:${ask.path}`)?.file ?? together(ask),
    blob: async (ask) => memory.blobs.get(ask.sha) ?? together(ask),
  };
}

function read(ask: Ask, said: unknown, place: Place): unknown {
  return (readers[ask.kind] as unknown as Reader<AskKind> | undefined)?.read(said, ask as Ask<AskKind>, place);
}

/** What GraphQL said to each ask, by its index; undefined where it said nothing at all. */
async function askGraphql(
  asks: readonly Ask[],
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
  const fields = asks.flatMap((ask, index) => {
    const field = (readers[ask.kind] as unknown as Reader<AskKind>).select(ask as Ask<AskKind>, given);
    return field === undefined ? [] : [`  a${index}: ${field}`];
  });
  const query = `query look(${types.join(", ")}) { repository(owner: $owner, name: $name) {\n${fields.join("\n")}\n} }`;
  try {
    return answersIn(await client.graphql(`${query}\n${fragmentsFor(query)}`, variables, { reads: true }), []);
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
  const fields = Object.entries(repository).filter(([name]) => !wrong.includes(name));
  return new Map(fields.map(([name, value]) => [Number(name.slice(1)), value]));
}
