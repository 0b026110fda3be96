import { afterAll, beforeAll, expect, it } from "vitest";
import { branchOfIncident, pathOfIncident, reader } from "./reading.ts";
import { raiseStage, type Stage, shop } from "./stage.ts";

const count = 50;
let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage({ deliveries: { shuffle: true, duplicate: 1, seed: 50 } });
}, 600_000);
afterAll(() => stage?.close());

it("gives 50 issues that are opened at the same moment each a file, a branch and a pull request", async () => {
  const alice = stage.github.as("alice");
  const opened = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      alice.issues.create({ ...shop, title: `Service ${index} is down`, body: "503", labels: ["incident"] }),
    ),
  );
  await stage.quiet();
  const github = reader(alice);
  const branches = await github.branches();
  const pulls = await github.pulls();
  for (const { data: issue } of opened) {
    const branch = branchOfIncident(issue.number);
    const text = await github.file(pathOfIncident(issue.number), branch);
    const mine = pulls.filter(({ head }) => head.ref === branch);
    expect({
      branch: branches.includes(branch),
      title: text.includes(`title: ${issue.title}\n`),
      own: text.includes(`issue: ${issue.number}\n`),
      pulls: mine.map(({ body }) => body?.includes(`Closes #${issue.number}\n`)),
      comments: (await github.keys(issue.number)).toSorted(),
    }).toEqual({
      branch: true,
      title: true,
      own: true,
      pulls: [true],
      comments: ["form", "summary"],
    });
  }
  expect(branches.filter((name) => name.startsWith("incident/"))).toHaveLength(count);
  expect(pulls).toHaveLength(count);
  console.log(`at once: ${count} issues, ${pulls.length} pull requests, ${branches.length - 1} branches, 0 doubled`);
}, 600_000);
