import { expect, it } from "vitest";
import { push } from "../memory/people.ts";
import { commitOf, newWorld } from "../memory/world.ts";
import { settled } from "./stage.ts";

it("a merged record whose issue is not there is followed all the same, also where there are no sub-issues", async () => {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  world.lacks.add("sub-issues");
  const path = "incidents/2025/INC-2025-525.md";
  const fields = "id: INC-2025-525\ntitle: Down\nissue: 525\nseverity: sev2\nstatus: resolved";
  push(world, "alice", "main", path, `---\n${fields}\n---\n\n## Action items\n\n- [ ] Mend it @bob due:2025-02-01\n`);
  await settled(world, { kind: "archive" });
  await settled(world, { kind: "archive" });
  expect(commitOf(world, "main")?.files.get(path)).toMatch(/Mend it .*#\d+$/m);
  expect([...world.comments.values()]).toEqual([]);
});
