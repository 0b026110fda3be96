import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { maskingSource } from "../../src/host/secrets/masking-source.ts";
import { msOf } from "../../src/model/time.ts";
import { targetsOf, tick } from "../laws/ends.ts";
import { newWorld, type World } from "../memory/world.ts";
import { act } from "./act.ts";
import { dump } from "./dump.ts";
import { readScript } from "./script.ts";

// Each folder is a story: the default branch before it, what people do, and what everybody sees in the end.
// UPDATE=1 writes what is seen; read the difference before you commit it.

const folder = import.meta.dirname;
const seen = {
  sourceOf: maskingSource,
  // Every issue, as webhooks would name it: also one that has lost its label.
  targets: (world: World) => [
    ...[...world.issues.keys()].map((issue) => ({ kind: "incident" as const, issue, thorough: true })),
    ...targetsOf(world).filter(({ kind }) => kind !== "incident"),
  ],
};
const stories = readdirSync(folder).filter((name) => existsSync(join(folder, name, "comments.md")));

it.each(stories)("%s", async (name) => {
  const before = filesIn(join(folder, name, "before"));
  const world = newWorld({ files: Object.fromEntries(before), now: "2025-01-15T00:00:00Z" });
  for (const login of ["alice", "bob", "carol", "dave"]) world.permissions.set(login, "write");
  world.permissions.set("trent", "read");
  for (const step of readScript(readFileSync(join(folder, name, "comments.md"), "utf8"))) {
    if (msOf(step.at) < world.now) throw new Error(`“${step.heading}” happens before the step above it`);
    world.now = msOf(step.at);
    act(world, step);
    world.now += 1000;
    await tick(world, { rounds: 2, ...seen });
  }
  await tick(world, { ...seen });
  expect(await tick(world, { rounds: 1, ...seen })).toMatchObject({ effects: 0 });
  const after = dump(world, before);
  const place = join(folder, name, "after");
  if (process.env["UPDATE"] === "1") write(place, after);
  expect(Object.fromEntries(after)).toEqual(Object.fromEntries(filesIn(place)));
});

/** The files below a folder by their paths. A story without `before` begins with a README alone. */
function filesIn(place: string): ReadonlyMap<string, string> {
  if (!existsSync(place)) return new Map([["README.md", "# Shop\n"]]);
  const paths = readdirSync(place, { recursive: true, encoding: "utf8" }).map((path) => join(place, path));
  return new Map(
    paths
      .filter((path) => statSync(path).isFile())
      .toSorted()
      .map((path) => [relative(place, path), readFileSync(path, "utf8")]),
  );
}

function write(place: string, files: ReadonlyMap<string, string>): void {
  rmSync(place, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
}
