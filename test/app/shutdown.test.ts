import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../github/random.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppProcess, startAppProcess } from "./app-process.ts";

const runs = process.env["GITCIDENT_LONG"] ? 200 : 20;
const shop = { owner: "octo", repo: "shop" };
let github: TestGitHub;
const alive = new Set<AppProcess>();

beforeAll(async () => {
  github = await startGitHub();
}, 30_000);
afterAll(async () => {
  for (const app of alive) app.child.kill("SIGKILL");
  await github.close();
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
    await github.deliveries.flush();
    const { queue } = (await (await fetch(`${app.url}/healthz`)).json()) as { queue: number };
    calm = queue === 0 ? calm + 1 : 0;
    await sleep(100);
  }
}

describe("hazard 32: SIGTERM under load", () => {
  it(
    `is over in time, ${runs} times, two generations running, and nothing is done twice`,
    async () => {
      const random = randomFrom(32);
      const alice = github.as("alice");
      const issues: number[] = [];
      const stops: { readonly code: number | null; readonly ms: number }[] = [];
      let current = await generation();
      for (let run = 0; run < runs; run++) {
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
      stops.push(await stop(current));
      current = await generation();
      github.deliveries.to(`${current.url}/api/github/webhooks`);
      await quiet(current);

      const pulls = await alice.paginate(alice.pulls.list, { ...shop, state: "all", per_page: 100 });
      let doubled = 0;
      for (const number of issues) {
        const mine = pulls.filter((pull) => new RegExp(`-0*${number}$`).test(pull.head.ref));
        const { data: comments } = await alice.issues.listComments({ ...shop, issue_number: number, per_page: 100 });
        const summaries = comments.filter((comment) => comment.body?.includes("gitcident:key summary"));
        expect({ number, pulls: mine.length > 0, summaries: summaries.length > 0 }).toEqual({
          number,
          pulls: true,
          summaries: true,
        });
        doubled += mine.length - 1 + summaries.length - 1;
      }
      const slowest = Math.max(...stops.map(({ ms }) => ms));
      console.log(
        `hazard 32: ${stops.length} times SIGTERM, slowest ${slowest} ms, ${issues.length} incidents, ${doubled} doubled`,
      );
      expect(stops.filter(({ code }) => code !== 0)).toEqual([]);
      expect(slowest).toBeLessThanOrEqual(10_000);
      expect(doubled).toBe(0);
      expect((await stop(current)).code).toBe(0);
    },
    runs * 20_000,
  );
});
