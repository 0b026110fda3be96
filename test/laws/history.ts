import fc from "fast-check";
import { form } from "../memory/form.ts";
import { editIssue, label, merge, openIssue, push, say } from "../memory/people.ts";
import { newWorld, pass, type World } from "../memory/world.ts";

/** One thing that people do. `pick` chooses among the incidents that there are. */
export type Step =
  | { readonly do: "open"; readonly form: boolean }
  | { readonly do: "say"; readonly pick: number; readonly by: string; readonly text: string }
  | { readonly do: "label"; readonly pick: number; readonly by: string; readonly name: string }
  | { readonly do: "rename"; readonly pick: number; readonly title: string }
  | { readonly do: "assign"; readonly pick: number; readonly who: string }
  | { readonly do: "close"; readonly pick: number }
  | { readonly do: "edit"; readonly pick: number; readonly line: string }
  | { readonly do: "merge"; readonly pick: number }
  | { readonly do: "finish"; readonly pick: number };

const writers = ["alice", "bob", "carol"] as const;
const strangers = ["mallory", "dependabot[bot]"] as const;

const commands = [
  "/ack",
  "/incident ack looking",
  "/severity sev1",
  "/severity SEV-3",
  "/severity enormous",
  "/status identified",
  "/assign commander @alice",
  "/assign communications @bob",
  "/assign scribe @nobody-here",
  "/unassign commander",
  "/timeline Database primary node failure identified",
  "/timeline 02:10 Earlier than anybody knew",
  "/update customers: we are looking into it",
  "/impact customers=100% tickets=8750",
  "/service +checkout",
  "/alert +ApiErrorRateHigh",
  "/cause the failover script's condition",
  "/action Fix the script @alice due:2025-01-30 priority:high type:prevent",
  "/action Drill it @bob due:2025-04-01 every:3mo",
  "/set started 02:15",
  "/set started 2024-12-31T02:15:00Z",
  "/mitigate",
  "/resolve",
  "/resolve --force it is over",
  "/reopen",
  "/cancel It was none",
  "/duplicate #1",
  "/drill",
  "/help",
  "/severty sev1",
  "just talking about /ack here",
  "> /ack",
  "```\n/ack\n```",
] as const;

const pick = fc.nat({ max: 3 });
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...writers) },
  { weight: 1, arbitrary: fc.constantFrom(...strangers) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant("say" as const), pick, by, text: fc.constantFrom(...commands) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("open" as const), form: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("label" as const),
      pick,
      by,
      name: fc.constantFrom("severity:sev2", "severity:sev4", "area:db", "status:monitoring"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("rename" as const),
      pick,
      title: fc.constantFrom("Checkout is down", "Checkout: 500s (fixes #1)"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("assign" as const), pick, who: fc.constantFrom("carol", "bob") }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      pick,
      line: fc.constantFrom("A word by a person.", "Another word."),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("finish" as const), pick }) },
);

/** A history that begins with an incident. */
export const histories = fc
  .array(step, { minLength: 1, maxLength: 14 })
  .map((steps): readonly Step[] => [{ do: "open", form: true }, ...steps]);

/**
 * Histories without the steps whose meaning depends on what we did before them: a merge needs our pull request, an
 * issue's number depends on whether our pull request was there first, so that all incidents are opened at the start, and
 * a label or an assignee that is still there can't be given again.
 */
export const plainHistories = histories.map((steps) => [
  ...steps.filter((one) => one.do === "open"),
  ...steps.filter(
    (one, at) =>
      one.do === "say" || one.do === "rename" || ((one.do === "label" || one.do === "assign") && alone(one, at, steps)),
  ),
]);

const alsoBy = { severity: /^\/severity/, status: /^\/(?:status|mitigate|resolve|reopen)/ } as const;

/** Whether nothing else in a history gives or takes what a step gives. */
function alone(step: Step, at: number, steps: readonly Step[]): boolean {
  const others = steps.filter((_, place) => place !== at);
  if (step.do === "assign")
    return !others.some((one) => one.do === "assign" || (one.do === "say" && one.text.startsWith("/unassign")));
  if (step.do !== "label") return false;
  const kind = step.name.split(":")[0] as keyof typeof alsoBy;
  return !others.some(
    (one) =>
      (one.do === "label" && one.name.startsWith(`${kind}:`)) ||
      (one.do === "say" && alsoBy[kind]?.test(one.text) === true),
  );
}

export const runbook =
  "---\ntitle: Database failover\nservices: [database]\nalerts: [ApiErrorRateHigh]\nowner: octo-db\n---\n\n## Symptoms\n\nErrors.\n";

/** A world with people who may write, strangers and a runbook. */
export function peopledWorld(): World {
  const world = newWorld({ files: { "README.md": "# Shop\n", "runbooks/database-failover.md": runbook } });
  for (const login of writers) world.permissions.set(login, "write");
  world.permissions.set("mallory", "read");
  return world;
}

/** The numbers of the incidents of a world, in order. */
export function incidentsOf(world: World): readonly number[] {
  return [...world.issues.values()].filter((issue) => issue.labels.includes("incident")).map((issue) => issue.number);
}

/** Does one step; a step that can't be done there does nothing. Every step takes a minute. */
export function act(world: World, one: Step): void {
  pass(world, 60);
  const incidents = incidentsOf(world);
  const issue = "pick" in one ? incidents[one.pick % Math.max(1, incidents.length)] : undefined;
  if (one.do === "open")
    openIssue(world, "alice", { title: "Database down", body: one.form ? form : "It is down", labels: ["incident"] });
  if (issue === undefined) return;
  const pull = [...world.pulls.values()].find(
    (each) => each.state === "open" && each.body.includes(`Closes #${issue}`),
  );
  switch (one.do) {
    case "say":
      say(world, one.by, issue, one.text);
      break;
    case "label":
      label(world, one.by, issue, one.name);
      break;
    case "rename":
      editIssue(world, "bob", issue, { title: one.title });
      break;
    case "assign":
      editIssue(world, "bob", issue, { assignees: [...(world.issues.get(issue)?.assignees ?? []), one.who] });
      break;
    case "close":
      editIssue(world, "bob", issue, { state: "closed" });
      break;
    case "edit":
      if (pull) editFile(world, pull.head.branch, one.line);
      break;
    case "merge":
      if (pull && !pull.draft) merge(world, pull.number);
      break;
    case "finish":
      finishAction(world);
      break;
  }
}

function editFile(world: World, branch: string, line: string): void {
  const files = world.commits.get(world.branches.get(branch) ?? "")?.files;
  const path = [...(files?.keys() ?? [])].find(
    (name) => branch.startsWith("incident/") && name.includes(branch.slice(9)),
  );
  const text = path && files?.get(path);
  if (path && text) push(world, "bob", branch, path, text.replace("## Summary\n", `## Summary\n\n${line}\n`));
}

function finishAction(world: World): void {
  const open = [...world.issues.values()].find(
    (issue) => issue.labels.includes("action-item") && issue.state === "open",
  );
  if (open) editIssue(world, "carol", open.number, { state: "closed" });
}
