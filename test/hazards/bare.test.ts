import { afterEach, describe, expect, it } from "vitest";
import type { GitHubOptions } from "../github/start.ts";
import { branchOfIncident, doubled, incidentId, pathOfIncident, type Reader, reader } from "./reading.ts";
import { raiseStage, type Stage, shop } from "./stage.ts";

let stage: Stage;
afterEach(() => stage?.close());

const says = [
  "/ack on it",
  "/severty sev1",
  "/severity sev1",
  "/assign commander @alice",
  "/assign communications @bob",
  "/timeline the primary node failed",
  "/update customers: we are looking into it",
  "/cause a wrong condition",
  "/impact customers=100%",
  "/action Fix the script @bob due:2030-01-20 priority:high type:prevent",
  "/action Drill it @carol due:2030-02-01 type:process every:3mo",
  "/mitigate traffic moved",
  "/resolve all is well",
];

/** The whole life of an incident, from its declaration to its ticked action item; resolves to the incident's issue. */
async function live(): Promise<number> {
  const { github, quiet } = stage;
  const [alice, bob] = [github.as("alice"), github.as("bob")];
  const { data: issue } = await alice.issues.create({
    ...shop,
    title: "Checkout is down",
    body: "### Severity\n\nSEV-2\n\n### Type\n\navailability\n\n### Services\n\ncheckout",
    labels: ["incident"],
  });
  await quiet();
  for (const body of says) {
    await alice.issues.createComment({ ...shop, issue_number: issue.number, body });
    await quiet();
  }
  const [path, branch] = [pathOfIncident(issue.number), branchOfIncident(issue.number)];
  const { data } = await bob.repos.getContent({ ...shop, path, ref: branch });
  const { sha, content } = data as { sha: string; content: string };
  const text = Buffer.from(content, "base64").toString("utf8");
  await bob.repos.createOrUpdateFileContents({
    ...shop,
    path,
    branch,
    sha,
    message: "Write the post-mortem",
    content: Buffer.from(text.replace("## Summary\n", "## Summary\n\nA person's words.\n")).toString("base64"),
  });
  await quiet();
  const open = (await reader(alice).pulls()).filter((pull) => pull.head.ref === branch && pull.state === "open");
  expect(open.map(({ draft }) => draft)).toEqual([false]);
  await bob.pulls.merge({ ...shop, pull_number: open[0]?.number ?? 0, merge_method: "merge" });
  await quiet();
  const item = (await reader(alice).issues()).find(({ title }) => title === "Fix the script");
  await bob.issues.update({ ...shop, issue_number: item?.number ?? 0, state: "closed" });
  await quiet();
  await stage.tick();
  return issue.number;
}

const isStub = ({ head }: { readonly head: { readonly ref: string } }): boolean =>
  head.ref.startsWith("gitcident/runbook/");

async function endOf(github: Reader, number: number) {
  const issues = await github.issues();
  const pulls = await github.pulls();
  const main = await github.files("main");
  const text = main.includes(pathOfIncident(number)) ? await github.file(pathOfIncident(number), "main") : "";
  const keys = await github.keys(number);
  return {
    state: issues.find((one) => one.number === number)?.state,
    merged: pulls.filter((pull) => pull.merged_at && pull.head.ref === branchOfIncident(number)).length,
    open: pulls.filter((pull) => pull.state === "open" && !isStub(pull)).length,
    stubs: pulls.filter(isStub).length,
    status: /^status: (.*)$/m.exec(text)?.[1],
    items: text
      .split("\n")
      .flatMap((line) => /^- \[(.)\] (Fix the script|Drill it) .*#\d+$/.exec(line)?.slice(1) ?? []),
    entries: ["the primary node failed", "traffic moved", "all is well", "A person's words."].map(
      (words) => text.split(words).length - 1,
    ),
    issues: issues.map(({ title }) => title).toSorted(),
    reports: main
      .filter((path) => path.startsWith("reports/"))
      .map((path) => path.replace(/-20\d\d\.md$/, "-year.md"))
      .toSorted(),
    summaries: keys.filter((key) => key === "summary").length,
    replies: keys.filter((key) => key.startsWith("reply:")).length,
    lists: keys.filter((key) => key === "actions").length,
    doubled: doubled(keys),
  };
}

const right = (number: number) => ({
  state: "closed",
  merged: 1,
  open: 0,
  stubs: 1,
  status: "closed",
  items: ["x", "Fix the script", " ", "Drill it"],
  entries: [1, 1, 1, 1],
  issues: ["Checkout is down", "Drill it", "Fix the script"],
  reports: [
    "reports/README.md",
    ...["incidents", "services", "time-to-resolve"].flatMap((chart) => [
      `reports/charts/${chart}-dark.svg`,
      `reports/charts/${chart}.svg`,
    ]),
    "reports/incidents-year.md",
    ...["maturity", "metrics"].flatMap((name) => [`reports/${name}.json`, `reports/${name}.md`]),
    ...["-badge.json", "-badge.svg", ".json", ".md"].map((end) => `reports/runbook-coverage${end}`),
  ],
  summaries: 1,
  replies: 1,
  lists: 0,
  doubled: 0,
  number,
});

const servers: readonly (readonly [string, GitHubOptions])[] = [
  ["has everything", {}],
  ["lacks reactions", { without: ["reactions"] }],
  ["lacks GraphQL", { without: ["graphql"] }],
  ["lacks sub-issues", { without: ["sub-issues"] }],
  ["lacks all three", { without: ["reactions", "graphql", "sub-issues"] }],
  ["is the bare emulator", { bare: true }],
];

describe("a whole life on a server that", () => {
  it.each(servers)(
    "%s",
    async (what, options) => {
      stage = await raiseStage(options);
      const number = await live();
      expect({ ...(await endOf(reader(stage.github.as("alice")), number)), number }).toEqual({
        ...right(number),
        // The bare emulator merges what the branch was when the pull request was opened.
        ...(options.bare && { entries: [1, 1, 1, 0] }),
        // A task list where there are no sub-issues.
        lists: options.bare || options.without?.includes("sub-issues") ? 1 : 0,
      });
      console.log(
        `bare: ${incidentId(number)} lived on a server that ${what}: ${stage.github.requests.length} requests`,
      );
    },
    60_000,
  );
});
