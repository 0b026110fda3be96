import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type { App, StartOptions } from "./app.ts";
import type { Engine } from "./engine.ts";
import { createWebhookServer } from "./server.ts";
import { tickEvery } from "./tick.ts";

/** Milliseconds to finish the work in hand: on a busy machine too, the rest of the ten seconds is enough to end. */
const drainTime = 7000;
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/**
 * Starts the GitHub App: a server for its webhooks, a queue for the work, a tick for what webhooks miss. It listens
 * before it has loaded the rest: a delivery that comes meanwhile waits instead of being lost.
 */
export async function startApp(options: StartOptions): Promise<App> {
  const since = Date.now();
  const loading = Promise.withResolvers<Engine>();
  let engine: Engine | undefined;
  let draining = false;
  const server = createWebhookServer({
    secret: options.webhookSecret,
    receive: async (delivery) => (await loading.promise).receive(delivery),
    health: () => ({
      status: draining ? "draining" : "ok",
      version,
      uptime: Math.floor((Date.now() - since) / 1000),
      queue: engine?.size() ?? 0,
      running: engine?.running() ?? 0,
    }),
    failed: (error) => engine?.failed(error),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen({ host: options.host, port: options.port }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
  loading.resolve(import("./engine.ts").then(({ createEngine }) => createEngine(options)));
  const { log, tick, idle, drain } = await loading.promise.then((loaded) => {
    engine = loaded;
    return loaded;
  });
  log.info({ url, version }, "Listening");

  let ticks = 0;
  const ticking = (): void => void tick.run(ticks++ % 12 === 0);
  const timer = options.ticks === false ? undefined : setInterval(ticking, tickEvery).unref();
  if (timer) ticking();

  const close = async (): Promise<number> => {
    draining = true;
    clearInterval(timer);
    server.close().closeIdleConnections();
    const left = await drain(drainTime);
    server.closeAllConnections();
    return left;
  };
  return { url, port, idle, tick: (whole = true) => tick.run(whole), close };
}
