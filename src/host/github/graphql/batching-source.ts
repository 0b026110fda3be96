import type { Answer, Ask, AskKind, Source } from "../../../model/ask.ts";
import { textAt } from "../json.ts";
import { readRepository } from "../repository.ts";
import { askPages } from "./ask-pages.ts";
import { type Place, type Reader, readers } from "./readers.ts";

interface Wish {
  readonly ask: Ask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
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
      waiting.push({ ask: ask as Ask, resolve: resolve as (answer: unknown) => void, reject, decline });
    });
  }

  function send(): void {
    const wishes = waiting;
    waiting = [];
    const names = [...new Set(wishes.map(({ ask }) => JSON.stringify(ask)))];
    for (let from = 0; from < names.length; from += mostFields) {
      const part = new Set(names.slice(from, from + mostFields));
      const some = wishes.filter(({ ask }) => part.has(JSON.stringify(ask)));
      answer(some).catch((error: unknown) => {
        for (const { reject } of some) reject(error);
      });
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
        ? await askPages(
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
