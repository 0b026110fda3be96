import { afterAll, beforeAll, expect, it } from "vitest";
import { gitHubHost } from "../../src/host/github/github-host.ts";
import { newMemory } from "../../src/host/github/memory.ts";
import type { Host } from "../../src/host/host.ts";
import { HostError } from "../../src/model/errors.ts";
import type { Target } from "../../src/model/target.ts";
import { addMinutes, type Instant, instantOf } from "../../src/model/time.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { sweep } from "../../src/reconcile/sweep.ts";
import { type GitHubStage, gitHubStage } from "../contract/github-stage.ts";
import { copiesOf } from "../github/drift.ts";
import type { Json } from "../github/exchange.ts";

const record = `---
id: INC-2025-900
title: Checkout is down
issue: 900
kind: incident
type: availability
severity: sev1
status: closed
services: [checkout]
started: 2025-01-15T02:30:00Z
detected: 2025-01-15T02:30:00Z
declared: 2025-01-15T02:32:00Z
mitigated: 2025-01-15T03:00:00Z
resolved: 2025-01-15T03:10:00Z
closed: 2025-01-16T03:10:00Z
---

# INC-2025-900: Checkout is down

## Action items

- [ ] Promote the standby by itself @alice due:2025-02-01 priority:high type:prevent
- [ ] Warn of slow replication @bob due:2025-02-01 priority:high type:detect
`;
const path = "incidents/2025/INC-2025-900.md";
const word = "Bystander";
/** Each list has at least as many of them, in front of what matters. */
const bystanders = 130;

let stage: GitHubStage;
let incident = 0;
let now: Instant;
beforeAll(async () => {
  stage = await gitHubStage({ documentsFrom: 2 });
  const { people, host } = stage;
  await people.openIssue("bob", word, ["action-item"]);
  incident = await people.openIssue("alice", "Search is down", ["incident", "severity:sev1"]);
  await people.say("bob", incident, word);
  await people.label("bob", incident, word);
  await reconcile({ kind: "incident", issue: incident }, host);
  await people.push("alice", "main", path, record);
  now = addMinutes(instantOf(Date.now()), 300);
  const later: Host = { ...host, now: () => now };
  for (const kind of ["archive", "reminders"] as const) await reconcile({ kind }, later);
  for (const issue of [1, 2, 3, 4].filter((one) => one !== incident)) {
    await people.say("bob", issue, word).catch(() => {});
  }
  await people.say("alice", incident, "/timeline The replica lags behind");
  // Their issues are open; that is forgotten.
  await people.push("alice", "main", path, record);
}, 600_000);
afterAll(() => stage?.close?.());

/** Bystanders in front, as many as are there at the moment; everything else as it is. */
function crowd(items: readonly Json[], gone: number, come: number): readonly Json[] {
  const isOne = (item: Json): boolean =>
    [item.title, item.body, item.label?.name, item.name].some((text) => text === word);
  const [one] = items.filter(isOne);
  if (one === undefined) return items;
  const many = [...copiesOf(one, bystanders), one];
  return [...copiesOf(many.at(-2), come), ...many.slice(gone), ...items.filter((item) => !isOne(item))];
}

const moves: Readonly<Record<string, readonly [gone: number, come: number]>> = {
  "one goes": [1, 0],
  "fifty go": [50, 0],
  "one goes and one comes": [1, 1],
  "fifty come": [0, 50],
};

it.each([
  ["REST", Number.POSITIVE_INFINITY],
  ["GraphQL", 2],
])(
  "hazard 28: what is planned does not depend on bystanders that come and go between pages, by %s",
  async (by, documentsFrom) => {
    const { github } = stage;
    const place = { owner: "octo", repo: "shop", self: "gitcident[bot]" };
    const host = gitHubHost({ ...place, octokit: stage.octokit, memory: newMemory({ lag: 0 }), documentsFrom });
    const targets: readonly Target[] = [
      { kind: "archive" },
      { kind: "reminders" },
      { kind: "incident", issue: incident, thorough: true },
    ];
    const looks: Readonly<Record<string, () => Promise<unknown>>> = {
      ...Object.fromEntries(
        targets.map((target) => [
          target.kind,
          async () => (await planFor(await observe(lookAt(target, now), host.source))).effects,
        ]),
      ),
      sweep: async () =>
        (await sweep({ ...host, now: () => now })).filter(({ target }) => !("issue" in target && target.issue > 1000)),
    };
    const ends = { all: 0, same: 0, refused: 0, other: [] as string[] };
    for (const [kind, look] of Object.entries(looks)) {
      const seen = async (gone = 0, come = 0, from = 0): Promise<string | undefined> => {
        github.resetCounts();
        github.drift.set((items, _, requests) => (requests >= from ? crowd(items, gone, come) : crowd(items, 0, 0)));
        try {
          return JSON.stringify(await look());
        } catch (error) {
          if (!(error instanceof HostError && error.retryable)) throw error;
          return undefined;
        } finally {
          github.drift.set(undefined);
        }
      };
      await seen();
      const whole = await seen();
      expect(whole).not.toContain('"open-issue"');
      const pages = github.requests.flatMap(({ query, path: at }, index) =>
        /[?&]?page=/.test(query) || at === "/graphql" ? [index + 1] : [],
      );
      expect(pages.length, kind).toBeGreaterThan(0);
      for (const [name, [gone, come]] of Object.entries(moves)) {
        for (const from of pages) {
          const found = await seen(gone, come, from);
          ends.all++;
          if (found === undefined) ends.refused++;
          else if (found === whole) ends.same++;
          else ends.other.push(`${kind}, ${name} from ${from}`);
        }
      }
    }
    console.info(
      `hazard 28 (${by}): ${ends.all} plans while pages change, ${ends.same} the same, ${ends.refused} refused, ${ends.other.length} others`,
    );
    expect(ends.other).toEqual([]);
    expect(ends.same).toBeGreaterThan(ends.refused);
  },
  600_000,
);
