import { expect, it } from "vitest";
import { editIssue, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";
import { command, declared, edit, pullOf, record, said, settled } from "./stage.ts";

/** The same commands, each looked at by itself or all at once. */
async function lived(texts: readonly string[], atOnce: boolean): Promise<World> {
  const world = await declared();
  for (const text of texts) {
    pass(world, 60);
    say(world, "alice", 1, text);
    if (!atOnce) await settled(world);
    else pass(world, 60);
  }
  await settled(world);
  return world;
}

it.each([
  [["/set started 2025-01-10T02:30:00Z", "/timeline 02:45 Alert fired"], "2025-01-10T02:45:00Z Alert fired"],
  [["/set started 2025-01-10T22:30:00Z", "/mitigate 03:10"], "2025-01-11T03:10:00Z Mitigated"],
])("%j mean the same whether seen together or one by one", async (texts, entry) => {
  const [together, apart] = [await lived(texts, true), await lived(texts, false)];
  expect(record(apart)).toContain(entry);
  expect(record(together).replace(/^cursor.*$/m, "")).toBe(record(apart).replace(/^cursor.*$/m, ""));
});

it("whoever is given a role is assigned in the same look, and people learn who can't be", async () => {
  const world = await declared();
  await command(world, "/assign scribe @bob");
  expect(world.issues.get(1)?.assignees).toEqual(["bob"]);
  for (const login of ["trent", "nobody-here"]) {
    const comment = await command(world, `/assign operations @${login}`);
    expect(said(world, `note:c${comment}`)).toMatch(
      new RegExp(`^Recorded, but \`@${login}\` has no write access here`),
    );
    expect(record(world)).toContain(`operations: "@${login}"`);
  }
  const team = await command(world, "/assign communications @octo/support");
  expect(said(world, `note:c${team}`)).toBeUndefined();
  expect(world.issues.get(1)?.assignees).toEqual(["bob"]);
});

it("the pull request of a cancelled incident has its title, whichever came first", async () => {
  for (const late of [true, false]) {
    const world = await declared();
    const rename = () => editIssue(world, "bob", 1, { title: "Checkout is down" });
    if (!late) rename();
    await command(world, "/cancel");
    if (late) rename();
    await settled(world);
    expect(pullOf(world)).toMatchObject({ state: "closed", title: "INC-2025-001: Checkout is down" });
  }
});

it("the pull request of a cancelled incident is a draft, whether it was ready before or not", async () => {
  for (const seen of [true, false]) {
    const world = await declared();
    say(world, "alice", 1, "/resolve --force");
    if (seen) await settled(world);
    await command(world, "/cancel");
    expect(pullOf(world)).toMatchObject({ state: "closed", draft: true });
    await command(world, "/reopen");
    expect(pullOf(world)).toMatchObject({ state: "open", draft: true });
  }
});

it("an incident that ends a second time has the numbers of that end, but where a person has written others", async () => {
  const world = await declared();
  await command(world, "/impact users=3 orders=1");
  await command(world, "/resolve --force");
  expect(record(world)).toMatch(/\n- Duration: 4 min\n- users: 3\n- orders: 1\n/);
  await command(world, "/reopen");
  expect(record(world)).toMatch(/\n- Duration: not over yet\n- users: 3\n/);
  edit(world, (text) => text.replace("- orders: 1\n", "- orders: 1, all made good\n"));
  pass(world, 3600);
  await command(world, "/impact users=90 orders=7");
  await command(world, "/resolve --force");
  expect(record(world)).toMatch(/\n- Duration: 1 h 10 min\n- users: 90\n- orders: 1, all made good\n/);
  await command(world, "/set started 2025-01-15T02:00:00Z");
  expect(record(world)).toContain("- Duration: 1 h 40 min\n");
});

it("a severity that is changed after the end moves when the post-mortem is due, also where none was or will be", async () => {
  const world = await declared();
  await command(world, "/resolve --force");
  const due = () => /^due: (.*)$/m.exec(record(world))?.[1];
  const first = due();
  expect(first).toBeDefined();
  await command(world, "/severity sev4");
  expect(due()).toBeUndefined();
  await command(world, "/severity sev3");
  expect(due()).toBe(first);
});
