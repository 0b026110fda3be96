import { reader } from "./github.ts";
import type { Played } from "./play.ts";
import { show } from "./show.ts";
import type { Stage } from "./stage.ts";
import { actions, day, lines, timeline } from "./story.ts";

/** Something that should be so at the end, and whether it is. */
export interface Verdict {
  readonly what: string;
  readonly holds: boolean;
}

/** Looks at the end state as a stranger would. */
export async function verify(stage: Stage, played: Played): Promise<readonly Verdict[]> {
  const github = reader(stage);
  const text = await github.file(played.path);
  const items = await github.issuesWith("action-item");
  const comments = await github.comments(played.issue);
  const pull = await github.pull(played.pull);
  const check = await github.check(pull.head.sha);
  const coverage = JSON.parse(await github.file("reports/runbook-coverage.json").catch(() => "null")) as unknown;
  const section = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const said = (line: string): string => line.replace(/^\/\S+\s+(?:\d\d:\d\d:\d\d\s+)?(?:\w+:\s+)?/, "");
  const replies = comments.filter((one) => one.body?.includes("gitcident:key reply:"));
  const verdicts: Verdict[] = [];
  const holds = (what: string, is: boolean): void => {
    show.check(is, what);
    verdicts.push({ what, holds: is });
  };
  show.scene("        ", "Is the end state right?");
  holds("the issue is closed", (await github.issue(played.issue)).state === "closed");
  holds("the pull request is merged, and its check passed", pull.merged && check?.conclusion === "success");
  holds(`the id is ${played.id} and the record says so`, text.includes(`id: ${played.id}\n`));
  for (const [name, time] of [
    ["started", "02:30:00"],
    ["detected", "02:30:00"],
    ["declared", "02:32:15"],
    ["acknowledged", "02:35:00"],
    ["mitigated", "04:30:00"],
    ["resolved", "04:45:00"],
  ]) {
    holds(`${name} at ${time}`, text.includes(`${name}: ${day}T${time}Z\n`));
  }
  holds(
    "alice was commander, bob led communications",
    /roles: \{ commander: "@alice", communications: "@bob" \}/.test(text),
  );
  for (const line of timeline) holds(`timeline: ${said(line.says)}`, section("Timeline").includes(said(line.says)));
  const updates = lines.filter(({ says }) => says.startsWith("/update"));
  holds(
    `all ${updates.length} updates are in the communication log`,
    updates.every(
      ({ says }) =>
        section("Communication log").includes(said(says).replace("#incidents", "")) ||
        section("Communication log").includes("incidents channel created"),
    ),
  );
  holds("a misspelt command and an early /resolve were answered, once each", replies.length === 2);
  holds("a stranger's /resolve did nothing", !text.includes("nothing to see here"));
  for (const { text: action, owner, due, priority } of actions) {
    const issue = items.find((one) => one.title === action && one.body?.includes(`Due: ${due}`));
    const linked = section("Action items")
      .split("\n")
      .some((line) => line.includes(action) && /#\d+$/.test(line));
    holds(
      `action item: ${action}`,
      issue !== undefined &&
        linked &&
        issue.assignees?.[0]?.login === owner &&
        issue.labels.some((label) => typeof label !== "string" && label.name === `priority:${priority}`),
    );
  }
  holds("the finished item is ticked", /- \[x\] Fix failover script bug/.test(text));
  holds(
    "the recurring item is due again on 2025-07-01, in an issue of its own",
    items.length === 6 && /- \[ \] Conduct quarterly .* due:2025-07-01 .*#\d+/.test(text),
  );
  const overdue = await Promise.all(
    items
      .filter((one) => one.state === "open")
      .map(async (one) => ({ title: one.title, said: (await github.comments(one.number)).length })),
  );
  holds(
    "what is overdue on 2025-02-01 was said once, and nothing else",
    overdue.every(({ title, said: n }) => n === (/circuit breaker|playbook/.test(title) ? 1 : 0)),
  );
  holds("the runbook coverage is on main", coverage !== null && typeof coverage === "object");
  holds("every request was one that GitHub knows", stage.github.validation.violations.length === 0);
  return verdicts;
}
