import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { type GitHubOptions, startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppChild, startAppChild } from "./app-child.ts";
import { type Fan, openFan } from "./fan.ts";
import { branchOfIncident, doubled, pathOfIncident, reader } from "./reading.ts";
import { everSaid, refusedClaims, tookBack } from "./said.ts";
import { loosenBrake, optionsFor, shop } from "./stage.ts";

const long = process.env["GITCIDENT_LONG"] !== undefined;
const rounds = long ? 6 : 2;
/** Milliseconds for which the server's lists leave out what is new: nobody sees there what the other has just said. */
const lag = 500;
let github: TestGitHub;
let apps: readonly AppChild[] = [];
let fan: Fan;
afterEach(async () => {
  fan?.close();
  for (const app of apps) await app.kill();
  await github?.close();
});

/** Two processes that begin, and look at everything, at the same moment. */
async function begin(): Promise<void> {
  for (const app of apps) await app.kill();
  apps = await Promise.all([0, 1].map(() => startAppChild(optionsFor(github, { logLevel: "error", lag }))));
  await Promise.all(apps.map(({ ticked }) => ticked));
}

async function quiet(): Promise<void> {
  for (let calm = 0; calm < 4; ) {
    const before = github.requests.length;
    await github.deliveries.flush();
    const sizes = await Promise.all(apps.map((app) => app.size()));
    calm = sizes.every((size) => size === 0) && github.requests.length === before ? calm + 1 : 0;
    await sleep(100);
  }
}

/** A person's edit of a record on its branch. */
async function edit(issue: number, change: (text: string) => string): Promise<void> {
  const branch = branchOfIncident(issue);
  const file = { ...shop, path: pathOfIncident(issue) };
  const { data } = await github.as("alice").repos.getContent({ ...file, ref: branch });
  const { content, sha } = data as { content: string; sha: string };
  const text = change(Buffer.from(content, "base64").toString());
  const changed = { ...file, branch, message: "Edit the record", sha, content: Buffer.from(text).toString("base64") };
  await github.as("alice").repos.createOrUpdateFileContents(changed);
  await quiet();
}

/** A person's words; and some more once lists show them, so that both processes look when they can see them. */
async function say(issue: number, body: string): Promise<void> {
  const alice = github.as("alice");
  await alice.issues.createComment({ ...shop, issue_number: issue, body });
  await sleep(lag + 100);
  await alice.issues.createComment({ ...shop, issue_number: issue, body: "As I said." });
}

/** An incident whose form can't be read, with everything that is answered by a comment of its own. */
async function live(round: number): Promise<number> {
  const opened = { ...shop, title: `Service ${round} is down`, body: "It is down", labels: ["incident"] };
  const { data } = await github.as("alice").issues.create(opened);
  const { number } = data;
  await quiet();
  await say(number, "/severty sev1");
  if (round % 2 === 0) await quiet();
  await say(number, "/help severity");
  await quiet();
  await say(number, `/timeline the token was ghp_${"0aB1cD2eF3".repeat(4).slice(0, 36)}`);
  await quiet();
  return number;
}

const servers: readonly (readonly [string, GitHubOptions])[] = [
  ["with GraphQL", {}],
  ...(long ? ([["without GraphQL", { without: ["graphql"] }]] as const) : []),
  ["that lacks reactions, GraphQL and sub-issues", { bare: true }],
];

it.each(servers)(
  "hazard 2: two processes at the same moment make no comment twice, at no moment, on a server %s",
  async (what, options) => {
    github = await startGitHub(options);
    await loosenBrake(github);
    await begin();
    fan = await openFan(() => apps);
    github.deliveries.to(fan.url);
    github.faults.staleLists({ ms: lag });
    const issues: number[] = [];
    for (let round = 0; round < rounds; round++) issues.push(await live(round));
    const hoursAgo = new Date(Date.now() - 7_200_000).toISOString().replace(/\.\d+Z/, "Z");
    for (const issue of issues)
      await edit(issue, (text) =>
        text.replace(/^declared: .*$/m, `declared: ${hoursAgo}`).replace(/^severity: .*$/m, "severity: sev1"),
      );
    // Reminders are looked at when a process begins.
    for (let again = 0; again < 2; again++) {
      await begin();
      await quiet();
    }
    const [first = 0, second = 0] = issues;
    const before = tookBack(github);
    await edit(first, (text) => text.replace("severity: ", "severity: [unclosed "));
    await edit(first, (text) => text.replace("severity: [unclosed ", "severity: "));
    const mended = tookBack(github) - before;
    await say(second, "/resolve --force it is over");
    await quiet();
    await sleep(lag);
    const { data: pulls } = await github.as("alice").pulls.list({ ...shop, state: "open" });
    const pull = pulls.find(({ head }) => head.ref === branchOfIncident(second));
    await github.as("alice").pulls.merge({ ...shop, pull_number: pull?.number ?? 0, merge_method: "merge" });
    await quiet();
    await say(second, "/ack too late");
    await quiet();
    github.faults.staleLists(undefined);
    const said = everSaid(github);
    const of = (key: RegExp): number => said.filter((name) => key.test(name)).length;
    console.log(
      `hazard 2: two processes, a server ${what}: ${said.length} comments ever made, ${doubled(said)} of them twice; ${refusedClaims(github)} claims or branches refused`,
    );
    expect({ doubled: doubled(said), said: said.filter((name, at) => said.indexOf(name) !== at) }).toEqual({
      doubled: 0,
      said: [],
    });
    // What says that a record can't be read is deleted once it can.
    expect(tookBack(github)).toBe(mended);
    expect({ forms: of(/ form$/), summaries: of(/ summary$/), masked: of(/ masked:/) }).toEqual({
      forms: rounds,
      summaries: rounds,
      masked: rounds,
    });
    // The last one may be written into another answer of its minute.
    expect(of(/ reply:/)).toBeGreaterThanOrEqual(2 * rounds);
    expect({ broken: of(/ broken$/), due: of(/ due:/) >= 3 }).toEqual({ broken: 1, due: true });
    expect(refusedClaims(github)).toBeGreaterThan(0);
    const seen = reader(github.as("alice"));
    for (const issue of issues) expect(doubled(await seen.keys(issue))).toBe(0);
  },
  600_000,
);
