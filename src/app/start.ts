import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { Probot } from "probot";
import { nameOf, type Target } from "../model/target.ts";
import { createQueue, type Job } from "../reconcile/queue.ts";
import { retryOf } from "../reconcile/retry-of.ts";
import type { App, StartOptions } from "./app.ts";
import { sayFailure } from "./failure.ts";
import { mergeWork, type Work } from "./merge-work.ts";
import { nameOfPlace, type Place } from "./place.ts";
import { createWebhookServer } from "./server.ts";
import { createTick, tickEvery } from "./tick.ts";
import { gitcident } from "./webhooks.ts";

/** Milliseconds to finish the work in hand. */
const drainTime = 9000;
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** Starts the GitHub App: a server for its webhooks, a queue for the work, a tick for what webhooks miss. */
export async function startApp(options: StartOptions): Promise<App> {
  const { appId, privateKey, webhookSecret: secret, baseUrl, logLevel, pace } = options;
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    baseUrl,
    logLevel,
    logFormat: "json",
    logLevelInString: true,
  });
  await probot.ready();
  const { log } = probot;
  const load = async () => (await import("./worker.ts")).createWorker(options, log);
  let loaded: ReturnType<typeof load> | undefined;
  const worker = () => (loaded ??= load());
  let self = "";
  let draining = false;

  const queue = createQueue<Work>({
    run: async ({ work }) => {
      const { hosts, run } = await worker();
      self ||= await hosts.self();
      if (!(await run(work))) tick.unmark(work.place, work.target);
    },
    merge: mergeWork,
    retry: retryOf,
    failed: ({ group, name, work }: Job<Work>, error, again) => {
      tick.unmark(work.place, work.target);
      sayFailure(log, error, { repo: group, target: name, again });
    },
    ...(pace && { pace }),
  });
  const enqueue = (place: Place, target: Target, urgent = false): void => {
    const taken = queue.add({ group: nameOfPlace(place), name: nameOf(target), work: { place, target, urgent } });
    if (!taken) log.warn({ repo: nameOfPlace(place), target: nameOf(target) }, "Not taken: full, or shutting down");
  };
  const tick = createTick({
    places: async () => {
      const { hosts } = await worker();
      self = await hosts.self();
      return hosts.places();
    },
    sweep: async (place) => (await worker()).sweep(place),
    enqueue,
    failed: (place, error) => sayFailure(log, error, place ? { repo: nameOfPlace(place) } : {}),
  });
  const heard = (event: string, place: Place, targets: readonly Target[]): void => {
    // What is believed of the default branch or the repository may have changed.
    if (!event.startsWith("issue")) void loaded?.then(({ hosts }) => hosts.forget(place));
    for (const target of targets) enqueue(place, target, target.kind === "incident");
    tick.heard(place);
  };
  await probot.load(gitcident({ self: () => self, heard }));

  const since = Date.now();
  const server = createWebhookServer({
    secret,
    receive: ({ id, event, payload }) => probot.receive({ id, name: event, payload } as never),
    health: () => ({
      status: draining ? "draining" : "ok",
      version,
      uptime: Math.floor((Date.now() - since) / 1000),
      queue: queue.size(),
      running: queue.running(),
    }),
    failed: (error) => sayFailure(log, error, {}),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen({ host: options.host, port: options.port }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
  log.info({ url, version }, "Listening");

  let ticks = 0;
  const ticking = (): void => void tick.run(ticks++ % 12 === 0);
  const timer = options.ticks === false ? undefined : setInterval(ticking, tickEvery).unref();
  if (timer) ticking();

  const close = async (): Promise<number> => {
    draining = true;
    clearInterval(timer);
    server.close().closeIdleConnections();
    const left = await queue.drain(drainTime);
    server.closeAllConnections();
    await (await loaded)?.close();
    return left;
  };
  return { url, port, idle: queue.idle, tick: () => tick.run(true), close };
}
