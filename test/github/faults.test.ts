import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "./faults.ts";
import { startGitHub, type TestGitHub } from "./start.ts";

const at = { owner: "octo", repo: "shop" };

describe("faults", () => {
  let github: TestGitHub;
  beforeEach(async () => {
    github = await startGitHub();
  });
  afterEach(() => github.close());

  const titles = async () => {
    github.faults.set(undefined);
    return (await github.as("bob").rest.issues.listForRepo(at)).data.map((issue) => issue.title);
  };

  it.each<[Fault, string[], number | undefined]>([
    ["502-before", [], 502],
    ["502-after", ["Down"], 502],
    ["timeout", ["Down"], 500],
    ["cut", ["Down"], 500],
    [{ status: 503, headers: { "retry-after": "1" } }, [], 503],
  ])("%j is done as it says", async (fault, left, status) => {
    github.faults.timeoutMs = 20;
    github.faults.set((call) => (call.method === "POST" ? fault : undefined));
    const create = github.as("alice").rest.issues.create({ ...at, title: "Down" });
    await expect(create).rejects.toMatchObject({ status });
    expect(await titles()).toEqual(left);
    expect(github.faults.done).toBe(1);
  });

  it("come at random, the same for the same seed", async () => {
    const run = async () => {
      github.faults.atRandom(0.5, ["502-before"], 7);
      const tries = [];
      for (let n = 0; n < 12; n++)
        tries.push(
          await github
            .as("alice")
            .rest.issues.create({ ...at, title: "x" })
            .then(
              () => 1,
              () => 0,
            ),
        );
      return tries.join("");
    };
    const first = await run();
    expect(first).toMatch(/0.*1|1.*0/);
    expect(await run()).toBe(first);
  });

  it("limit how much is made, and count who does not wait", async () => {
    github.faults.limit({ perMinute: 3, retryAfter: 60, status: 429 });
    const { issues } = github.as("alice").rest;
    for (let n = 0; n < 3; n++) await issues.create({ ...at, title: "x" });
    await expect(issues.create({ ...at, title: "x" })).rejects.toMatchObject({
      status: 429,
      response: { headers: { "retry-after": "60" } },
    });
    expect(github.faults.whileBlocked).toBe(0);
    await expect(issues.listForRepo(at)).rejects.toMatchObject({ status: 429 });
    expect(github.faults.whileBlocked).toBe(1);
  });

  it("keep what is young out of lists", async () => {
    const { issues } = github.as("alice").rest;
    await issues.create({ ...at, title: "Old" });
    github.faults.staleLists({ requests: 3 });
    const { data } = await issues.create({ ...at, title: "New" });
    await issues.createComment({ ...at, issue_number: data.number, body: "Hi" });
    const list = async () => (await issues.listForRepo(at)).data.map((issue) => issue.title);
    expect((await issues.listComments({ ...at, issue_number: data.number })).data).toEqual([]);
    expect((await issues.get({ ...at, issue_number: data.number })).data.title).toBe("New");
    expect(await list()).toEqual(["New", "Old"]);
    github.faults.staleLists({ ms: 60_000 });
    expect(await list()).toEqual([]);
    github.faults.staleLists(undefined);
    expect((await list()).length).toBe(2);
  });
});
