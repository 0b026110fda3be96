import { expect, it } from "vitest";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { randomFrom, shuffled } from "../github/random.ts";
import { peopledWorld } from "../laws/history.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { editIssue, label, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";
import { incident, life, live } from "./life.ts";

type Event = (world: World) => void;
const says =
  (by: string, text: string): Event =>
  (world) =>
    void say(world, by, incident, text);

const six: readonly Event[] = [
  says("bob", "/severity sev1"),
  says("alice", "/timeline 02:10 earlier than anybody knew"),
  (world) => label(world, "carol", incident, "severity:sev3"),
  says("bob", "/severty sev2"),
  (world) => editIssue(world, "bob", incident, { title: "Checkout is slow" }),
  says("mallory", "/resolve nothing to see here"),
];

/** Thirty events of every kind, several of which take back what others did. */
const thirty: readonly Event[] = Array.from({ length: 5 }, (_, round) => [
  says("bob", `/severity sev${1 + (round % 4)}`),
  says("alice", `/timeline entry ${round}`),
  (world: World) => editIssue(world, "carol", incident, { title: `Checkout is down, take ${round}` }),
  says("carol", `/action Mend part ${round} @bob due:2025-03-0${round + 1}`),
  says("bob", round % 2 === 0 ? "/assign commander @alice" : "/unassign commander"),
  says("alice", `/impact customers=${round}0%`),
]).flat();

/** A world in which an incident was declared; structuredClone gives each order its own. */
async function declared(): Promise<World> {
  const world = peopledWorld();
  const [declare] = life;
  if (declare) live(world, declare);
  await work(world);
  return world;
}

const work = (world: World) =>
  reconcile({ kind: "incident", issue: incident }, memoryHost(world), { sleep: async () => {}, random: () => 0 });

/**
 * The record after deliveries in an order. A delivery comes after its event has happened, and with it all before; each
 * person's event has its own time and id whatever we wrote in between. `known` are worlds after the first deliveries.
 */
async function recordAfter(
  known: Map<string, World>,
  events: readonly Event[],
  order: readonly number[],
  depth: number,
): Promise<string> {
  const begun = Array.from({ length: depth + 1 }, (_, less) => order.slice(0, depth - less)).find((one) =>
    known.has(one.join()),
  );
  const world = structuredClone(known.get(begun?.join() ?? "") as World);
  let happened = Math.max(-1, ...(begun ?? [])) + 1;
  for (let at = begun?.length ?? 0; at < order.length; at++) {
    for (; happened <= (order[at] ?? 0); happened++) {
      pass(world, 20);
      world.next.comment = 10_000 + happened * 100;
      world.next.event = 90_000 + happened * 100;
      events[happened]?.(world);
    }
    await work(world);
    if (at < depth) known.set(order.slice(0, at + 1).join(), structuredClone(world));
  }
  const files = world.commits.get(world.branches.get("incident/INC-2025-001") ?? "")?.files;
  return files?.get("incidents/2025/INC-2025-001.md") ?? "";
}

function permutations(of: readonly number[]): readonly (readonly number[])[] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => permutations(of.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

it("hazard 3: six deliveries in any order make the same file", { timeout: 600_000 }, async () => {
  const known = new Map([["", await declared()]]);
  const orders = permutations(six.map((_, index) => index));
  const files = new Set<string>();
  for (const order of orders) files.add(await recordAfter(known, six, order, 4));
  console.log(`hazard 3: ${orders.length} permutations of ${six.length} events: ${files.size} different file`);
  expect(orders).toHaveLength(720);
  expect([...files]).toHaveLength(1);
  expect([...files][0]).toContain("severity: sev3\n");
  expect([...files][0]).not.toContain("nothing to see here");
});

it("hazard 3: thirty deliveries shuffled make the same file", { timeout: 600_000 }, async () => {
  const known = new Map([["", await declared()]]);
  const random = randomFrom(30);
  const orderly = thirty.map((_, index) => index);
  const files = new Set([await recordAfter(known, thirty, orderly, 0)]);
  const shuffles = 1000;
  for (let nth = 0; nth < shuffles; nth++) {
    // What nothing has happened since is not told twice: those deliveries are looked at for the first few orders only.
    const order = shuffled(orderly, random);
    const newest = order.filter((one, at) => nth < 20 || order.slice(0, at).every((earlier) => earlier < one));
    files.add(await recordAfter(known, thirty, newest, nth < 20 ? 0 : 3));
  }
  console.log(`hazard 3: ${shuffles} shuffles of ${thirty.length} events: ${files.size} different file`);
  expect([...files]).toHaveLength(1);
  expect([...files][0]?.match(/ entry \d /g)).toHaveLength(5);
});
