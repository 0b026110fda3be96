import { Probot, Server } from "probot";

// Probot's own server with an app that does nothing: what ours is measured against.
const { APP_ID = "1", PRIVATE_KEY: privateKey = "", WEBHOOK_SECRET: secret = "" } = process.env;
// The same logger as ours has: Probot's default writes a coloured line for each request.
const probot = new Probot({ appId: APP_ID, privateKey, secret, logLevel: "warn", logFormat: "json" });
await probot.ready();
const server = new Server({
  host: "127.0.0.1",
  // Probot takes 0 for "not given", so that a free port must be named.
  port: Number(process.env["PORT"]),
  log: probot.log,
  Probot: Probot.defaults({ appId: APP_ID, privateKey, secret }),
});
await server.load((app) => {
  app.onAny(() => {});
});
await server.start();
