import { afterEach, expect, it } from "vitest";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import type { GitHubOptions } from "../github/start.ts";
import { branchOfIncident, pathOfIncident } from "./reading.ts";
import { everSaid } from "./said.ts";
import { optionsFor, raiseStage, type Stage, shop } from "./stage.ts";

let stage: Stage;
let anew: App | undefined;
afterEach(async () => {
  await anew?.close();
  await stage?.close();
});

/** A sev1 that was declared two hours ago, as its record says once a person has corrected it. */
async function old(title: string): Promise<number> {
  const { github, quiet } = stage;
  const alice = github.as("alice");
  const { data: issue } = await alice.issues.create({ ...shop, title, body: "It is down", labels: ["incident"] });
  await quiet();
  const branch = branchOfIncident(issue.number);
  const file = { ...shop, path: pathOfIncident(issue.number) };
  const { data } = await alice.repos.getContent({ ...file, ref: branch });
  const { content, sha } = data as { content: string; sha: string };
  const hoursAgo = new Date(Date.now() - 7_200_000).toISOString().replace(/\.\d+Z/, "Z");
  const text = Buffer.from(content, "base64")
    .toString()
    .replace(/^declared: .*$/m, `declared: ${hoursAgo}`)
    .replace(/^severity: .*$/m, "severity: sev1");
  const message = "Correct the record";
  await alice.repos.createOrUpdateFileContents({
    ...file,
    branch,
    message,
    sha,
    content: Buffer.from(text).toString("base64"),
  });
  await quiet();
  return issue.number;
}

const servers: readonly (readonly [string, GitHubOptions])[] = [
  ["has everything", {}],
  ["is the bare emulator, which can't list an installation's repositories", { bare: true }],
];

it.each(servers)(
  "hazard 1: a process that begins and is told nothing says what is due on every incident, on a server that %s",
  async (what, options) => {
    stage = await raiseStage(options);
    const issues = [await old("Checkout is down"), await old("Search is down")];
    await stage.app.close();
    expect(everSaid(stage.github).filter((said) => said.includes(" due:"))).toEqual([]);
    anew = await startApp(optionsFor(stage.github));
    await anew.tick();
    await anew.idle();
    await stage.github.deliveries.flush();
    const due = everSaid(stage.github).flatMap((said) => /^#\d+ due:[a-z]+/.exec(said) ?? []);
    expect(due.toSorted()).toEqual(
      issues.flatMap((issue) => ["ack", "roles", "update"].map((key) => `#${issue} due:${key}`)),
    );
    console.log(`hazard 1: begun anew on a server that ${what}: ${due.length} reminders on ${issues.length} incidents`);
  },
  60_000,
);
