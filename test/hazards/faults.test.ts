import { afterEach, describe, expect, it } from "vitest";
import type { Call } from "../github/exchange.ts";
import type { Fault } from "../github/faults.ts";
import { randomFrom } from "../github/random.ts";
import type { GitHubOptions } from "../github/start.ts";
import { endOf } from "./end-over-http.ts";
import { live } from "./person.ts";
import { loosenBrake, raiseStage, type Stage } from "./stage.ts";

const faults: readonly Fault[] = ["502-after", "502-before", "timeout", "cut"];
const unharmed = { lost: 0, doubledIssues: 0, doubledComments: 0, doubledPulls: 0 };
let stage: Stage;
afterEach(() => stage?.close());

async function raise(options: GitHubOptions): Promise<Stage> {
  stage = await raiseStage(options);
  stage.github.faults.timeoutMs = 50;
  await loosenBrake(stage.github);
  return stage;
}

/** What a write does, whatever it does it to: `POST /issues/N/comments`, or each mutation of a document. None: a read. */
function kindsOf({ method, path, body }: Call): readonly string[] {
  if (method === "GET") return [];
  if (path === "/graphql") {
    const { query } = JSON.parse(body.toString("utf8")) as { query: string };
    return query.startsWith("mutation") ? [...query.matchAll(/(\w+)\(input:/g)].map(([, name = ""]) => name) : [];
  }
  const plain = path
    .replace(/^\/repos\/[^/]+\/[^/]+/, "")
    .replace(/^(\/contents|\/git\/refs|\/labels)\/.+/, "$1/…")
    .replaceAll(/\/\d+/g, "/N");
  return [`${method} ${plain}`];
}

/** What a write by REST is called as a mutation: which of the two does a lone write depends on what else was due just then. */
const mutations: Readonly<Record<string, string>> = {
  "PATCH /issues/N": "updateIssue",
  "PATCH /issues/comments/N": "updateIssueComment",
  "POST /git/refs": "createRef",
  "POST /issues/N/comments": "addComment",
  "POST /issues/comments/N/reactions": "addReaction",
  "POST /issues": "createIssue",
  "POST /labels": "createLabel",
  "POST /pulls": "createPullRequest",
};

/** Writes of ours: people have better luck, and a token that was fetched twice is no harm. */
const isOurs = (call: Call): boolean =>
  !call.path.startsWith("/app/") &&
  !String(call.headers.authorization).includes("token-of-") &&
  kindsOf(call).length > 0;

/** Servers, how many faults at random, what share of writes they hit, and the kinds of writes that there must be. */
const servers: readonly (readonly [string, GitHubOptions, number, number, readonly string[]])[] = [
  [
    "with GraphQL",
    {},
    700,
    0.5,
    [
      "POST /check-runs",
      "POST /issues/N/sub_issues",
      "PUT /contents/…",
      "addComment",
      "addReaction",
      "createCommitOnBranch",
      "createIssue",
      "createLabel",
      "createPullRequest",
      "createRef",
      "markPullRequestReadyForReview",
      "updateIssue",
      "updateIssueComment",
    ],
  ],
  [
    "without GraphQL",
    { without: ["graphql"] },
    300,
    0.3,
    [
      "PATCH /git/refs/…",
      "POST /check-runs",
      "POST /git/commits",
      "POST /git/trees",
      "POST /issues/N/sub_issues",
      "PUT /contents/…",
      "addComment",
      "addReaction",
      "createIssue",
      "createLabel",
      "createPullRequest",
      "createRef",
      "updateIssue",
      "updateIssueComment",
    ],
  ],
];

describe.each(servers)("hazard 6: on a server %s", (what, options, wanted, share, expected) => {
  it("every kind of write survives each fault", { timeout: 600_000 }, async () => {
    const kinds = new Set<string>();
    let done = 0;
    for (const [index, fault] of faults.entries()) {
      const { github } = await raise(options);
      const hit = new Set<string>();
      github.faults.set((call) => {
        const fresh = isOurs(call) ? kindsOf(call).filter((kind) => !hit.has(kind)) : [];
        for (const kind of fresh) hit.add(kind);
        return fresh.length > 0 ? fault : undefined;
      });
      await live(github, index, randomFrom(index));
      await stage.quiet();
      await stage.tick();
      done += github.faults.done;
      for (const kind of hit) kinds.add(kind);
      const { harm } = await endOf(github.as("alice"), index + 1, index);
      expect({ fault, harm }).toEqual({ fault, harm: unharmed });
      if (index < faults.length - 1) await stage.close();
    }
    console.log(
      `hazard 6: ${kinds.size} kinds of writes ${what} × ${faults.length} faults, ${done} in all: 0 doubled, 0 lost`,
    );
    const seen = new Set([...kinds].map((kind) => mutations[kind] ?? kind));
    expect(expected.filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it(`${wanted} faults at random double and lose nothing`, { timeout: 600_000 }, async () => {
    const random = randomFrom(6);
    let [done, count] = [0, 0];
    // A repository for each hundred: what a merge costs grows with the archive, and is not what is asked here.
    while (done < wanted) {
      const { github } = await raise(options);
      const first = count;
      while (github.faults.done < Math.min(100, wanted - done)) {
        github.faults.atRandom(share, faults, 60 + count, isOurs);
        const from = count - first;
        await Promise.all(Array.from({ length: 8 }, (_, index) => live(github, from + index, random)));
        count += 8;
      }
      done += github.faults.done;
      github.faults.set(undefined);
      await stage.quiet();
      await stage.tick();
      const { harm } = await endOf(github.as("alice"), count - first);
      expect({ done, harm }).toEqual({ done, harm: unharmed });
      await stage.close();
    }
    console.log(`hazard 6: ${done} faults ${what} in ${count} incidents: ${JSON.stringify(unharmed)}`);
  });
});
