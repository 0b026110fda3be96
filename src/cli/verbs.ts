import { commonOptions, jsonOption, type Verb } from "./verb.ts";

/** Every verb, in the order of the help. The code of a verb is loaded when it is asked for. */
export const verbs: readonly Verb[] = [
  {
    name: "check",
    arguments: [{ name: "[paths...]", says: "files and folders; without any, the folder of the incidents" }],
    says: "ask the rules of the incident files of the working tree",
    options: [
      ...commonOptions,
      jsonOption,
      {
        flags: "--format <format>",
        says: "text, json, or github for workflow annotations",
        choices: ["text", "json", "github"],
      },
      { flags: "--cache <dir>", says: "keep what is known there; default node_modules/.cache/gitcident" },
      { flags: "--no-cache", says: "check everything, keep nothing" },
    ],
    examples: [
      ["check", "every incident file"],
      ["check incidents/2025/INC-2025-042.md", "one file"],
      ["check --format github", "in a workflow: findings on their lines"],
    ],
    load: async () => (await import("./check/run.ts")).runCheck,
  },
];
