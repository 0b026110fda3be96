import { patterns } from "../../node_modules/retext-equality/lib/patterns-en.js";
import { leftOut } from "./equality-left-out.ts";

interface Pattern {
  readonly inconsiderate: Readonly<Record<string, string>>;
  readonly considerate?: Readonly<Record<string, string>>;
}

/** Every phrase of retext-equality with what it says instead. */
export const equalityPhrases: readonly (readonly [phrase: string, others: readonly string[]])[] = (
  patterns as readonly Pattern[]
).flatMap(({ inconsiderate, considerate = {} }) =>
  Object.keys(inconsiderate).map((phrase) => [phrase, Object.keys(considerate)] as const),
);

const out = new Set(Object.values(leftOut).flat());

/** The text of src/rules/equality-words.ts: what the library says, without what is left out. */
export function equalityWordsText(): string {
  const byOthers = new Map<string, string[]>();
  for (const [phrase, others] of equalityPhrases) {
    if (out.has(phrase)) continue;
    const said = others.slice(0, 2).join("|");
    byOthers.set(said, [...(byOthers.get(said) ?? []), phrase]);
  }
  const lines = [...byOthers].map(([others, phrases]) => `${phrases.join("|")} = ${others}`).toSorted();
  return `// Generated from retext-equality's patterns by test/rules/inclusive-words.test.ts. Do not edit.

/** Phrases, and up to two that say the same: a line for each, without those of test/rules/equality-left-out.ts. */
export const equalityWords = \`${lines.join("\n").replaceAll(/[\\`$]/g, "\\$&")}\`;
`;
}
