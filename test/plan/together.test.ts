import { expect, it } from "vitest";
import { editIssue, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";
import { command, declared, pullOf, record, said, settled } from "./stage.ts";

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
