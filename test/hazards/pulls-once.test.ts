import { afterEach, expect, it } from "vitest";
import type { GitHubOptions } from "../github/start.ts";
import { branchOfIncident, reader } from "./reading.ts";
import { raiseStage, type Stage, shop } from "./stage.ts";

let stage: Stage;
afterEach(() => stage?.close());

const headsOf = async (): Promise<readonly string[]> =>
  (await reader(stage.github.as("alice")).pulls()).map(({ head }) => head.ref);

/** Everything that is shown, once lists show it. */
async function fresh<T>(read: () => Promise<T>): Promise<T> {
  stage.github.faults.staleLists(undefined);
  return read();
}

const refused = (): number =>
  stage.github.requests.filter(
    ({ method, path, status }) => method === "POST" && path.endsWith("/pulls") && status === 422,
  ).length;

const servers: readonly (readonly [string, GitHubOptions])[] = [
  ["has everything", {}],
  ["lacks GraphQL", { without: ["graphql"] }],
  ["is the bare emulator, which opens as many from a branch as it is asked for", { bare: true }],
];

it.each(servers)(
  "hazard 10: an incident whose pull request no list shows yet gets no other, on a server that %s",
  async (what, options) => {
    stage = await raiseStage(options);
    const { github, quiet } = stage;
    const alice = github.as("alice");
    github.faults.staleLists({ since: Date.now() });
    const { data: issue } = await alice.issues.create({
      ...shop,
      title: "Checkout is down",
      body: "It is down",
      labels: ["incident"],
    });
    await quiet();
    await stage.tick();
    expect(await fresh(headsOf)).toEqual([branchOfIncident(issue.number)]);
    // Where a draft can't be made ready, it is closed and another one opened.
    await alice.issues.createComment({ ...shop, issue_number: issue.number, body: "/resolve --force it is over" });
    github.faults.staleLists({ since: Date.now() + 1 });
    await quiet();
    await stage.tick();
    const pulls = await fresh(() => reader(alice).pulls());
    const said = pulls.map(({ draft, state }) => `${state}${draft ? " draft" : ""}`);
    console.log(`hazard 10: a server that ${what}: ${said.join(", ")}; ${refused()} refused`);
    expect(pulls.map(({ head }) => head.ref)).toEqual(pulls.map(() => branchOfIncident(issue.number)));
    expect(said).toEqual(options.bare || options.without ? ["open", "closed draft"] : ["open"]);
    expect(refused()).toBe(0);
  },
  60_000,
);

it("hazard 10: a rolling pull request that no list shows yet is gone on with", async () => {
  stage = await raiseStage({ without: ["graphql"] });
  const { github, quiet } = stage;
  const admin = github.as("octo-admin");
  await admin.repos.updateBranchProtection({
    ...shop,
    branch: "main",
    required_status_checks: null,
    enforce_admins: null,
    required_pull_request_reviews: {},
    restrictions: null,
  });
  github.faults.staleLists({ since: Date.now() });
  for (const number of [901, 902, 903]) {
    const id = `INC-2025-${number}`;
    const text = `---\nid: ${id}\ntitle: It was down\nseverity: sev2\nstatus: resolved\n---\n\n# It was down\n`;
    await admin.repos.createOrUpdateFileContents({
      ...shop,
      path: `incidents/2025/${id}.md`,
      message: `Add ${id}`,
      content: Buffer.from(text).toString("base64"),
    });
    await quiet();
  }
  const pulls = (await fresh(() => reader(github.as("alice")).pulls())).map(
    ({ head, state }) => `${head.ref} ${state}`,
  );
  console.log(`hazard 10: three pushes: ${pulls.join(", ")}`);
  const stubs = [903, 902, 901].map((number) => `gitcident/runbook/INC-2025-${number} open`);
  expect(pulls).toEqual([...stubs, "gitcident/reports open"]);
}, 60_000);
