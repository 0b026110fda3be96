import type { z } from "zod";

const kindsOfValue: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list, e.g. [checkout, database]",
  record: 'names with values, e.g. { commander: "@alice" }',
  object: "names with values",
};

/** What a schema would have taken, in words that finish *Unexpected X, expected …*. */
export function sayExpected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return sayOr(issue.values.map(String));
  if (issue.code === "invalid_type") return kindsOfValue[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_union") return sayUnion(issue.errors.flatMap(([first]) => first ?? []));
  // What a schema says of itself is better than what can be told of its kind.
  if (issue.message.startsWith("expected ")) return issue.message.slice("expected ".length);
  if (issue.code === "too_small")
    return `${sized(issue.origin)} ${issue.inclusive ? "of at least" : "over"} ${issue.minimum}`;
  if (issue.code === "too_big")
    return `${sized(issue.origin)} ${issue.inclusive ? "of at most" : "under"} ${issue.maximum}`;
  if (issue.code === "unrecognized_keys") return `no \`${cut(issue.keys[0])}\` in it`;
  return "a value that the schema allows";
}

const sized = (origin: string): string => (origin === "string" ? "a text" : origin === "array" ? "a list" : "a number");
const cut = (name = ""): string => name.replaceAll(/[`\p{C}]/gu, " ").slice(0, 60);

/** The kinds of value that would have done, or what the one that was meant lacks. */
function sayUnion(firsts: readonly z.core.$ZodIssue[]): string {
  const inner = firsts.find(({ path }) => path.length > 0);
  if (inner) return `${sayExpected(inner)} as \`${String(inner.path.at(-1)).slice(0, 60)}\``;
  const names = firsts.flatMap((issue) =>
    issue.code === "invalid_value" ? issue.values.map(String) : sayExpected(issue),
  );
  return sayOr([...new Set(names.flatMap((name) => (name === kindsOfValue["boolean"] ? ["true", "false"] : [name])))]);
}

/** `a, b or c`. */
export function sayOr(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
