import { expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { randomFrom } from "../github/random.ts";
import { merge, push } from "../memory/people.ts";
import { newWorld, type World } from "../memory/world.ts";
import { hesitant } from "./hesitant.ts";
import { doubled } from "./reading.ts";

const archive = { kind: "archive" } as const;
const orders = 60;
const workers = 3;

function archived(world: World, number: number): void {
  const items = [1, 2, 3].map((item) => `- [ ] Mend part ${item} of ${number}\n`).join("");
  const head = `---\nid: INC-2025-00${number}\ntitle: Down\nseverity: sev2\nstatus: resolved\n---\n`;
  push(world, "alice", "main", `incidents/2025/INC-2025-00${number}.md`, `${head}\n## Action items\n\n${items}`);
}

it.each([false, true])(
  "hazard 2: protected %s: workers in any order open each issue once",
  { timeout: 600_000 },
  async (guarded) => {
    let left = 0;
    for (let seed = 1; seed <= orders; seed++) {
      const random = randomFrom(seed);
      const world = newWorld({ files: { "README.md": "# Shop\n" } });
      if (guarded) world.protected.add("main");
      for (const number of [1, 2]) {
        archived(world, number);
        const work = Array.from({ length: workers }, async () =>
          reconcile(archive, hesitant(world, random), { sleep: async () => {}, random: () => 0 }),
        );
        const all = await Promise.all(work);
        left += all.filter(({ again }) => again !== undefined).length;
        const keys = [...world.issues.values()].map(({ body }) => keyIn(body) ?? "");
        expect({ seed, issues: keys.length, doubled: doubled(keys) }).toEqual({ seed, issues: number * 3, doubled: 0 });
        const rolling = [...world.pulls.values()].find(
          ({ state, head }) => state === "open" && head.branch.endsWith("/reports"),
        );
        // What is left of the branch is there when the next one is wanted.
        if (rolling) merge(world, rolling.number);
      }
    }
    console.log(
      `hazard 2: ${orders} orders of ${workers} workers, protected ${guarded}: 0 opened twice, ${left} times left to another`,
    );
    expect(left).toBeGreaterThan(0);
  },
);
