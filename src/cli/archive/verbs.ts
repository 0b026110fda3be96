import { outOptions } from "../report/verbs.ts";
import { commonOptions, jsonOption, type Verb } from "../verb.ts";

/** Verbs that look at all incidents together. */
export const archiveVerbs: readonly Verb[] = [
  {
    name: "maturity",
    says: "say how incidents are handled, by the rubric of docs/maturity.md, and what would help most",
    options: [...commonOptions, ...outOptions, jsonOption],
    examples: [
      ["maturity", "levels, what each lacks, recommendations"],
      ["maturity -o maturity.json", "the same as JSON"],
    ],
    load: async () => (await import("./maturity.ts")).runMaturity,
  },
  {
    name: "search",
    arguments: [{ name: "[words...]", says: "words of the title, services, alerts or causes" }],
    says: "find incidents by words, or earlier ones that are like one",
    options: [
      ...commonOptions,
      jsonOption,
      { flags: "--like <incident>", says: "earlier incidents with the same alerts, causes, services or words" },
    ],
    examples: [
      ["search failover checkout", "incidents with both words"],
      ["search --like INC-2025-042", "what happened before"],
    ],
    load: async () => (await import("./search.ts")).runSearch,
  },
];
