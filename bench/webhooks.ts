import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Load, load } from "./load.ts";

// Run after `npm run build`: both servers run as JavaScript, as they do in production.
// P4: webhook to 2xx against Probot's own server, 32 connections. P7: start to listening, and memory when idle.
// node bench/webhooks.ts [deliveries per turn, default 1000]
const deliveries = Number(process.argv[2] ?? 1000);
const rounds = 7;
const turns = 20;
const secret = "a-secret-for-webhooks";
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json");
const opened = examples
  .find((example: { name: string }) => example.name === "issues")
  .examples.filter((payload: { action: string }) => payload.action === "opened")
  .sort((a: object, b: object) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
const body = JSON.stringify({ ...opened, installation: opened.installation ?? { id: 1 } });
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Milliseconds from its start to listening. */
  readonly ms: number;
  readonly since: number;
}

const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

async function start(file: string): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const since = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], {
    env: {
      GITHUB_API_URL: "http://127.0.0.1:9",
      APP_ID: "1",
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: secret,
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.add(child);
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`Unexpected exit ${child.exitCode} of ${file}, expected it to listen`);
    await sleep(2);
  }
  const ms = performance.now() - since;
  return { child, url, ms, since };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function stop({ child }: Running): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
  children.delete(child);
}

/** Resident memory in MB. */
function memoryOf({ child }: Running): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Milliseconds of processor time that a process has used, all threads together. */
function processorOf({ child }: Running): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  // utime and stime, in hundredths of a second: proc(5).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
const files = { ours: "../dist/app/main.js", probot: "./bare-probot.mjs" };
type Name = keyof typeof files;
const names: readonly Name[] = ["ours", "probot"];
const started: Record<Name, number[]> = { ours: [], probot: [] };
const answered: Record<Name, number[]> = { ours: [], probot: [] };
const idle: Record<Name, number[]> = { ours: [], probot: [] };
const loads: Record<Name, Load[]> = { ours: [], probot: [] };

for (let round = 0; round < rounds; round++) {
  for (const name of names) {
    const resting = await start(files[name]);
    started[name].push(resting.ms);
    await sleep(1500);
    idle[name].push(memoryOf(resting));
    await stop(resting);
    const running = await start(files[name]);
    await load(running.url, "issues", body, secret, 1);
    answered[name].push(performance.now() - running.since);
    await stop(running);
  }
}

// Both run at once and are asked in turns, so that what else the machine does meets both alike.
const pair = { ours: await start(files.ours), probot: await start(files.probot) };
for (const name of names) await load(pair[name].url, "issues", body, secret, 1000);
const before = { ours: processorOf(pair.ours), probot: processorOf(pair.probot) };
for (let turn = 0; turn < turns; turn++) {
  for (const name of turn % 2 === 0 ? names : names.toReversed()) {
    loads[name].push(await load(pair[name].url, "issues", body, secret, deliveries));
  }
}
const used = { ours: processorOf(pair.ours) - before.ours, probot: processorOf(pair.probot) - before.probot };
await Promise.all(names.map((name) => stop(pair[name])));

const say = (what: string, unit: string, of: (name: Name) => number): void => {
  const [ours, probot] = names.map((name) => of(name)) as [number, number];
  console.log(
    `${what}: ours ${ours.toFixed(0)} ${unit}, Probot ${probot.toFixed(0)} ${unit}, ratio ${(ours / probot).toFixed(2)}`,
  );
};
console.log(`medians of ${turns} turns of ${deliveries} deliveries of ${body.length} bytes, and of ${rounds} starts`);
say("P4 deliveries", "per s", (name) => median(loads[name].map(({ perSecond }) => perSecond)));
say("P4 p99", "ms", (name) => median(loads[name].map(({ p99 }) => p99)));
say("   processor time of 1,000 deliveries", "ms", (name) => (used[name] * 1000) / (turns * deliveries));
say("P7 listening after", "ms", (name) => median(started[name]));
say("   first delivery answered after", "ms", (name) => median(answered[name]));
say("P7 idle memory", "MB", (name) => median(idle[name]));
