import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { branchOfIncident, doubled, pathOfIncident, reader } from "./reading.ts";
import { optionsFor, raiseStage, type Stage, shop } from "./stage.ts";

const people = ["alice", "bob", "carol", "dave", "erin", "octo-db", "octo-platform", "sre", "octo-admin"];
const entries = 6;
const lag = 400;
let stage: Stage;
let other: App;
beforeAll(async () => {
  stage = await raiseStage({}, { lag });
  other = await startApp(optionsFor(stage.github, { lag }));
}, 600_000);
afterAll(async () => {
  await other?.close();
  await stage?.close();
});

it("hazard 9: over HTTP, writers, pushes, two processes and stale lists lose nothing", {
  timeout: 600_000,
}, async () => {
  const { github, quiet } = stage;
  let forced = 0;
  github.faults.set(({ body }) => {
    if (/"force":\s*true/.test(body.toString("utf8"))) forced++;
    return undefined;
  });
  const issue = { title: "Checkout is down", body: "### Severity\n\nSEV-2", labels: ["incident"] };
  const { data } = await github.as("alice").issues.create({ ...shop, ...issue });
  const { number } = data;
  await quiet();
  github.faults.staleLists({ ms: lag });
  const [path, branch] = [pathOfIncident(number), branchOfIncident(number)];
  let pushes = 0;
  const push = async (): Promise<void> => {
    const bob = github.as("bob");
    for (let tried = 0; tried < 50; tried++) {
      const { data } = await bob.repos.getContent({ ...shop, path, ref: branch });
      const { sha, content } = data as { sha: string; content: string };
      const text = Buffer.from(content, "base64").toString("utf8");
      const next = text.replace("## Summary\n", `## Summary\n\nLine ${pushes} of a person.\n`);
      const file = { path, branch, sha, message: "Edit", content: Buffer.from(next).toString("base64") };
      const done = await bob.repos.createOrUpdateFileContents({ ...shop, ...file }).then(
        () => true,
        (error: { status?: number }) => error.status !== 409,
      );
      if (done) break;
    }
    pushes++;
  };
  for (let entry = 0; entry < entries; entry++) {
    const said = people.map((login, writer) =>
      github.as(login).issues.createComment({
        ...shop,
        issue_number: number,
        body: `/timeline entry ${entry} of writer ${writer}.`,
      }),
    );
    await Promise.all([...said, push(), other.tick()]);
  }
  await quiet();
  await other.idle();
  await sleep(lag);
  github.faults.staleLists(undefined);
  await stage.tick();
  const text = await reader(github.as("alice")).file(path, branch);
  const counts = people.flatMap((_, writer) =>
    Array.from({ length: entries }, (__, entry) => text.split(`entry ${entry} of writer ${writer}. `).length - 1),
  );
  const lines = Array.from({ length: pushes }, (_, push) => text.split(`Line ${push} of a person.`).length - 1);
  const keys = await reader(github.as("alice")).keys(number);
  console.log(
    `hazard 9 over HTTP: ${counts.filter((count) => count === 1).length} of ${counts.length} entries once, ${lines.filter((count) => count === 1).length} of ${pushes} pushes kept, ${forced} forced, ${doubled(keys)} comments doubled`,
  );
  expect(counts.filter((count) => count !== 1)).toEqual([]);
  expect(lines.filter((count) => count !== 1)).toEqual([]);
  expect(forced).toBe(0);
  expect(doubled(keys)).toBe(0);
});
