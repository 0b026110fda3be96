import { expect, it } from "vitest";
import { targetsOf } from "../../src/reconcile/targets.ts";
import { manyTypos, oneTypo, path } from "../plan/reviewed.ts";
import { failover } from "../rules/check.ts";
import { github, onStage, quiet, shop } from "./on-stage.ts";

onStage();

/** The App's requests because of something that people do, without those for its tokens. */
async function requests(act: () => Promise<unknown>): Promise<readonly string[]> {
  await quiet();
  const from = github.requests.length;
  await act();
  await quiet();
  return github.requests
    .slice(from)
    .filter(({ authKind }) => authKind === "installation")
    .map(
      ({ method, path: to }) => `${method} ${to.replace("/repos/octo/shop", "").replaceAll(/[0-9a-f]{40}|\d+/g, "…")}`,
    );
}

it("suggests, keeps, takes back and checks again over HTTP, in requests that GitHub documents", async () => {
  const alice = github.as("alice");
  const write = async (text: string): Promise<void> => {
    const found = await alice.repos.getContent({ ...shop, path, ref: "notes" }).catch(() => undefined);
    const sha = found && "sha" in found.data ? { sha: found.data.sha } : {};
    const content = Buffer.from(text).toString("base64");
    await alice.repos.createOrUpdateFileContents({ ...shop, path, branch: "notes", message: "Notes", content, ...sha });
  };
  const main = await alice.git.getRef({ ...shop, ref: "heads/main" });
  await alice.git.createRef({ ...shop, ref: "refs/heads/notes", sha: main.data.object.sha });
  await write(manyTypos(12));
  let pull = 0;
  const opened = await requests(async () => {
    pull = (await alice.pulls.create({ ...shop, title: "Notes", head: "notes", base: "main" })).data.number;
  });
  const suggested = async () =>
    (await alice.pulls.listReviewComments({ ...shop, pull_number: pull, per_page: 100 })).data;
  const reviews = async () => (await alice.pulls.listReviews({ ...shop, pull_number: pull })).data;
  expect((await suggested()).map(({ user }) => user.login)).toEqual(Array(10).fill("gitcident[bot]"));
  expect((await reviews()).map(({ state }) => state)).toEqual(["COMMENTED"]);
  // Three requests more than a check without suggestions, the review and its claim; the list of comments is only read where there are some.
  expect(opened.filter((one) => one.startsWith("POST /pulls/…/reviews"))).toHaveLength(1);
  expect(opened.filter((one) => one.includes("/comments"))).toEqual([]);
  console.info(`P8: check of 1 file with 10 suggested changes: ${opened.length} requests: ${opened.join(", ")}`);
  expect(opened.length).toBeLessThanOrEqual(3 + 1 + 2 + 3);

  const first = (await suggested()).map(({ id }) => id);
  await write(`${manyTypos(12)}\nOne more line.\n`);
  await quiet();
  expect((await suggested()).map(({ id }) => id)).toEqual(first);

  await write(oneTypo);
  await quiet();
  const [left, ...others] = await suggested();
  expect(others).toEqual([]);
  expect([left?.body, left?.line]).toEqual([expect.stringContaining("```suggestion\nseverity: sev1\n```"), 7]);
  const head = async () => (await alice.pulls.get({ ...shop, pull_number: pull })).data.head.sha;
  const runs = async () => (await alice.checks.listForRef({ ...shop, ref: await head() })).data.check_runs;
  const [run] = await runs();
  const { data: annotations } = await alice.checks.listAnnotations({ ...shop, check_run_id: run?.id ?? 0 });
  expect(annotations.find(({ title }) => title === "frontmatter-schema")).toMatchObject({
    ...{ path, start_line: 7, end_line: 7, start_column: 11, end_column: 16, annotation_level: "failure" },
  });

  await write(failover);
  await quiet();
  expect(await suggested()).toEqual([]);
  const again = await requests(async () => {
    const id = (await runs()).at(-1)?.id ?? 0;
    await github.as("alice").request("POST /repos/{owner}/{repo}/check-runs/{id}/rerequest", { ...shop, id });
  });
  expect(again).toContain("GET /pulls/…");
  expect((await runs()).map(({ status, conclusion }) => [status, conclusion])).toContainEqual(["completed", "success"]);
}, 600_000);

it("looks again when the button of the check is pressed", () => {
  const payload = {
    action: "requested_action",
    requested_action: { identifier: "recheck" },
    check_run: { pull_requests: [{ number: 7 }] },
    sender: { login: "alice", type: "User" },
  };
  expect(targetsOf("check_run", payload, "gitcident[bot]")).toEqual([{ kind: "pull", number: 7 }]);
});
