import type { Octokit } from "@octokit/rest";
import { keyIn } from "../../src/model/key.ts";
import { titleOf, wordsOf } from "./person.ts";
import { branchOfIncident, doubled, pathOfIncident, reader } from "./reading.ts";

/** What must never happen, counted. */
export interface Harm {
  readonly lost: number;
  readonly doubledIssues: number;
  readonly doubledComments: number;
  readonly doubledPulls: number;
}

/** The end of all incidents without what differs from run to run (numbers, ids, times), and what went wrong. */
export async function endOf(
  octokit: Octokit,
  count: number,
  from = 0,
): Promise<{ readonly ends: unknown; readonly harm: Harm }> {
  const github = reader(octokit);
  const [issues, pulls, main] = [await github.issues(), await github.pulls(), await github.files("main")];
  const ends: unknown[] = [];
  const harm = { lost: 0, doubledIssues: 0, doubledComments: 0, doubledPulls: 0 };
  const named = (some: typeof issues) => some.map(({ body, title }) => keyIn(body ?? "") ?? title);
  // One that was closed as another's double counts too: it can't be taken back.
  harm.doubledIssues += doubled(named(issues));
  for (let index = from; index < count; index++) {
    const [issue, ...others] = issues.filter(({ title }) => title === titleOf(index));
    if (!issue || others.length > 0)
      throw new Error(`Unexpected ${others.length} more, expected one ${titleOf(index)}`);
    const { number } = issue;
    const path = pathOfIncident(number);
    const text = main.includes(path) ? await github.file(path, "main") : "not merged";
    const timeline = text.split(/^## /m).find((part) => part.startsWith("Timeline\n")) ?? "";
    harm.lost += wordsOf(index).filter((words) => !timeline.includes(words)).length;
    const keys = await github.keys(number);
    harm.doubledComments += doubled(keys);
    const mine = pulls.filter(({ head }) => head.ref === branchOfIncident(number));
    // A draft that a server can't make ready is closed and another pull request takes its place.
    harm.doubledPulls += mine.filter((pull) => pull.state === "open" || pull.merged_at || !pull.draft).length - 1;
    const items = issues.filter(({ title }) => title === `Fix ${index}` || title === `Drill ${index}`);
    ends.push({
      text: neutral(text),
      state: issue.state,
      labels: issue.labels.map((one) => (typeof one === "string" ? one : one.name)).toSorted(),
      assignees: issue.assignees?.map(({ login }) => login).toSorted(),
      summary: neutral(await github.ownComment(number, "summary")),
      keys: keys.map((key) => key.replace(/:\d+$/, ":N")).toSorted(),
      pulls: mine.map(({ state, merged_at, draft }) => ({ state, draft, merged: merged_at !== null })),
      items: items.map(({ title, state, body }) => ({ title, state, body: neutral(body ?? "") })).toSorted(byText),
    });
  }
  return { ends, harm };
}

function neutral(text: string): string {
  return text
    .replace(/^cursor: .*$/m, "cursor: …")
    .replace(/^issue: .*$/m, "issue: …")
    .replace(/^- Duration: .*$/m, "- Duration: …")
    .replaceAll(/https?:\/\/[^\s)]+/g, "address")
    .replaceAll(/(action:)?INC-\d{4}-\d{3,}(:\w+)?/g, "INC")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, "T")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC/g, "T")
    .replaceAll(/\(@(?:alice|bob)\)/g, "(@somebody)")
    .replaceAll(/^responders: .*\n/gm, "")
    .replaceAll(/#\d+\b/g, "#N");
}

const byText = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
