import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { randomFrom } from "../github/random.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppChild, startAppChild } from "./app-child.ts";
import { endOf } from "./end-over-http.ts";
import { type Fan, openFan } from "./fan.ts";
import { live } from "./person.ts";
import { doubled } from "./reading.ts";
import { everSaid, tookBack } from "./said.ts";
import { loosenBrake, optionsFor } from "./stage.ts";

/** Eighteen deliveries of people's doings each: the issue, twelve comments, a push, a merge, a closed item… */
const incidents = 12;
let github: TestGitHub;
let apps: AppChild[] = [];
let fan: Fan;

beforeAll(async () => {
  github = await startGitHub();
  await loosenBrake(github);
  apps = await Promise.all([start(), start()]);
  fan = await openFan(() => apps);
  github.deliveries.to(fan.url);
}, 600_000);
afterAll(async () => {
  fan?.close();
  for (const app of apps) await app.kill();
  await github?.close();
});

const start = () => startAppChild(optionsFor(github, { logLevel: "error", ticks: true }));

async function quiet(): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    const before = github.requests.length;
    await github.deliveries.flush();
    const sizes = await Promise.all(apps.map((app) => app.size()));
    calm = sizes.every((size) => size === 0) && github.requests.length === before ? calm + 1 : 0;
    await sleep(100);
  }
}

it("hazard 2: two processes that each hear everything up to five times do nothing twice", {
  timeout: 600_000,
}, async () => {
  github.deliveries.setMode({ duplicate: 4, seed: 2 });
  const random = randomFrom(2);
  let restarts = 0;
  let playing = true;
  const people = Promise.all(Array.from({ length: incidents }, (_, index) => live(github, index, random))).finally(
    () => {
      playing = false;
    },
  );
  while (playing) {
    await sleep(4000);
    // The other one goes on meanwhile.
    const [oldest, other] = apps as [AppChild, AppChild];
    apps = [other];
    await oldest.kill();
    apps = [other, await start()];
    restarts++;
  }
  await people;
  await quiet();
  const { harm } = await endOf(github.as("alice"), incidents);
  const said = everSaid(github);
  const sent = github.deliveries.log.reduce((sum, { statuses }) => sum + statuses.length, 0);
  console.log(
    `hazard 2: ${github.deliveries.log.length} events × 1–5 to two processes (${sent} deliveries each), ${restarts} restarts: ${JSON.stringify(harm)}, ${doubled(said)} of ${said.length} comments ever made were made twice, ${tookBack(github)} deleted`,
  );
  expect(github.deliveries.log.length).toBeGreaterThanOrEqual(200);
  // What stood twice for a moment had told people twice.
  expect({ doubled: doubled(said), tookBack: tookBack(github) }).toEqual({ doubled: 0, tookBack: 0 });
  expect(harm).toEqual({ lost: 0, doubledIssues: 0, doubledComments: 0, doubledPulls: 0 });
});
