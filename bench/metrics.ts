import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

// P1, P2, P9: `gitcident metrics` over an archive, cold, where nothing changed and after one merge, beside a loop of
// gray-matter that reads the same files and checks nothing, `git cat-file --batch` of every blob, and `cat` of every file.
// Whole processes, in turn, in one run: node bench/metrics.ts [incidents …]

const root = fileURLToPath(new URL("../", import.meta.url));
const main = join(root, "dist/cli/main.js");
const peers = join(root, "bench/.peers/coverage");
const versions = { "gray-matter": "4.0.3", "js-yaml": "3.14.1" };

const loop = `
const { readFileSync, readdirSync } = require("node:fs");
const matter = require("node:module").createRequire(${JSON.stringify(join(peers, "package.json"))})("gray-matter");
let read = 0;
for (const path of readdirSync("incidents", { recursive: true })) {
  if (path.endsWith(".md")) read += Object.keys(matter(readFileSync("incidents/" + path, "utf8"), {}).data).length;
}
`;

interface Cost {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of processor time, all threads together: what other work on the machine changes least. */
  readonly cpu: number;
}

const meter = `process.on("exit", () => require("node:fs").writeFileSync("used.json", String(process.resourceUsage().maxRSS / 1024)));`;

function costOf(cwd: string, command: string): Cost {
  const script = `TIMEFORMAT="@%R %U %S"; time { ${command}; } > /dev/null`;
  const done = spawnSync("bash", ["-ec", script], { cwd, encoding: "utf8" });
  const [, wall, user, system] = /@(\S+) (\S+) (\S+)\s*$/.exec(done.stderr) ?? [];
  if (done.status !== 0 || wall === undefined) throw new Error(`Unexpected end of ${command}:\n${done.stderr}`);
  return { wall: Number(wall), cpu: Number(user) + Number(system) };
}

/** MB at most, in a run of its own: whatever measures them is loaded first. */
function memoryOf(cwd: string, command: string): number {
  costOf(cwd, command.replace(node, `${node} --require ./aside/meter.cjs`));
  return Number(readFileSync(join(cwd, "used.json"), "utf8"));
}

const node = JSON.stringify(process.execPath);

function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function git(cwd: string, ...args: readonly string[]): string {
  const own = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
  const done = spawnSync("git", [...own, ...args], { cwd, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (done.status !== 0) throw new Error(`Unexpected end of git ${args[0]}:\n${done.stderr}`);
  return done.stdout;
}

/** A repository with its records committed, and beside it what is run over them. */
function repository(scratch: string, incidents: number): void {
  for (const { path, text } of generate(incidents)) save(join(scratch, path), text);
  git(scratch, "init", "--quiet");
  git(scratch, "add", "--all");
  git(scratch, "commit", "--quiet", "--message", "All of them");
  const listed = git(scratch, "ls-files", "--stage").trimEnd().split("\n");
  save(join(scratch, "aside/blobs"), `${listed.map((line) => line.split(" ")[1]).join("\n")}\n`);
  save(join(scratch, "aside/paths"), `${listed.map((line) => line.split("\t")[1]).join("\n")}\n`);
  save(join(scratch, "aside/meter.cjs"), meter);
  save(join(scratch, "aside/loop.cjs"), loop);
}

const names = {
  cold: "gitcident metrics, cold",
  same: "gitcident metrics, nothing changed",
  merged: "gitcident metrics, after one merge",
  loop: "gray-matter loop",
  cat: "cat",
  coldThen: "cold, in turns with the merges",
  catThen: "cat, in turns with the merges",
} as const;

/** The lower quartile: whatever else the machine does only adds, and to the longer runs more. */
const usual = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 2] as number;

type Measured = Readonly<Record<string, Cost & { readonly memory?: number | undefined }>>;

async function measure(scratch: string, incidents: number): Promise<Measured> {
  repository(scratch, incidents);
  const kept = `${node} "${main}" metrics --json --cache aside/kept`;
  const commands = {
    [names.cold]: `${node} "${main}" metrics --json --no-cache`,
    [names.same]: kept,
    [names.loop]: `${node} aside/loop.cjs`,
    "git cat-file --batch": "git cat-file --batch < aside/blobs",
    [names.cat]: "xargs -a aside/paths cat",
  };
  const costs: Record<string, Cost[]> = {};
  const take = (name: string, command: string): void => {
    costs[name] = [...(costs[name] ?? []), costOf(scratch, command)];
  };
  const rounds = incidents > 10_000 ? 5 : 15;
  // A file that was written a moment ago is read again, whatever is known of it.
  await sleep(2100);
  costOf(scratch, kept);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(commands)) take(name, command);
  }
  // Each merge brings one incident more, with numbers of its own.
  for (const { path, text } of [...generate(incidents + rounds)].slice(incidents)) {
    take(names.coldThen, commands[names.cold] as string);
    take(names.catThen, commands[names.cat] as string);
    save(join(scratch, path), text);
    take(names.merged, kept);
  }
  const memory: Readonly<Record<string, number>> = {
    [names.cold]: memoryOf(scratch, commands[names.cold] as string),
    [names.merged]: memoryOf(scratch, kept),
    [names.loop]: memoryOf(scratch, commands[names.loop] as string),
  };
  return Object.fromEntries(
    Object.entries(costs).map(([name, all]) => [
      name,
      { wall: usual(all.map(({ wall }) => wall)), cpu: usual(all.map(({ cpu }) => cpu)), memory: memory[name] },
    ]),
  );
}

if (!existsSync(join(peers, "node_modules/gray-matter"))) {
  save(join(peers, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: peers, encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`Unexpected end of npm install, which needs the registry:\n${npm.stderr}`);
}
const counts = process.argv.slice(2).map(Number);
const each: number[] = [];
for (const incidents of counts.length > 0 ? counts : [10_000, 50_000]) {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-metrics-"));
  try {
    const costs = await measure(scratch, incidents);
    console.log(`${incidents} incidents`);
    for (const [name, { wall, cpu, memory }] of Object.entries(costs)) {
      const most = memory === undefined ? "" : `, ${memory.toFixed(0)} MB`;
      console.log(`  ${name.padEnd(36)}${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor time${most}`);
    }
    const ratio = (one: string, other: string): string => {
      const [a, b] = [costs[one] as Cost, costs[other] as Cost];
      return `${(a.wall / b.wall).toFixed(2)} by the clock, ${(a.cpu / b.cpu).toFixed(2)} by processor time`;
    };
    console.log(`  cold / gray-matter loop: ${ratio(names.cold, names.loop)} (P1: at most 1.0)`);
    console.log(`  after one merge / cold: ${ratio(names.merged, names.coldThen)} (P2: at most 0.15 at 10,000)`);
    console.log(`  after one merge / cat: ${ratio(names.merged, names.catThen)} (P2: at most 0.5 at 50,000)`);
    console.log(`  nothing changed / cold: ${ratio(names.same, names.cold)}`);
    console.log(`  nothing changed / cat: ${ratio(names.same, names.cat)}`);
    each.push((costs[names.cold]?.cpu ?? 0) / incidents);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
if (each.length > 1) {
  const last = (each.at(-1) ?? 0) / (each[0] ?? 1);
  console.log(`Processor time of one incident, the last against the first: ${last.toFixed(2)} (P9: at most 1.2)`);
}
