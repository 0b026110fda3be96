import { describe, expect, it } from "vitest";
import { type Environment, readEnvironment } from "../../src/action/environment.ts";
import { missing, sayFailure } from "../../src/action/failure.ts";
import { wantedOf } from "../../src/action/wanted.ts";
import { HostError } from "../../src/model/errors.ts";

const job = { GITHUB_REPOSITORY: "octo/shop", GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "event.json" };

function read(env: Readonly<Record<string, string>>, payload = "{}"): Environment {
  const result = readEnvironment({ ...job, ...env }, () => payload);
  if ("problems" in result) throw new Error(result.problems.join("\n"));
  return result.environment;
}

describe("the runner's environment", () => {
  it("knows the job's own token by its being the job's own", () => {
    const own = { INPUT_TOKEN: "ghs_1", "INPUT_WORKFLOW-TOKEN": "ghs_1" };
    expect(read(own).login).toBe("github-actions[bot]");
    expect(read({ GITHUB_TOKEN: "ghs_1" }).login).toBe("github-actions[bot]");
    expect(read({ ...own, INPUT_TOKEN: "ghs_2" }).login).toBeUndefined();
    expect(read({ ...own, INPUT_TOKEN: "ghs_2", INPUT_LOGIN: "our-app[bot]" }).login).toBe("our-app[bot]");
  });

  it.each([
    ["incident 42", { kind: "incident", issue: 42, thorough: true }],
    ["pull #9", { kind: "pull", number: 9 }],
    ["Archive", { kind: "archive" }],
    ["reminders", { kind: "reminders" }],
    ["all", "all"],
    ["", undefined],
  ])("reads the target %j", (target, asked) => {
    expect(read({ GITHUB_TOKEN: "x", INPUT_TARGET: target }).asked).toEqual(asked);
  });

  it.each([
    [{ INPUT_TARGET: "incident" }, "expected all, archive"],
    [{ INPUT_TARGET: "pull 9; rm" }, "expected all, archive"],
    [{ INPUT_NOW: "yesterday" }, "expected a time with a zone"],
    [{ "INPUT_DRY-RUN": "maybe" }, "expected true or false"],
    [{ GITHUB_REPOSITORY: "shop" }, "expected owner/name"],
    [{ GITHUB_API_URL: "file:///etc" }, "expected the address of a GitHub API"],
  ])("refuses %j and says what it expected", (env, said) => {
    expect(() => read({ GITHUB_TOKEN: "x", ...(env as Record<string, string>) })).toThrow(said);
  });

  it("refuses an event that is no JSON", () => {
    expect(() => read({ GITHUB_TOKEN: "x" }, "{")).toThrow("expected a file of JSON");
  });
});

describe("what a run looks at", () => {
  const wanted = (event: string, payload: object, env = {}) =>
    wantedOf(
      read({ GITHUB_TOKEN: "x", GITHUB_EVENT_NAME: event, ...env }, JSON.stringify(payload)),
      "github-actions[bot]",
    );
  const pull = (head: string | null) => ({
    action: "closed",
    repository: { full_name: "octo/shop" },
    pull_request: {
      number: 9,
      merged: true,
      head: { ref: "incident/INC-2025-042", repo: head && { full_name: head } },
    },
  });

  it.each(["schedule", "workflow_dispatch", "repository_dispatch"])("looks at everything on %s", (event) => {
    expect(wanted(event, {})).toMatchObject({ targets: [], sweep: true, readOnly: false });
  });

  it("may write for our own pull requests, and only read for a fork's, gone or not", () => {
    const merged = [{ kind: "archive" }, { kind: "incident", issue: 42, thorough: true }];
    expect(wanted("pull_request", pull("Octo/Shop"))).toMatchObject({ targets: merged, readOnly: false });
    expect(wanted("pull_request", pull("mallory/shop"))).toMatchObject({ targets: [], readOnly: true });
    expect(wanted("pull_request", pull(null))).toMatchObject({ targets: [], readOnly: true });
    expect(wanted("pull_request_target", pull("mallory/shop")).readOnly).toBe(false);
    expect(wanted("pull_request", pull("mallory/shop"), { INPUT_TARGET: "pull 9" })).toMatchObject({ readOnly: true });
  });

  it("never looks at nothing without saying so", () => {
    const { targets, why } = wanted("push", { ref: "refs/tags/v1" });
    expect([targets, why]).toEqual([[], "push concerns no incident"]);
  });
});

describe("failures", () => {
  const refused = (message: string, headers = {}) =>
    new HostError(message, { status: 403, retryable: false }, { cause: { response: { headers } } });

  it.each([
    ["POST /repos/o/r/git/refs was answered 403: Resource not accessible by integration", "contents: write"],
    ["PATCH /repos/o/r/issues/4 was answered 403: Resource not accessible by integration", "issues: write"],
    ["GET /repos/o/r/pulls/4 was answered 403: Resource not accessible by integration", "pull-requests: read"],
  ])("name the permission: %s", (message, permission) => {
    expect(sayFailure(refused(message))).toBe(`${message}\n${missing(permission)}`);
  });

  it("believe GitHub about it first", () => {
    const headers = { "x-accepted-github-permissions": "pull_requests=write; issues=write" };
    expect(sayFailure(refused("POST /x was answered 403: no", headers))).toContain("  pull-requests: write");
  });

  it("say which setting lets a job open pull requests, and what to do with a token that is not taken", () => {
    const message =
      "POST /repos/o/r/pulls was answered 403: GitHub Actions is not permitted to create or approve pull requests.";
    expect(sayFailure(refused(message))).toContain("Allow GitHub Actions to create and approve pull requests");
    expect(sayFailure(new HostError("Bad credentials", { status: 401, retryable: false }))).toContain(
      "leave the input `token` out",
    );
  });
});
