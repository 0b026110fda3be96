import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { randomFrom } from "../github/random.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppProcess, startAppProcess } from "./app-process.ts";

const runs = process.env["GITCIDENT_LONG"] ? 200 : 20;
/** An app that starts looks at every incident there is: with those of all runs that would be most of its work. */
const runsEach = 10;
const shop = { owner: "octo", repo: "shop" };
let github: TestGitHub;
const alive = new Set<AppProcess>();

afterEach(async () => {
  for (const app of alive) app.child.kill("SIGKILL");
  alive.clear();
  await github?.close();
}, 30_000);

async function generation(): Promise<AppProcess> {
  const app = await startAppProcess({
    GITHUB_API_URL: github.url,
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
  });
  alive.add(app);
  return app;
}

/** Sends SIGTERM and resolves to the exit code and how many ms it took. */
async function stop(app: AppProcess): Promise<{ readonly code: number | null; readonly ms: number }> {
  const since = Date.now();
  app.child.kill("SIGTERM");
  const code = await app.exited;
  alive.delete(app);
  return { code, ms: Date.now() - since };
}

/** Until the app has done all that its first tick and the deliveries told it. */
async function quiet(app: AppProcess): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    const before = github.requests.length;
    await github.deliveries.flush();
    const { queue } = (await (await fetch(`${app.url}/healthz`)).json()) as { queue: number };
    calm = queue === 0 && github.requests.length === before ? calm + 1 : 0;
    await sleep(100);
  }
}

interface Stop {
  readonly code: number | null;
  readonly ms: number;
}

/** Stops one generation after the other under load, and counts what was done twice, and what was left undone. */
async function runUnderLoad(random: () => number) {
  const alice = github.as("alice");
  const issues: number[] = [];
  const stops: Stop[] = [];
  let current = await generation();
  for (let run = 0; run < runsEach; run++) {
    github.deliveries.to(`${current.url}/api/github/webhooks`);
    const opened = await Promise.all(
      ["Checkout", "Search"].map((what) =>
        alice.issues.create({ ...shop, title: `${what} is down (${run})`, labels: ["incident"] }),
      ),
    );
    issues.push(...opened.map(({ data }) => data.number));
    // The next generation's first tick works on the same incidents as the first one's webhooks.
    const next = await generation();
    await sleep(random() * 300);
    github.deliveries.to(`${next.url}/api/github/webhooks`);
    stops.push(await stop(current));
    current = next;
  }
  const last = await stop(current);
  // What those that were stopped left is found by the next one's first tick.
  current = await generation();
  github.deliveries.to(`${current.url}/api/github/webhooks`);
  await quiet(current);
  const pulls = await alice.paginate(alice.pulls.list, { ...shop, state: "all", per_page: 100 });
  let doubled = 0;
  let undone = 0;
  for (const number of issues) {
    const mine = pulls.filter((pull) => new RegExp(`-0*${number}$`).test(pull.head.ref));
    const { data: comments } = await alice.issues.listComments({ ...shop, issue_number: number, per_page: 100 });
    const summaries = comments.filter((comment) => comment.body?.includes("gitcident:key summary"));
    doubled += Math.max(0, mine.length - 1) + Math.max(0, summaries.length - 1);
    undone += Number(mine.length === 0) + Number(summaries.length === 0);
  }
  await stop(current);
  return { stops, last, doubled, undone, incidents: issues.length };
}

describe("hazard 32: SIGTERM under load", () => {
  it(
    `is over in time, ${runs} times, two generations running, and nothing is done twice`,
    async () => {
      const random = randomFrom(32);
      const stops: Stop[] = [];
      const sum = { incidents: 0, doubled: 0, undone: 0 };
      for (let done = 0; done < runs; done += runsEach) {
        github = await startGitHub();
        const { stops: some, last, ...counts } = await runUnderLoad(random);
        await github.close();
        stops.push(...some);
        sum.incidents += counts.incidents;
        sum.doubled += counts.doubled;
        sum.undone += counts.undone;
        expect(last.code).toBe(0);
      }
      const slowest = Math.max(...stops.map(({ ms }) => ms));
      console.log(
        `hazard 32: ${stops.length} times SIGTERM, slowest ${slowest} ms, ${sum.incidents} incidents, ${sum.doubled} doubled, ${sum.undone} undone`,
      );
      expect(stops).toHaveLength(runs);
      expect(stops.filter(({ code }) => code !== 0)).toEqual([]);
      expect(slowest).toBeLessThanOrEqual(10_000);
      expect({ doubled: sum.doubled, undone: sum.undone }).toEqual({ doubled: 0, undone: 0 });
    },
    runs * 20_000,
  );
});
