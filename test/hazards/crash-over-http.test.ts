import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import type { DeliveryMode } from "../github/deliveries.ts";
import { randomFrom } from "../github/random.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type AppChild, startAppChild } from "./app-child.ts";
import { endOf } from "./end-over-http.ts";
import { live } from "./person.ts";
import { loosenBrake, optionsFor } from "./stage.ts";

const long = process.env["GITCIDENT_LONG"] !== undefined;
const count = long ? 40 : 20;
const given = process.env["GITCIDENT_SEED"] ?? "7";
const seed = given === "random" ? Date.now() % 100_000 : Number(given);
let github: TestGitHub | undefined;
let app: AppChild | undefined;
afterEach(async () => {
  await app?.kill();
  await github?.close();
  app = undefined;
  github = undefined;
});

async function start(on: TestGitHub): Promise<AppChild> {
  app = await startAppChild(optionsFor(on, { logLevel: "error", ticks: true }));
  on.deliveries.to(`${app.url}/api/github/webhooks`);
  return app;
}

/** Until the app holds no work and nobody asks GitHub for anything. */
async function quiet(on: TestGitHub, one: AppChild): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    const before = on.requests.length;
    await on.deliveries.flush();
    calm = (await one.size()) === 0 && on.requests.length === before ? calm + 1 : 0;
    await sleep(100);
  }
}

/** Plays all incidents at once and returns their end after one last tick, and how often the app was killed. */
async function play(mode: DeliveryMode, kills: number) {
  const here = await startGitHub();
  github = here;
  here.deliveries.setMode(mode);
  await loosenBrake(here);
  const random = randomFrom(seed);
  let current = await start(here);
  let playing = true;
  const people = Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const own = randomFrom(seed * 1000 + index);
      await sleep(own() * 8000);
      await live(here, index, own);
    }),
  ).finally(() => {
    playing = false;
  });
  let killed = 0;
  // On a slow machine too, the app must be let alone some day.
  while (playing && killed < kills) {
    await sleep(200 + random() * 2300);
    await current.kill();
    killed++;
    current = await start(here);
  }
  await people;
  await quiet(here, current);
  here.deliveries.setMode({});
  if (kills > 0) {
    // The next one's first tick is the one that the end is due after.
    await current.kill();
    killed++;
    current = await start(here);
    await current.ticked;
    await quiet(here, current);
  }
  const end = await endOf(here.as("alice"), count);
  const { log } = here.deliveries;
  const dropped = log.filter((one) => one.dropped).length;
  const doubledDeliveries = log.filter((one) => one.statuses.length > 1).length;
  await current.kill();
  await here.close();
  github = undefined;
  app = undefined;
  return { ...end, killed, dropped, doubledDeliveries, requests: here.requests.length };
}

it("hazard 5: the app, killed again and again, ends as if nothing had happened", { timeout: 600_000 }, async () => {
  const calm = await play({}, 0);
  const wild = await play({ drop: 0.3, duplicate: 2, shuffle: true, seed }, long ? 80 : 20);
  console.log(
    `hazard 5 (seed ${seed}): ${count} incidents, ${wild.killed} SIGKILLs, ${wild.dropped} deliveries dropped, ${wild.doubledDeliveries} doubled, ${wild.requests} requests: ${JSON.stringify(wild.harm)}`,
  );
  expect(calm.harm).toEqual({ lost: 0, doubledIssues: 0, doubledComments: 0, doubledPulls: 0 });
  expect(wild.harm).toEqual(calm.harm);
  expect(wild.ends).toEqual(calm.ends);
  expect(wild.killed).toBeGreaterThanOrEqual(15);
});
