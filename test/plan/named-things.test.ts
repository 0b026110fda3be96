import { expect, it } from "vitest";
import { openIssue } from "../memory/people.ts";
import { command, declared, record, said, settled } from "./stage.ts";

it("a duplicate of an issue that is not there is refused, and the incident goes on", async () => {
  const world = await declared();
  const comment = await command(world, "/duplicate #999");
  expect(said(world, `reply:${comment}`)).toMatch(/^Issue 999 is not there/);
  expect(record(world)).toContain("status: investigating");
  const other = openIssue(world, "alice", { title: "The same", body: "" });
  await command(world, `/duplicate #${other}`);
  expect(record(world)).toContain(`duplicate_of: ${other}`);
});

it("a runbook that is not there is recorded, and people learn that it is not there", async () => {
  const files = {
    "runbooks/database.md": "---\ntitle: Database\nservices: [database]\n---\n\n## Symptoms\n\nErrors.\n",
  };
  const world = await declared({ files });
  const comment = await command(world, "/runbook runbooks/absent.md runbooks/database.md");
  const notes = said(world, `note:c${comment}`);
  expect(notes).toContain("absent");
  expect(notes).not.toMatch(/database/);
  expect(record(world)).toContain("runbooks/absent.md");
});

it.each([
  ["/duplicate #3", "duplicate", /^The incident is a duplicate, and its record is never merged\.\s+Say it at issue 3/],
  ["/cancel", "cancelled", /^The incident is cancelled, and its record is never merged/],
])("after %s nothing is taken into the record until it is reopened", async (end, status, answer) => {
  const world = await declared();
  openIssue(world, "alice", { title: "The same", body: "" });
  await command(world, end);
  for (const [index, text] of [
    "/action Fix it @alice due:2025-02-01",
    "/timeline late",
    "/cause x",
    "/severity sev1",
  ].entries()) {
    const comment = await command(world, text);
    expect([index, said(world, `reply:${comment}`)]).toEqual([index, expect.stringMatching(answer)]);
  }
  expect(record(world)).toContain(`status: ${status}`);
  expect(record(world)).not.toContain("Fix it");
  await command(world, "/reopen");
  await command(world, "/action Fix it @alice due:2025-02-01");
  expect(record(world)).toContain("Fix it");
  expect(await settled(world)).toMatchObject({ effects: 0 });
});
