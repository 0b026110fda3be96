import { keyIn } from "../../src/model/key.ts";
import type { Target } from "../../src/model/target.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { type Settled, settle } from "../../src/reconcile/settle.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue, push, say } from "../memory/people.ts";
import { commitOf, newWorld, pass, type World } from "../memory/world.ts";

export const branch = "incident/INC-2025-001";
export const path = "incidents/2025/INC-2025-001.md";

/** A world in which alice may write and mallory may not, with one incident, issue 1, that has been brought into order. */
export async function declared(
  given: { readonly files?: Record<string, string>; readonly title?: string; readonly body?: string } = {},
): Promise<World> {
  const world = newWorld({ files: { "README.md": "# Shop\n", ...given.files } });
  world.permissions.set("alice", "write").set("bob", "write").set("trent", "read");
  openIssue(world, "alice", { title: given.title ?? "Down", body: given.body ?? "", labels: ["incident"] });
  await settled(world);
  return world;
}

/** Brings an incident into order, as often as a queue would; throws where it does not come to rest. */
export async function settled(
  world: World,
  target: Target = { kind: "incident", issue: 1, thorough: true },
): Promise<Settled> {
  pass(world, 60);
  const host = memoryHost(world);
  const notes = new Set<string>();
  for (let round = 0; round < 10; round++) {
    const done = await settle(target, host, { look: lookAt, plan: planFor, sleep: async () => {}, random: () => 0 });
    for (const note of done.notes) notes.add(note);
    if (done.settled) return { ...done, notes: [...notes] };
  }
  throw new Error(`${JSON.stringify(target)} does not settle: ${[...notes].join("; ")}`);
}

/** Says something and lets Gitcident answer. */
export async function command(world: World, text: string, by = "alice"): Promise<number> {
  pass(world, 60);
  const comment = say(world, by, 1, text);
  await settled(world);
  return comment;
}

export function record(world: World, where: string = branch, file: string = path): string {
  return commitOf(world, where)?.files.get(file) ?? "";
}

/** A person's edit of the record. */
export function edit(world: World, change: (text: string) => string): void {
  push(world, "bob", branch, path, change(record(world)));
}

/** What we said under a key; the newest where there are several. */
export function said(world: World, key: string, issue = 1): string | undefined {
  const ours = [...world.comments.values()].filter((one) => one.author.login === world.self && one.issue === issue);
  return ours.findLast(({ body }) => keyIn(body) === key)?.body;
}

export function pullOf(world: World, head = branch) {
  return [...world.pulls.values()].findLast((one) => one.head.branch === head);
}
