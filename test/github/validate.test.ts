import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "./start.ts";

describe("requests that GitHub does not know", () => {
  let github: TestGitHub;
  beforeEach(async () => {
    github = await startGitHub();
  });
  afterEach(() => github.close().catch(() => {}));

  const send = (method: string, path: string, body?: object) =>
    fetch(`${github.url}${path}`, {
      method,
      headers: { authorization: `token ${github.tokens["alice"]}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  it.each([
    [
      "draft of a pull request",
      "PATCH",
      "/repos/octo/shop/pulls/1",
      { draft: false },
      /unexpected body property \/draft/,
    ],
    [
      "unknown query",
      "GET",
      "/repos/octo/shop/issues?label=incident",
      undefined,
      /unexpected parameter property \/label/,
    ],
    ["unknown word", "GET", "/repos/octo/shop/issues?state=opened", undefined, /parameter \/state/],
    [
      "page of what has none",
      "GET",
      "/repos/octo/shop/git/ref/heads/main?page=2",
      undefined,
      /unexpected parameter property \/page/,
    ],
    ["wrong type", "PATCH", "/repos/octo/shop/issues/1", { labels: "incident" }, /body \/labels/],
    ["not a number", "GET", "/repos/octo/shop/issues/one", undefined, /parameter \/issue_number/],
    ["nothing in it", "POST", "/repos/octo/shop/issues", undefined, /expected a body/],
    [
      "what is missing",
      "POST",
      "/repos/octo/shop/git/refs",
      { ref: "refs/heads/x" },
      /must have required property 'sha'/,
    ],
    [
      "deep inside",
      "POST",
      "/repos/octo/shop/check-runs",
      { name: "n", head_sha: "0", output: { title: "t", summary: "s", notes: [] } },
      /\/output\/notes/,
    ],
    ["unknown path", "GET", "/repos/octo/shop/incidents", undefined, /unexpected operation/],
    ["GraphQL of our own", "POST", "/graphql", { query: "{ viewer { incidents } }" }, /Cannot query field "incidents"/],
  ])("are reported: %s", async (_name, method, path, body, message) => {
    await send(method, path, body);
    expect(github.validation.violations.join("\n")).toMatch(message);
    await expect(github.close()).rejects.toThrow(message);
  });

  it("but for those that it knows", async () => {
    await send("POST", "/repos/octo/shop/issues", { title: "Fine", labels: ["a", { name: "b" }], assignees: [] });
    await send("POST", "/repos/octo/shop/issues/1/labels", { labels: ["c"] });
    await send("PATCH", "/repos/octo/shop/issues/1", { title: null, body: null, state: "open", milestone: null });
    await send("GET", "/repos/octo/shop/contents/.github/gitcident.yml?ref=incident/INC-1");
    await send("GET", "/repos/octo/shop/git/trees/main?recursive=1");
    await send("GET", "/repos/octo/shop/commits/main/check-runs?check_name=a%20%2F%20b&filter=latest&per_page=100");
    await send("POST", "/graphql", {
      query: 'query ($n: Int!) { repository(owner: "octo", name: "shop") { pullRequest(number: $n) { id } } }',
      variables: { n: 1 },
    });
    expect(github.validation.violations).toEqual([]);
    expect(github.requests.map((request) => request.operationId)).toEqual([
      "issues/create",
      "issues/add-labels",
      "issues/update",
      "repos/get-content",
      "git/get-tree",
      "checks/list-for-ref",
      "graphql",
    ]);
    await github.close();
  });
});
