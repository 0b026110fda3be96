import { form } from "../memory/form.ts";
import { editIssue, label, merge, openIssue, push, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";

/** One thing that a person does, with what it is called in a failure. */
export interface Moment {
  readonly what: string;
  readonly happens: (world: World) => void;
}

export const incident = 1;

const says = (by: string, text: string): Moment => ({
  what: text,
  happens: (world) => void say(world, by, incident, text),
});

/** The whole life of an incident, from its declaration to its last action item. */
export const life: readonly Moment[] = [
  {
    what: "declare",
    happens: (world) => void openIssue(world, "alice", { title: "Checkout is down", body: form, labels: ["incident"] }),
  },
  says("bob", "/ack looking at it"),
  says("bob", "/severty sev1"),
  says("alice", "/help"),
  { what: "label", happens: (world) => label(world, "alice", incident, "severity:sev1") },
  says("alice", "/assign commander @alice"),
  says("alice", "/assign communications @bob"),
  says("carol", "/timeline 02:15 the primary node failed, seen on PagerDuty"),
  says("alice", "/update customers: we are looking into it"),
  { what: "rename", happens: (world) => editIssue(world, "bob", incident, { title: "Checkout and search are down" }) },
  { what: "assign", happens: (world) => join(world, "carol") },
  says("carol", "/cause the failover script's condition"),
  says("carol", "/impact customers=100% tickets=8750"),
  says("alice", "/action Fix the script @carol due:2025-01-20 priority:high type:prevent"),
  says("alice", "/action Drill the failover @bob due:2025-02-01 type:process every:3mo"),
  says("alice", "/action Alert on replication lag @carol due:2025-02-01 type:detect"),
  says("bob", "/mitigate traffic moved"),
  says("alice", "/resolve all is well again"),
  { what: "write the post-mortem", happens: writeSummary },
  { what: "merge", happens: (world) => void merge(world, pullOf(world), "erin") },
  says("bob", "/timeline too late"),
  { what: "finish an item", happens: (world) => finish(world, "Fix the script") },
  { what: "finish the drill", happens: (world) => finish(world, "Drill the failover") },
];

function join(world: World, login: string): void {
  const assignees = world.issues.get(incident)?.assignees ?? [];
  editIssue(world, "bob", incident, { assignees: [...assignees, login] });
}

function writeSummary(world: World): void {
  const [branch = ""] = [...world.branches.keys()].filter((name) => name.startsWith("incident/"));
  const files = world.commits.get(world.branches.get(branch) ?? "")?.files ?? new Map<string, string>();
  const [path = "", text = ""] = [...files].find(([name]) => name.startsWith("incidents/")) ?? [];
  push(world, "alice", branch, path, text.replace("## Summary\n", "## Summary\n\nA person's words.\n"));
}

function pullOf(world: World): number {
  const pull = [...world.pulls.values()].find((one) => one.state === "open" && one.head.branch.startsWith("incident/"));
  if (pull?.draft !== false)
    throw new Error(`Unexpected ${JSON.stringify(pull)}, expected a pull request that is ready`);
  return pull.number;
}

function finish(world: World, title: string): void {
  const issue = [...world.issues.values()].find((one) => one.title.startsWith(title) && one.state === "open");
  if (!issue) throw new Error(`Unexpected absence of the issue “${title}”, expected one that is open`);
  editIssue(world, "carol", issue.number, { state: "closed" });
}

/** Does the next thing, a minute after the one before. */
export function live(world: World, moment: Moment): void {
  pass(world, 60);
  moment.happens(world);
}
