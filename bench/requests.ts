import { startApp } from "../src/app/start.ts";
import { newGate } from "../src/host/github/gate.ts";
import { gitHubHost } from "../src/host/github/github-host.ts";
import { newMemory } from "../src/host/github/memory.ts";
import { connect } from "../src/host/github/octokit.ts";
import type { Host } from "../src/host/host.ts";
import { reconcile } from "../src/reconcile/reconcile.ts";
import type { Feature } from "../test/github/gaps.ts";
import { startGitHub, type TestGitHub } from "../test/github/start.ts";
import { relayTo } from "./relay.ts";

// P8: requests per flow, counted at a GitHub of our own with the app in front of it.
// node bench/requests.ts [--list] [--rest]

export interface FlowCount {
  readonly flow: string;
  /** The fewest requests that could do it. */
  readonly floor: number;
  readonly budget: number;
  readonly measured: number;
  /** Method and path of each request, in their order. */
  readonly requests: readonly string[];
}

const shop = { owner: "octo", repo: "shop" };
const openIncidents = 100;
const actionItems = 5;
const changedFiles = 5;
const form =
  "### What is seen\n\nEvery call answers 503\n\n### Severity\n\nSEV-1 (Critical)\n\n### Type\n\navailability";

export async function countRequests(without: readonly Feature[] = []): Promise<readonly FlowCount[]> {
  const github = await startGitHub({ without });
  const { url: baseUrl, appId, privateKey, webhookSecret } = github;
  const listening = { host: "127.0.0.1", port: 0, logLevel: "warn", ticks: false } as const;
  const app = await startApp({ baseUrl, appId, privateKey, webhookSecret, ...listening });
  const relay = await relayTo(`${app.url}/api/github/webhooks`);
  github.deliveries.to(relay.url);
  const alice = github.as("alice");
  const counts: FlowCount[] = [];

  async function quiet(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      const before = github.requests.length;
      await github.deliveries.flush();
      await app.idle();
      calm = github.requests.length === before ? calm + 1 : 0;
    }
  }

  /** What the app asks of GitHub because of something that people do. */
  async function count(flow: string, floor: number, events: readonly string[], act: () => Promise<unknown>) {
    await quiet();
    relay.pass(...events);
    const from = github.requests.length;
    await act();
    await quiet();
    relay.pass();
    const ours = github.requests
      .slice(from)
      .filter(({ authKind }) => authKind === "app" || authKind === "installation");
    const requests = ours.map(
      ({ method, path, status }) => `${method} ${path.replace("/repos/octo/shop", "")} ${status}`,
    );
    counts.push({ flow, floor, budget: floor + 2, measured: requests.length, requests });
  }

  const open = async (title: string): Promise<number> =>
    (await alice.issues.create({ ...shop, title, body: form, labels: ["incident"] })).data.number;
  const say = (issue: number, body: string) => alice.issues.createComment({ ...shop, issue_number: issue, body });

  // The stub of a runbook comes with a merge without one, once an incident: it is not what these flows count.
  await alice.repos.createOrUpdateFileContents({
    ...shop,
    path: ".github/gitcident.yml",
    message: "Configure",
    content: Buffer.from("runbook: { offer: false }\n").toString("base64"),
  });
  await quiet();
  const first = await open("The first one makes the labels");
  await quiet();
  let issue = 0;
  await count("incident opened", 2, ["issues"], async () => {
    issue = await open("Checkout is down");
  });
  for (const command of ["/timeline Replica promoted", "/ack", "/severity sev2"]) {
    await count(`command: ${command.split(" ")[0]}`, 5, ["issue_comment"], () => say(issue, command));
  }

  await count("command that can't be read", 5, ["issue_comment"], () => say(first, "/severty sev2"));

  await pushFiles(github, "notes", changedFiles, 12);
  const annotations = changedFiles * 12;
  await count(`check of ${changedFiles} files`, 3 + Math.ceil(annotations / 50), ["pull_request"], async () => {
    await alice.pulls.create({ ...shop, title: "Old incidents", head: "notes", base: "main" });
  });

  await pushFiles(github, "typos", changedFiles, 12, (hour) => `${hour}:00:00Z`);
  let typos = 0;
  // A review that no other process makes as well takes a claim, of two requests.
  const suggesting = 3 + Math.ceil(annotations / 50) + 2 + 1;
  await count(`check of ${changedFiles} files, 10 suggested changes`, suggesting, ["pull_request"], async () => {
    typos = (await alice.pulls.create({ ...shop, title: "Typos", head: "typos", base: "main" })).data.number;
  });
  await alice.pulls.update({ ...shop, pull_number: typos, state: "closed" });

  relay.pass("issue_comment");
  for (let item = 1; item <= actionItems; item++) {
    await say(issue, `/action Do thing ${item} @bob due:2099-01-0${item} priority:high`);
    await quiet();
  }
  await say(issue, "/resolve --force Replica promoted");
  await quiet();
  relay.pass();
  await quiet();
  const { data: pulls } = await alice.pulls.list({ ...shop, state: "open" });
  const pull = pulls.find(({ head, title }) => head.ref.startsWith("incident/") && title.includes("Checkout"));
  if (!pull) throw new Error("Unexpected absence of the incident's pull request, expected it to be open");
  await count(`merge with ${actionItems} action items`, 1 + actionItems + 1, ["pull_request", "push"], () =>
    alice.pulls.merge({ ...shop, pull_number: pull.number }),
  );

  relay.pass("nothing");
  // People close what is done, so that exactly the open incidents have branches and pull requests.
  const { data: others } = await alice.pulls.list({ ...shop, state: "open", head: "octo:notes" });
  for (const { number } of others) await alice.pulls.update({ ...shop, pull_number: number, state: "closed" });
  await alice.git.deleteRef({ ...shop, ref: `heads/${pull.head.ref}` });
  await declareMany(await hostOf(github), github, openIncidents);
  await quiet();
  relay.pass();
  // What is due is said, and said once: idle is the tick after that.
  for (let written = -1; written !== 0; ) {
    const from = github.requests.length;
    await app.tick(written !== -1);
    await quiet();
    written = github.requests
      .slice(from)
      .filter(({ method, path }) => method !== "GET" && !path.startsWith("/app/") && path !== "/graphql").length;
  }
  await app.tick(false);
  await quiet();
  await count(`idle sweep of ${openIncidents} open incidents`, Math.ceil(openIncidents / 100) + 1, [], () =>
    app.tick(false),
  );
  relay.close();
  await app.close();
  await github.close();
  return counts;
}

/** A branch of alice's with incident files that have as many findings as we like. */
async function pushFiles(
  github: TestGitHub,
  branch: string,
  files: number,
  findings: number,
  clock: (hour: number) => string = (hour) => `0${hour}:00:00`,
): Promise<void> {
  const alice = github.as("alice");
  const { data: main } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  await alice.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: main.object.sha });
  for (let file = 1; file <= files; file++) {
    const lines = Array.from({ length: findings }, (_, line) => `- 2025-01-15T${clock(line % 9)} Something (@alice)`);
    const id = `INC-2020-00${file}`;
    const text = `---\nid: ${id}\ntitle: Old\nissue: ${file}\n---\n\n# ${id}: Old\n\n## Timeline\n\n${lines.join("\n")}\n`;
    const content = Buffer.from(text).toString("base64");
    await alice.repos.createOrUpdateFileContents({
      ...shop,
      branch,
      path: `incidents/2020/${id}.md`,
      message: id,
      content,
    });
  }
}

/** A host like the app's, but for the limits of what may be made in a minute. */
async function hostOf({ url: baseUrl, appId, privateKey, installationId }: TestGitHub): Promise<Host> {
  const gate = newGate({ createdPerMinute: 100_000, createdPerHour: 100_000, reserve: 0 });
  const octokit = connect({ baseUrl, auth: { appId, privateKey, installationId }, gate });
  return gitHubHost({ octokit, ...shop, self: "gitcident[bot]", memory: newMemory() });
}

async function declareMany(host: Host, github: TestGitHub, wanted: number): Promise<void> {
  const alice = github.as("alice");
  const { data } = await alice.issues.listForRepo({ ...shop, labels: "incident", state: "open", per_page: 100 });
  for (let made = data.length; made < wanted; made++) {
    const { data: issue } = await alice.issues.create({ ...shop, title: `Incident ${made}`, labels: ["incident"] });
    await reconcile({ kind: "incident", issue: issue.number }, host);
  }
}

export function tableOf(counts: readonly FlowCount[]): string {
  const rows = counts.map(({ flow, floor, budget, measured }) =>
    [flow, floor, budget, measured, measured <= budget ? "within" : "OVER"].join(" | "),
  );
  return [
    "| flow | floor | budget | measured | verdict |",
    "|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}

if (import.meta.main) {
  const counts = await countRequests(process.argv.includes("--rest") ? ["graphql"] : []);
  console.log(tableOf(counts));
  if (process.argv.includes("--list")) {
    for (const { flow, requests } of counts) console.log(`\n${flow}\n  ${requests.join("\n  ")}`);
  }
  process.exitCode = counts.some(({ measured, budget }) => measured > budget) ? 1 : 0;
}
