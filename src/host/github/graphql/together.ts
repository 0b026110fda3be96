import type { Effect, EffectKind, Receipt, Sink } from "../../../model/effect.ts";
import { HostError } from "../../../model/errors.ts";
import type { Together } from "../../host.ts";
import { answered } from "../errors.ts";
import { at, listAt, textAt } from "../json.ts";
import { readRepository } from "../repository.ts";
import { lookUp } from "./look-up.ts";
import type { Place } from "./readers.ts";
import { nodesFor, writers } from "./writers.ts";
import type { Draft, Written } from "./written.ts";

interface Step {
  readonly effect: Effect;
  readonly written: Written;
}

/** Mutations of one document: GitHub stops a document after ten seconds. */
const mostSteps = 12;
/** What makes an incident's place. It fails together, and what is said of it to people is not said before it is there. */
const founding: ReadonlySet<EffectKind> = new Set(["branch", "commit", "open-pull"]);

/**
 * Puts effects that follow each other into one GraphQL document. GitHub runs the mutations of a document in their order
 * and goes on after one that failed, so only what does not lean on an earlier one's success shares a document. What
 * GitHub refused, REST does again, since it says exactly why. A lost answer is ambiguous, as it is for REST.
 */
export function togetherOf(sink: Sink, place: Place, fewest: number): Together {
  const { client, memory } = place;
  const alone = (effect: Effect): Promise<Receipt> =>
    (sink[effect.kind] as (effect: Effect) => Promise<Receipt>)(effect);

  async function stepsOf(effects: readonly Effect[]): Promise<readonly Step[]> {
    const run = runOf(effects);
    await lookUp(run, place);
    const repository = textAt(await readRepository(client, memory), "node_id");
    const draft: Draft = { repository, made: new Map() };
    const steps: Step[] = [];
    for (const effect of run) {
      const known = repository !== "" && nodesFor(effect, memory).every((name) => memory.nodes.get(name) !== undefined);
      const write = writers[effect.kind] as
        | ((effect: Effect, place: Place, draft: Draft) => Written | undefined)
        | undefined;
      const written = known ? write?.(effect, place, draft) : undefined;
      if (!written) break;
      steps.push({ effect, written });
    }
    return steps;
  }

  async function write(effects: readonly Effect[]): Promise<readonly Receipt[]> {
    const [first] = effects;
    if (!first) return [];
    const steps = memory.closed.has("graphql") ? [] : await stepsOf(effects);
    const saves = steps.reduce((sum, { written }) => sum + written.saves, 0);
    const said = saves >= fewest && steps.length > 0 ? await send(steps) : undefined;
    if (!said) return [await alone(first)];
    const receipts: (Receipt | undefined)[] = steps.map(({ written }, index) => {
      const answers = said[index] ?? [];
      return answers.every((one) => one !== null && one !== undefined) ? written.receipt(answers) : undefined;
    });
    const all: Receipt[] = [];
    for (const [index, { effect, written }] of steps.entries()) {
      const receipt = receipts[index];
      if (!receipt) for (const name of written.nodes) memory.nodes.delete(name);
      all.push(receipt ?? (await alone(effect)));
    }
    return all;
  }

  /** What each mutation of each step answered, null where GitHub refused it; undefined where the document was not read. */
  async function send(steps: readonly Step[]): Promise<readonly (readonly unknown[])[] | undefined> {
    const mutations = steps.flatMap(({ written }) => written.mutations);
    const inputs = mutations.map(({ name }, index) => `$i${index}: ${name[0]?.toUpperCase()}${name.slice(1)}Input!`);
    const fields = mutations.map(({ name, select }, index) => `  m${index}: ${name}(input: $i${index}) { ${select} }`);
    const variables = Object.fromEntries(mutations.map(({ input }, index) => [`i${index}`, input]));
    const creates = steps.reduce((sum, { written }) => sum + (written.creates ?? 0), 0);
    const query = `mutation write(${inputs.join(", ")}) {\n${fields.join("\n")}\n}`;
    let data: unknown;
    let failure: HostError | undefined;
    try {
      data = await client.graphql(query, variables, { creates });
    } catch (error) {
      if (error instanceof HostError && answered(error, 403, 404, 405, 501)) {
        memory.closed.add("graphql");
        return undefined;
      }
      if (error instanceof HostError) {
        if (error.ambiguous) doubt(steps);
        throw error;
      }
      if (isUnread(error)) {
        // Issues below others are what a schema may lack that has all else.
        const isParent = steps.some(({ written }) => written.twofold);
        memory.closed.add(isParent ? "parents" : "graphql");
        if (!isParent) client.log(`GraphQL is not used any more: ${textAt(error, "message")}`);
        return undefined;
      }
      const stepOf = new Map(
        steps
          .flatMap(({ written }) => written.mutations.map(() => written))
          .map((written, index) => [`m${index}` as unknown, written]),
      );
      const wrong = listAt(error, "errors").map((one) => stepOf.get(listAt(one, "path")[0]));
      if (wrong.some((written) => written?.twofold)) memory.closed.add("parents");
      failure = failureOf(error, wrong);
      data = at(error, "data");
    }
    let next = 0;
    const said = steps.map(({ written }) => written.mutations.map(() => at(data, `m${next++}`) ?? null));
    if (failure) {
      // What was done is remembered before anybody looks again.
      for (const [index, { written }] of steps.entries()) {
        const answers = said[index] ?? [];
        if (answers.every((one) => one !== null)) written.receipt(answers);
        else if (failure.ambiguous) doubt([steps[index] as Step]);
      }
      throw failure;
    }
    return said;
  }

  function doubt(steps: readonly Step[]): void {
    for (const { written } of steps) if (written.key !== undefined) memory.doubt(written.key);
  }

  return { sink, write };
}

/** The first effects that may share a document. */
function runOf(effects: readonly Effect[]): readonly Effect[] {
  const [first] = effects;
  const chain = first !== undefined && founding.has(first.kind) && !isFree(first);
  const end = effects.findIndex(
    (effect, index) =>
      index >= mostSteps ||
      !(effect.kind in writers) ||
      (!isFree(effect) && founding.has(effect.kind) !== chain) ||
      // What a commit claims is done only once it is landed.
      (effect.kind === "open-issue" && effects.slice(0, index).some(({ kind }) => kind === "commit")),
  );
  return end === -1 ? effects : effects.slice(0, end);
}

/** A commit that names its parent leans on nothing that is done before it, and nothing said to people leans on it. */
function isFree(effect: Effect): boolean {
  return effect.kind === "commit" && effect.parent !== undefined;
}

/** Kinds of errors that say that a mutation was not done. */
const refusals = new Set(["FORBIDDEN", "NOT_FOUND", "UNPROCESSABLE", "INSUFFICIENT_SCOPES", "STALE_DATA"]);

/** The document does not fit this server's schema: nothing of it was run. */
function isUnread(error: unknown): boolean {
  const errors = listAt(error, "errors");
  const run = Object.values((at(error, "data") as object | null | undefined) ?? {}).some((value) => value !== null);
  const isRefused = (one: unknown): boolean =>
    textAt(one, "extensions", "code") !== "" || listAt(one, "extensions", "problems").length > 0;
  return !run && errors.length > 0 && errors.every(isRefused);
}

/**
 * Undefined when every error says that something was not done, or is of something that does no harm when REST does it
 * again. `wrong`: what each error is about. Throws what is none of GraphQL's.
 */
function failureOf(error: unknown, wrong: readonly (Written | undefined)[]): HostError | undefined {
  const errors = listAt(error, "errors");
  if (errors.length === 0) throw error;
  const isHarmless = (one: unknown, index: number): boolean => {
    const written = wrong[index];
    if (!written || written.twofold) return false;
    return written.key === undefined || refusals.has(textAt(one, "type"));
  };
  if (errors.every(isHarmless)) return undefined;
  const limited = errors.some((one) => textAt(one, "type") === "RATE_LIMITED");
  const facts = { status: 200, retryable: true, ambiguous: !limited, ...(limited && { retryAfter: 60_000 }) };
  return new HostError(`POST /graphql was not done: ${textAt(error, "message")}`, facts, { cause: error });
}
