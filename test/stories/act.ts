import { dropBranch, editIssue, erase, label, merge, openIssue, push, rewrite, say, unlabel } from "../memory/people.ts";
import { commitOf, moveBranch, type World } from "../memory/world.ts";
import { withSecrets } from "./fake-secrets.ts";
import type { Step } from "./script.ts";

type Act = (world: World, step: Step & { readonly who: string }, ...args: readonly string[]) => void;

/** Everything that a script can say, with the words that it is said in. */
const acts: readonly (readonly [RegExp, Act])[] = [
  [/^opens (.+?)(?: \[(.*)\])?$/, open],
  [/^says(?: on #(\d+))?$/, (world, step, on) => void say(world, step.who, issueOf(world, on), withSecrets(step.text))],
  [/^edits comment (\d+)$/, (world, step, n = "1") => rewrite(world, commentOf(world, Number(n)), step.text)],
  [/^deletes comment (\d+)$/, (world, _, n = "1") => erase(world, commentOf(world, Number(n)))],
  [/^labels(?: #(\d+))? with (.+)$/, (world, step, on, name = "") => label(world, step.who, issueOf(world, on), name)],
  [/^takes (\S+) off(?: #(\d+))?$/, (world, step, name = "", on) => unlabel(world, step.who, issueOf(world, on), name)],
  [
    /^renames(?: #(\d+))? to (.+)$/,
    (world, step, on, title = "") => editIssue(world, step.who, issueOf(world, on), { title: withSecrets(title) }),
  ],
  [
    /^assigns(?: #(\d+) to)? (.+)$/,
    (world, step, on, who = "") =>
      editIssue(world, step.who, issueOf(world, on), { assignees: [...assigneesOf(world, on), who] }),
  ],
  [
    /^unassigns (.+)$/,
    (world, step, who) =>
      editIssue(world, step.who, issueOf(world, undefined), {
        assignees: assigneesOf(world, undefined).filter((one) => one !== who),
      }),
  ],
  [
    /^closes(?: #(\d+))?( as not planned)?$/,
    (world, step, on, not) =>
      editIssue(world, step.who, issueOf(world, on), { state: "closed", reason: not ? "not_planned" : "completed" }),
  ],
  [/^reopens(?: #(\d+))?$/, (world, step, on) => editIssue(world, step.who, issueOf(world, on), { state: "open" })],
  [/^edits (\S+) on (\S+)$/, (world, step, path = "", branch = "") => edit(world, step, branch, path)],
  [/^saves (\S+) on (\S+)$/, (world, step, path = "", branch = "") => void push(world, step.who, branch, path, `${step.text}\n`)],
  [/^saves (\S+) on (\S+) with CRLF and BOM$/, windows],
  [/^deletes (\S+) on (\S+)$/, (world, step, path = "", branch = "") => void push(world, step.who, branch, path, null)],
  [/^deletes branch (\S+)$/, (world, _, branch = "") => dropBranch(world, branch)],
  [/^pushes (\S+) back by (\d+)$/, (world, _, branch = "", by = "1") => pushBack(world, branch, Number(by))],
  [/^merges #(\d+)$/, (world, step, number) => void merge(world, Number(number), step.who)],
  [/^protects (\S+)$/, (world, _, branch = "") => void world.protected.add(branch)],
  [/^may (admin|write|read|none)$/, (world, step, may) => void world.permissions.set(step.who, may as "write")],
  [/^shares the config of (\S+)$/, (world, step, name = "") => void world.sharedConfigs.set(name, `${step.text}\n`)],
];

/** Does one step of a script. Throws where the script can't be understood or done. */
export function act(world: World, step: Step): void {
  if (step.who === undefined) return;
  for (const [words, does] of acts) {
    const found = words.exec(step.what);
    if (found) return does(world, { ...step, who: step.who }, ...found.slice(1));
  }
  throw new Error(`Unexpected words in “${step.heading}”, expected some of test/stories/act.ts`);
}

function open(world: World, step: Step & { who: string }, title = "", labels = "incident"): void {
  const names = labels.split(",").flatMap((name) => name.trim() || []);
  openIssue(world, step.who, { title: withSecrets(title), body: withSecrets(step.text), labels: names });
}

/** `- old` and `+ new` lines: the first replaced by the second, wherever the text has it. */
function edit(world: World, step: Step & { who: string }, branch: string, path: string): void {
  const text = commitOf(world, branch)?.files.get(path) ?? "";
  const lines = step.text.split("\n");
  const taken = (sign: string): string =>
    lines.flatMap((line) => (line === sign || line.startsWith(`${sign} `) ? line.slice(2) : [])).join("\n");
  const [before, after] = [taken("-"), taken("+")].map((part) =>
    text.includes("\r\n") ? part.replaceAll("\n", "\r\n") : part,
  ) as [string, string];
  if (!text.includes(before)) throw new Error(`“${step.heading}” does not fit: ${path} has no “${before}”:\n${text}`);
  push(world, step.who, branch, path, text.replace(before, () => after));
}

function windows(world: World, step: Step & { who: string }, path = "", branch = ""): void {
  const text = commitOf(world, branch)?.files.get(path) ?? "";
  push(world, step.who, branch, path, `\uFEFF${text.replaceAll("\n", "\r\n")}`);
}

function pushBack(world: World, branch: string, by: number): void {
  let tip = commitOf(world, branch);
  for (let n = 0; n < by; n++) tip = commitOf(world, tip?.parents[0] ?? "");
  if (tip) moveBranch(world, branch, tip.sha);
}

function issueOf(world: World, number: string | undefined): number {
  return number === undefined ? Math.min(...world.issues.keys()) : Number(number);
}

function assigneesOf(world: World, number: string | undefined): readonly string[] {
  return world.issues.get(issueOf(world, number))?.assignees ?? [];
}

/** The nth comment that a person wrote. */
function commentOf(world: World, nth: number): number {
  const theirs = [...world.comments.values()].filter(({ author }) => author.login !== world.self);
  return theirs[nth - 1]?.id ?? 0;
}
