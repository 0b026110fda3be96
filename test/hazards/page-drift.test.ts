import { afterAll, beforeAll, expect, it } from "vitest";
import { readers } from "../../src/host/github/graphql/readers.ts";
import type { Ask, AskKind, Source } from "../../src/model/ask.ts";
import { HostError } from "../../src/model/errors.ts";
import { type GitHubStage, type GitHubStageOptions, gitHubStage } from "../contract/github-stage.ts";
import { type Change, copiesOf } from "../github/drift.ts";
import type { Json } from "../github/exchange.ts";

/** Of issues more than two pages, of all else more than one. */
const lengthOf = (path: string): number => (path === "/issues" ? 220 : 140);

/** What happens to a list at a request; what is there before and after must be read. */
const drifts: Readonly<Record<string, (items: readonly Json[], since: number) => readonly Json[]>> = {
  "one goes": (items) => items.toSpliced(10, 1),
  "the last of a page goes": (items) => items.toSpliced(99, 1),
  "five go": (items) => items.toSpliced(20, 5),
  "a page of them goes": (items) => items.slice(100),
  "nearly all go": (items) => items.slice(-3),
  "one comes in front": (items) => [...copiesOf(items[0], 1).map(renamed), ...items],
  "one goes and another comes in front": (items) => [...copiesOf(items[0], 1).map(renamed), ...items.toSpliced(10, 1)],
  "a page of them comes in front": (items) => [...copiesOf(items[0], 120).map(renamed), ...items],
  "one goes with each request": (items, since) => items.slice(Math.min(since, 9)),
  "one goes and comes back": (items, since) => (since === 1 ? items.toSpliced(10, 1) : items),
  "ten go and come back": (items, since) => (since === 1 ? items.toSpliced(10, 10) : items),
  "the list is another with each request": (items, since) => items.toSpliced((since * 37) % 90, 1 + ((since * 13) % 9)),
};

/** Of other names than the copies that make the list long. */
function renamed(item: Json): Json {
  return copiesOf(item, 1 + lengthOf("/issues")).at(-1);
}

interface Prepared {
  readonly stage: GitHubStage;
  readonly asks: readonly Ask[];
}

let rest: Prepared;
let graphql: Prepared;
beforeAll(async () => {
  rest = await prepared({});
  graphql = await prepared({ documentsFrom: 1 });
}, 600_000);
afterAll(async () => {
  await rest?.stage.close?.();
  await graphql?.stage.close?.();
});

async function prepared(options: GitHubStageOptions): Promise<Prepared> {
  const stage = await gitHubStage(options);
  return { stage, asks: await fill(stage) };
}

/** One item of each list; copies make it long. */
async function fill({ github, host, people }: GitHubStage): Promise<readonly Ask[]> {
  const shop = { owner: "octo", repo: "shop" };
  const alice = github.as("alice");
  const issue = await people.openIssue("alice", "Down", ["incident"]);
  await people.say("alice", issue, "What now?");
  const { data: main } = await alice.git.getRef({ ...shop, ref: "heads/main" });
  await alice.git.createRef({ ...shop, ref: "refs/heads/incident/one", sha: main.object.sha });
  await people.push("alice", "incident/one", "incidents/one.md", "# One\n");
  const { data: head } = await alice.git.getRef({ ...shop, ref: "heads/incident/one" });
  const sha = head.object.sha;
  const { data: pull } = await alice.pulls.create({ ...shop, title: "One", head: "incident/one", base: "main" });
  const line = { path: "incidents/one.md", line: 1, body: "Why?" };
  const review = { ...shop, pull_number: pull.number, commit_id: sha };
  await alice.pulls.createReview({ ...review, event: "COMMENT", body: "Hm", comments: [line] });
  await github.as("bob").pulls.createReview({ ...review, event: "APPROVE" });
  const app = await github.asApp();
  await app.checks.create({ ...shop, name: "one", head_sha: sha, status: "completed", conclusion: "success" });
  await host.source.repository({ kind: "repository" });
  return [
    { kind: "issues", label: "incident", state: "open" },
    { kind: "comments", issue },
    { kind: "events", issue },
    { kind: "labels" },
    { kind: "branches", prefix: "incident/" },
    { kind: "pulls", head: "incident/one" },
    { kind: "open-pulls" },
    { kind: "review-comments", pull: pull.number },
    { kind: "approvals", pull: pull.number, sha },
    { kind: "check", sha, name: "one" },
  ];
}

const read = <K extends AskKind>(source: Source, ask: Ask<K>): Promise<unknown> =>
  (source[ask.kind as K] as (ask: Ask<K>) => Promise<unknown>)(ask);

/** The names of what an answer has. */
function namesIn(answer: unknown): readonly string[] {
  const list: readonly Json[] = Array.isArray(answer) ? answer : [answer];
  return list.map((one) => String(one?.number ?? one?.id ?? one?.name ?? one));
}

const lengthened = (items: readonly Json[], path: string): readonly Json[] =>
  items.flatMap((item) => [item, ...copiesOf(item, Math.ceil(lengthOf(path) / items.length))]);

/** Of check runs only the newest is answered. */
function isWhole({ kind }: Ask, found: readonly string[], stays: readonly string[]): boolean {
  if (kind === "check") return Number(found[0]) >= Number(stays[0]);
  return new Set(found).size === found.length && stays.every((one) => found.includes(one));
}

/** What is there all the time. */
function staying(items: readonly Json[], change: (items: readonly Json[], since: number) => readonly Json[]) {
  const each = Array.from({ length: 10 }, (_, since) => new Set(change(items, since + 1)));
  return items.filter((item) => each.every((some) => some.has(item)));
}

it.each([
  ["REST", () => rest],
  ["GraphQL", () => graphql],
])(
  "hazard 28: no list is shorter for what goes and comes between its pages, by %s",
  async (by, of) => {
    const { stage, asks } = of();
    const { host, memory } = stage;
    const { drift } = stage.github;
    const ends = { all: 0, whole: 0, refused: 0 };
    const wrong: string[] = [];
    // What GraphQL does not answer, REST has answered.
    for (const ask of by === "REST" ? asks : asks.filter(({ kind }) => kind in readers)) {
      const attempt = async (change: Change): Promise<readonly string[] | undefined> => {
        drift.set(change);
        try {
          return namesIn(await read(host.source, ask));
        } catch (error) {
          if (!(error instanceof HostError && error.retryable)) throw error;
          return undefined;
        } finally {
          drift.set(undefined);
        }
      };
      let requests = 0;
      const before = await attempt((items, path) => {
        requests = drift.requests;
        return lengthened(items, path);
      });
      expect(before?.length, ask.kind).toBeGreaterThan(0);
      for (const [name, change] of Object.entries(drifts)) {
        const after = (await attempt((items, path) => staying(lengthened(items, path), change))) ?? [];
        const stays = before?.filter((one) => after.includes(one)) ?? [];
        expect(stays.length, name).toBeGreaterThan(0);
        for (let at = 1; at < requests; at++) {
          const found = await attempt((items, path, now) => {
            const whole = lengthened(items, path);
            return now > at ? change(whole, now - at) : whole;
          });
          ends.all++;
          if (found === undefined) ends.refused++;
          else if (isWhole(ask, found, stays)) ends.whole++;
          else wrong.push(`${ask.kind}, ${name} at ${at}`);
        }
      }
    }
    const { all, whole, refused } = ends;
    console.info(
      `hazard 28 (${by}): ${all} lists changed between pages, ${whole} read whole, ${refused} refused, ${wrong.length} shorter`,
    );
    expect(wrong).toEqual([]);
    expect(whole).toBeGreaterThan(refused);
    expect(memory.closed.has("graphql")).toBe(false);
  },
  600_000,
);
