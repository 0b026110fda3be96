import { expect, it } from "vitest";
import { push } from "../memory/people.ts";
import { commitOf, newWorld, pass } from "../memory/world.ts";
import { settled } from "./stage.ts";

const archive = { kind: "archive" } as const;
const runbook = "---\ntitle: Queue\nlast_verified: 2025-01-01\nreview_every: 90d\n---\n\n# Queue\n";

it("makes the same report of the same commit on every later day, and looks at the calendar with the next commit", async () => {
  const world = newWorld({
    files: {
      "runbooks/queue.md": runbook,
      "ops/a.yaml": "groups: []\n",
      ".github/gitcident.yml": "alerts: [{ paths: [ops/a.yaml] }]\n",
    },
    now: "2025-02-01T00:00:00Z",
  });
  const stale = (): number =>
    JSON.parse(commitOf(world, "main")?.files.get("reports/runbook-coverage.json") ?? "{}").runbooks.stale.length;
  await settled(world, archive);
  expect(stale()).toBe(0);
  const before = commitOf(world, "main")?.sha;
  pass(world, 100 * 24 * 3600);
  expect(await settled(world, archive)).toMatchObject({ effects: 0 });
  expect(commitOf(world, "main")?.sha).toBe(before);
  push(world, "alice", "main", "README.md", "# Shop\n");
  await settled(world, archive);
  expect(stale()).toBe(1);
});
