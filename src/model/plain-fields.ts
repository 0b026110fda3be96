import { kinds, statuses } from "./incident-words.ts";

type Kind = (typeof kinds)[number];
type Status = (typeof statuses)[number];

/** Some fields of an incident's frontmatter, each as `readField` gives it, but for the type: undefined where none is written. */
export interface PlainFields {
  readonly kind: () => Kind;
  readonly status: () => Status | undefined;
  readonly text: (key: "id" | "title" | "type" | "started" | "resolved") => string | undefined;
  readonly words: (key: "services" | "alerts" | "runbooks") => readonly string[];
  readonly whole: (key: "duplicate_of") => number | undefined;
}

/** Reads fields without the schema: for who reads thousands of files, or one and at once. */
export function plainFields(plain: Readonly<Record<string, unknown>>): PlainFields {
  const at = (key: string): unknown => (Object.hasOwn(plain, key) ? plain[key] : undefined);
  return {
    kind: () => kinds.find((one) => one === at("kind")) ?? "incident",
    status: () => statuses.find((one) => one === at("status")),
    text: (key) => {
      const value = at(key);
      return typeof value === "string" ? value : undefined;
    },
    words: (key) => {
      const value = at(key);
      return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : [];
    },
    whole: (key) => {
      const value = at(key);
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    },
  };
}
