import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import type { Feature } from "../github/gaps.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppChild, startAppChild } from "./app-child.ts";
import { branchOfIncident, doubled, pathOfIncident } from "./reading.ts";
import { everSaid } from "./said.ts";
import { optionsFor, shop } from "./stage.ts";

let github: TestGitHub;
let app: AppChild;
afterEach(async () => {
  await app?.kill();
  await github?.close();
});

async function start(): Promise<void> {
  app = await startAppChild(optionsFor(github, { logLevel: "error" }));
  github.deliveries.to(`${app.url}/api/github/webhooks`);
  await app.ticked;
}

/** Kills the process that is about to make a comment with a key, which is not made; then lets another begin. */
async function killAt(key: string, because: () => Promise<unknown>): Promise<void> {
  const killed = Promise.withResolvers<void>();
  const before = github.requests.length;
  github.faults.set(({ method, path, body }) => {
    const makes = path === "/graphql" ? body.includes("addComment") : /\/issues\/\d+\/comments$/.test(path);
    if (method !== "POST" || !makes || !body.includes(`gitcident:key ${key}`)) return undefined;
    killed.resolve(app.kill());
    return "502-before";
  });
  await because();
  await killed.promise;
  github.faults.set(undefined);
  const claimed = github.requests
    .slice(before)
    .some(({ path, status }) => path.endsWith("/git/refs") && status === 201);
  // What a declaration says is the process's own that made the branch, which with GraphQL is no request of its own.
  if (key !== "form" && key !== "summary") expect({ key, claimed }).toEqual({ key, claimed: true });
  await start();
  for (let calm = 0; calm < 4; ) {
    const seen = github.requests.length;
    await github.deliveries.flush();
    calm = (await app.size()) === 0 && github.requests.length === seen ? calm + 1 : 0;
    await sleep(100);
  }
}

const servers: readonly (readonly [string, readonly Feature[]])[] = [
  ["with GraphQL", []],
  ["without GraphQL", ["graphql"]],
];

it.each(servers)(
  "hazard 5: a process that is killed between its claim and its comment leaves the comment to the next, %s",
  async (what, without) => {
    github = await startGitHub({ without });
    const alice = github.as("alice");
    await start();
    const open = () => alice.issues.create({ ...shop, title: "Down", body: "It is down", labels: ["incident"] });
    await killAt("form", open);
    await killAt("summary", open);
    const issue_number = 1;
    await killAt("reply:", () => alice.issues.createComment({ ...shop, issue_number, body: "/severty sev1" }));
    const path = pathOfIncident(issue_number);
    const branch = branchOfIncident(issue_number);
    const { data } = await alice.repos.getContent({ ...shop, path, ref: branch });
    const { content, sha } = data as { content: string; sha: string };
    const text = Buffer.from(content, "base64")
      .toString()
      .replace(/^declared: .*$/m, `declared: ${new Date(Date.now() - 7_200_000).toISOString().slice(0, 19)}Z`)
      .replace(/^severity: .*$/m, "severity: sev1");
    const file = { ...shop, path, branch, message: "Edit", sha, content: Buffer.from(text).toString("base64") };
    await alice.repos.createOrUpdateFileContents(file);
    await killAt("due:", async () => {
      await app.kill();
      void start().catch(() => {});
    });
    const said = everSaid(github);
    console.log(
      `hazard 5: killed 4 times between claim and comment, ${what}: ${said.length} comments, ${doubled(said)} twice`,
    );
    expect(doubled(said)).toBe(0);
    const kinds = said.map((name) => name.replace(/:.*/, "")).toSorted();
    expect(kinds.filter((kind) => !kind.endsWith(" due"))).toEqual([
      "#1 form",
      "#1 reply",
      "#1 summary",
      "#3 form",
      "#3 summary",
    ]);
    expect(kinds.filter((kind) => kind === "#1 due").length).toBeGreaterThanOrEqual(3);
  },
  300_000,
);
