import { cacheOptions } from "../cache-folder.ts";
import { commonOptions, dryRunOption, jsonOption, type OptionRow, type Verb } from "../verb.ts";

export const outOptions: readonly OptionRow[] = [
  { flags: "-o, --out <file>", says: "write to this file instead of standard output" },
  { flags: "--force", says: "overwrite the file" },
  dryRunOption,
];

const id = { name: "<id>", says: "INC-2025-042, 2025-042, 42, or the path of its file" };

/** The verbs that turn a record into something to read. */
export const reportVerbs: readonly Verb[] = [
  {
    name: "postmortem",
    arguments: [id],
    says: "print the post-mortem draft of an incident: its record, with the sections that are missing",
    options: [...commonOptions, ...outOptions, jsonOption],
    examples: [
      ["postmortem INC-2025-042 -o draft.md", "the draft as a file"],
      ["postmortem 42 -o incidents/2025/INC-2025-042.md --force", "into the record itself"],
    ],
    load: async () => (await import("./postmortem.ts")).runPostmortem,
  },
  {
    name: "report",
    arguments: [id],
    says: "report on an incident: numbers with their formulas, timeline, causes, impact, action items",
    options: [
      ...commonOptions,
      ...outOptions,
      jsonOption,
      {
        flags: "--format <format>",
        says: "md, json, html (one file that needs no other), or pdf; default: what the file's name ends with, else md",
        choices: ["md", "json", "html", "pdf"],
      },
    ],
    examples: [
      ["report INC-2025-042", "as Markdown"],
      ["report 42 -o report.pdf", "as PDF, to forward"],
      ["report 42 --json | jq .metrics", "the numbers alone"],
    ],
    load: async () => (await import("./report.ts")).runReport,
  },
  {
    name: "playbook",
    says: "print the response playbook of a type of incident: roles, clocks, steps, exit criteria, runbooks",
    options: [
      ...commonOptions,
      { flags: "--type <type>", says: "availability, performance, security, data, or a type of the config" },
      ...outOptions,
      jsonOption,
    ],
    examples: [
      ["playbook --type security", "as Markdown"],
      ["playbook --type security -o security-playbook.md", "as a file, to print"],
    ],
    load: async () => (await import("./playbook.ts")).runPlaybook,
  },
  {
    name: "coverage",
    says: "say which alerts, incidents and services have a runbook, and what is missing, the costliest first",
    options: [
      ...commonOptions,
      jsonOption,
      {
        flags: "--min <percent>",
        says: "exit with 1 below this coverage of alerts (of incidents where there are none)",
      },
      {
        flags: "--alerts <paths>",
        says: "alert definitions instead of the config's: globs, files, folders, with commas",
      },
      { flags: "--runbooks <folder>", says: "folder of the runbooks instead of the config's" },
      ...cacheOptions,
    ],
    examples: [
      ["coverage", "the numbers, what can't be read, and the gaps"],
      ["coverage --min 80", "in a workflow: fail below 80 %"],
      ["coverage --alerts monitoring --runbooks docs/runbooks --json", "without a config"],
    ],
    load: async () => (await import("../runbook-coverage/run.ts")).runCoverage,
  },
];
