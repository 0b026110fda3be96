import { archiveVerbs } from "./archive/verbs.ts";
import { cacheOptions } from "./cache-folder.ts";
import { metricsVerb } from "./metrics/verb.ts";
import { reportVerbs } from "./report/verbs.ts";
import { commonOptions, dryRunOption, jsonOption, type OptionRow, remoteOptions, type Verb } from "./verb.ts";

const targetOptions: readonly OptionRow[] = [
  ...commonOptions,
  ...remoteOptions,
  jsonOption,
  { flags: "--incident <number>", says: "the incident of this issue" },
  { flags: "--pull <number>", says: "this pull request's check" },
  { flags: "--archive", says: "what is merged: action items, reports" },
  { flags: "--reminders", says: "what is due" },
];

/** Every verb, in the order of the help. The code of a verb is loaded when it is asked for. */
export const verbs: readonly Verb[] = [
  {
    name: "init",
    says: "write config, issue form, workflow and templates; never overwrites",
    options: [
      ...commonOptions,
      jsonOption,
      dryRunOption,
      { flags: "-y, --yes", says: "do not ask" },
      { flags: "--owner <owner>", says: "who owns incidents and runbooks in CODEOWNERS: @login or @org/team" },
    ],
    examples: [
      ["init", "ask, then write"],
      ["init --yes --owner @octo/sre", "write at once"],
    ],
    load: async () => (await import("./init/run.ts")).runInit,
  },
  {
    name: "declare",
    says: "declare an incident: on GitHub with a token, else in the clone",
    options: [
      ...commonOptions,
      ...remoteOptions,
      jsonOption,
      dryRunOption,
      { flags: "--title <text>", says: "what users notice", required: true },
      { flags: "--severity <name>", says: "sev1 to sev4, or an alias such as P1 or critical", required: true },
      { flags: "--type <type>", says: "availability (default), performance, security, data, or the config's own" },
      { flags: "--service <names>", says: "what suffers, separated by commas" },
      { flags: "--start <time>", says: "when it began: ISO 8601, HH:MM in UTC, or e.g. 10m ago" },
      { flags: "--seen <text>", says: "what is seen, in more words than the title" },
    ],
    examples: [
      ['declare --severity sev1 --type availability --title "Checkout answers 500"', "at once"],
      ['declare --severity P2 --title "Search is slow" --service search --start 02:30', "with more"],
    ],
    load: async () => (await import("./declare/run.ts")).runDeclare,
  },
  {
    name: "check",
    arguments: [
      { name: "[paths...]", says: "files and folders; without any, the folders of the incidents and runbooks" },
    ],
    says: "ask the rules of the incident files and runbooks of the working tree",
    options: [
      ...commonOptions,
      jsonOption,
      {
        flags: "--format <format>",
        says: "text, json, or github for workflow annotations",
        choices: ["text", "json", "github"],
      },
      ...cacheOptions,
    ],
    examples: [
      ["check", "every incident file and runbook"],
      ["check incidents/2025/INC-2025-042.md", "one file"],
      ["check --format github", "in a workflow: findings on their lines"],
    ],
    load: async () => (await import("./check/run.ts")).runCheck,
  },
  ...reportVerbs,
  metricsVerb,
  ...archiveVerbs,
  {
    name: "plan",
    says: "show what would be done about an incident, a pull request, the archive or what is due",
    options: [
      ...targetOptions,
      { flags: "--as <login>", says: "whose writes count as Gitcident's, e.g. github-actions[bot]" },
    ],
    examples: [
      ["plan --incident 42", "effects and notes for the incident of issue 42"],
      ["plan --archive --json", "the whole plan as JSON"],
    ],
    load: async () => (await import("./reconcile-target.ts")).runPlan,
  },
  {
    name: "apply",
    says: "bring an incident, a pull request, the archive or what is due into order",
    options: [...targetOptions, dryRunOption],
    examples: [
      ["apply --incident 42", "do what `plan --incident 42` shows, until nothing is left"],
      ["apply --reminders --dry-run", "the same as plan"],
    ],
    load: async () => (await import("./reconcile-target.ts")).runApply,
  },
  {
    name: "doctor",
    says: "say what is installed, configured and permitted, and how to mend what is missing",
    options: [
      ...commonOptions,
      { flags: "--repo <owner/name>", says: "the repository on GitHub; default: where origin leads" },
      jsonOption,
    ],
    examples: [["doctor", "look at everything"]],
    load: async () => (await import("./doctor/run.ts")).runDoctor,
  },
  {
    name: "demo",
    says: "play an incident's life on an embedded GitHub (in a checkout of Gitcident)",
    options: [
      { flags: "--keep", says: "leave it running, with addresses and tokens" },
      { flags: "--cwd <dir>", says: "play it under the config of the clone there" },
      { flags: "--config <file>", says: "play it under this config" },
      { flags: "--now <time>", says: "the time at which it goes on with --keep; default: the real one" },
      jsonOption,
    ],
    examples: [
      ["demo", "the whole story in under a minute"],
      ["demo --config .github/gitcident.yml --json", "whether it ends as it should under your config"],
    ],
    load: async () => (await import("./demo.ts")).runDemo,
  },
];
