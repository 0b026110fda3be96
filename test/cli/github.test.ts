import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { cloneWith, type Folder } from "../host/clone.ts";
import { cli, type Ended } from "./cli.ts";

let github: TestGitHub;
let clone: Folder;
let env: Record<string, string>;
const octo = { owner: "octo", repo: "shop" };
const here = (...args: readonly string[]): Promise<Ended> => cli(clone.path, args, env);
const declaration = ["declare", "--severity", "P1", "--type", "availability", "--title", "Checkout answers 500"];

beforeAll(async () => {
  github = await startGitHub();
  clone = cloneWith();
  clone.git("remote", "add", "origin", "git@github.com:octo/shop.git");
  env = { GITHUB_API_URL: github.url, GH_TOKEN: await github.installationToken() };
});
afterAll(async () => {
  clone.remove();
  await github.close();
});

describe("with a token", () => {
  it("declares, plans, applies until nothing is left", async () => {
    const dry = await here(...declaration, "--dry-run", "--json");
    expect([dry.code, JSON.parse(dry.out).effects[0].kind]).toEqual([0, "open-issue"]);
    const declared = await here(...declaration, "--service", "checkout", "--start", "10m ago", "--json");
    expect([declared.code, declared.err]).toEqual([0, expect.any(String)]);
    const { issue, id, url } = JSON.parse(declared.out);
    expect(id).toMatch(new RegExp(`^INC-\\d{4}-0*${issue}$`));
    expect(url).toMatch(new RegExp(`/octo/shop/issues/${issue}$`));
    const target = ["--incident", `${issue}`, "--as", "gitcident[bot]"];
    const planned = await here("plan", ...target, "--json");
    expect(planned.code).toBe(0);
    const kinds = JSON.parse(planned.out).effects.map((effect: { kind: string }) => effect.kind);
    expect(kinds).toEqual(expect.arrayContaining(["branch", "commit", "open-pull", "comment"]));
    expect((await here("plan", ...target)).out).toMatch(/^make branch incident\/INC-/m);
    expect((await github.as("alice").issues.get({ ...octo, issue_number: issue })).data.comments).toBe(0);
    const dryApply = await here("apply", "--incident", `${issue}`, "--dry-run");
    expect([dryApply.code, dryApply.err]).toEqual([0, expect.stringContaining("nothing was written")]);
    const applied = await here("apply", "--incident", `${issue}`);
    expect([applied.code, applied.err]).toEqual([0, expect.stringContaining("in order")]);
    const { data } = await github.as("alice").pulls.list(octo);
    expect(data.map((pull) => pull.head.ref)).toContain(`incident/${id}`);
    const again = await here("apply", "--incident", `${issue}`, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ settled: true, effects: 0 });
  });

  it("says who it acts as when that is a person", async () => {
    const tokens = { ...env, GH_TOKEN: github.tokens["alice"] ?? "" };
    const { err, code } = await cli(clone.path, ["plan", "--reminders"], tokens);
    expect([code, err]).toEqual([0, expect.stringContaining("acts as @alice")]);
  });

  it("takes the commands of the person whose token it has, and the config that it is given", async () => {
    const alice = { ...env, GH_TOKEN: github.tokens["alice"] ?? "" };
    const labels = ["incident"];
    const { data } = await github.as("alice").issues.create({ ...octo, title: "Slow", body: "", labels });
    const target = ["--incident", `${data.number}`];
    await cli(clone.path, ["apply", ...target], alice);
    await github.as("alice").issues.createComment({ ...octo, issue_number: data.number, body: "/severity sev1" });
    const applied = await cli(clone.path, ["apply", ...target, "--json"], alice);
    expect([applied.code, applied.err]).toEqual([0, expect.stringContaining("commands count")]);
    const issue = await github.as("alice").issues.get({ ...octo, issue_number: data.number });
    expect(issue.data.labels.map((label) => (typeof label === "string" ? label : label.name))).toContain(
      "severity:sev1",
    );
    expect((await cli(clone.path, ["apply", ...target], alice)).err).toContain("0 done");
    clone.write("other.yml", "incidents: outages\n");
    const { data: fresh } = await github.as("alice").issues.create({ ...octo, title: "Down", body: "", labels });
    const asked = ["plan", "--incident", `${fresh.number}`];
    const planned = await cli(clone.path, [...asked, "--config", "other.yml"], alice);
    expect([planned.code, planned.out]).toEqual([0, expect.stringMatching(/^commit to .*\(outages\/\d+\/INC-/m)]);
    for (const wrong of ["none.yml", "."]) {
      expect(await cli(clone.path, ["plan", "--archive", "--config", wrong], alice)).toMatchObject({ code: 2 });
    }
    clone.git("clean", "-fdqx");
  });

  it("wants one target", async () => {
    for (const wrong of [[], ["--incident", "x"], ["--incident", "0"], ["--archive", "--reminders"]]) {
      expect(await here("plan", ...wrong)).toMatchObject({ code: 2, out: "" });
    }
  });

  it("says 3 when GitHub is not there or does not know the repository", async () => {
    const plan = ["plan", "--archive"];
    const asked = (over: Record<string, string>, ...more: readonly string[]) =>
      cli(clone.path, [...plan, ...more], { ...env, ...over });
    expect(await asked({}, "--repo", "octo/none")).toMatchObject({ code: 3, out: "" });
    expect(await asked({ GITHUB_API_URL: "http://127.0.0.1:9" })).toMatchObject({
      code: 3,
      err: expect.stringContaining("GITHUB_API_URL"),
    });
    expect(await cli(clone.path, plan)).toMatchObject({ code: 2, err: expect.stringContaining("GH_TOKEN") });
    expect(await asked({}, "--repo", "shop")).toMatchObject({ code: 2 });
  });

  it("never gives the token to a server that only the clone names", async () => {
    const other = cloneWith();
    other.git("remote", "add", "origin", "https://github.example.com/octo/shop.git");
    const { code, err } = await cli(other.path, ["plan", "--archive"], { GH_TOKEN: "secret-token" });
    other.remove();
    expect([code, err]).toEqual([2, expect.stringContaining("GITHUB_API_URL=https://github.example.com/api/v3")]);
  });

  it("looks after itself", async () => {
    const { code, out } = await here("doctor", "--json");
    expect(code).toBe(0);
    const found = JSON.parse(out).findings as readonly { name: string; state: string }[];
    for (const name of ["Node", "git", "repository", "author", "remote", "GitHub", "token"]) {
      expect(found).toContainEqual(expect.objectContaining({ name, state: "ok" }));
    }
    const lost = await cli(clone.path, ["doctor"], { ...env, GITHUB_API_URL: "http://127.0.0.1:9" });
    expect([lost.code, lost.out]).toEqual([3, expect.stringContaining("missing  GitHub")]);
  });
});

describe("without a token", () => {
  it("declares on a branch of the clone, and leaves the working tree as it is", async () => {
    const { code, out, err } = await cli(clone.path, [...declaration, "--json", "--now", "2025-01-15T02:30:00Z"]);
    expect(code).toBe(0);
    const said = JSON.parse(out);
    expect(said).toMatchObject({ id: "INC-2025-001", issue: 1, branch: "incident/INC-2025-001", written: true });
    expect(err).toContain("git switch incident/INC-2025-001");
    expect(err).toContain("a guess until the issue exists");
    const file = clone.git("show", `${said.branch}:${said.path}`);
    expect(file).toMatch(/^severity: sev1$/m);
    expect(file).toContain("Declared sev1 (@alice)");
    expect(clone.git("status", "--porcelain")).toBe("");
    const second = await cli(clone.path, ["declare", "--severity", "sev3", "--title", "Slow", "--dry-run"]);
    expect([second.out, second.err]).toEqual([expect.stringContaining("-002"), "Nothing was written.\n"]);
    clone.git("commit", "-q", "--allow-empty", "-m", "Mend the cart (#77)");
    const third = await cli(clone.path, ["declare", "--severity", "sev3", "--title", "Slow", "--json"]);
    expect(JSON.parse(third.out).issue).toBe(78);
  });

  it("refuses what it can't read", async () => {
    for (const wrong of [
      ["--severity", "huge", "--title", "x"],
      ["--severity", "sev1", "--title", "  "],
      ["--severity", "sev1", "--title", "x", "--type", "nope"],
      ["--severity", "sev1", "--title", "x", "--start", "yesterday"],
      ["--severity", "sev1", "--title", "x", "--start", "2999-01-01T00:00:00Z"],
      ["--severity", "sev1"],
    ]) {
      expect(await cli(clone.path, ["declare", ...wrong])).toMatchObject({ code: 2, out: "" });
    }
  });

  it("keeps secrets out of the file", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const { out } = await cli(clone.path, ["declare", "--severity", "sev3", "--title", `Leaked ${token}`, "--dry-run"]);
    expect(out).not.toContain(token);
    expect(out).toContain("masked");
  });

  it("works on a clone alone, and says what it lacks", async () => {
    const other = cloneWith({ "incidents/2025/INC-2025-001.md": (await import("../rules/check.ts")).failover });
    const { code, out } = await cli(other.path, ["apply", "--archive", "--local"]);
    other.remove();
    expect(code).toBe(1);
    expect(out).toMatch(/^unsupported open-issue: a clone has none; open an issue called/m);
  });
});
