import type { Receipt } from "../../../model/effect.ts";

/** One mutation of a document. */
export interface Mutation {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is asked of its payload. */
  readonly select: string;
}

/** An effect as mutations. */
export interface Written {
  readonly mutations: readonly Mutation[];
  /** How many requests REST would need. */
  readonly saves: number;
  /** How many things are made that count against GitHub's limit on new content. */
  readonly creates?: number;
  /** The name under which memory keeps what is made. */
  readonly key?: string;
  /** Whether it makes two things at once, so that no error says that nothing was made. */
  readonly twofold?: boolean;
  /** Names of the ids that it relies on: dropped when it is refused, as they may be of things that are gone. */
  readonly nodes: readonly string[];
  /** The receipt for what each mutation answered; undefined where REST must do it after all. */
  readonly receipt: (said: readonly unknown[]) => Receipt | undefined;
}

/** What a document has so far, for what comes next in it. */
export interface Draft {
  readonly repository: string;
  /** Branches that the document makes, and their commits. */
  readonly made: Map<string, string>;
}

/** An effect that is one mutation. */
export function alone(
  name: string,
  input: Mutation["input"],
  select: string,
  receipt: (said: unknown) => Receipt | undefined,
): Written {
  return { mutations: [{ name, input, select }], saves: 1, nodes: [], receipt: ([said]) => receipt(said) };
}
