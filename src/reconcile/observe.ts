import type { Answer, Ask, AskKind, Look, Source } from "../model/ask.ts";

/** Lets a look see: answers each batch of its asks together and returns what it made of them. A failed read ends it. */
export async function observe<T>(look: Look<T>, source: Source): Promise<T> {
  let step = look.next();
  while (!step.done) step = look.next(await Promise.all(step.value.map((ask) => answerTo(ask, source))));
  return step.value;
}

function answerTo<K extends AskKind>(ask: Ask<K>, source: Source): Promise<Answer<K>> {
  const read = source[ask.kind as K] as (ask: Ask<K>) => Promise<Answer<K>>;
  return read(ask);
}
