import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

// P1, P2, P9: `gitcident coverage` over incidents, alert rules and runbooks, beside a loop of gray-matter and js-yaml that
// reads the same files and checks nothing, and beside `cat`, which writes them to nowhere. Whole processes, in turn, in one run:
// node bench/coverage.ts [incidents …]

const root = fileURLToPath(new URL("../", import.meta.url));
const peers = join(root, "bench/.peers/coverage");
const versions = { "gray-matter": "4.0.3", "js-yaml": "3.14.1" };

interface Cost {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of processor time, which other work on the machine changes least. */
  readonly cpu: number;
  /** MB at most. */
  readonly memory: number;
}

const loop = `
const { readFileSync, readdirSync, writeSync } = require("node:fs");
const { createRequire } = require("node:module");
const peer = createRequire(${JSON.stringify(join(peers, "package.json"))});
const matter = peer("gray-matter");
const yaml = peer("js-yaml");
let read = 0;
for (const path of readdirSync(".", { recursive: true })) {
  if (path.startsWith(".git")) continue;
  if (path.endsWith(".md")) read += Object.keys(matter(readFileSync(path, "utf8"), {}).data).length;
  else if (path.endsWith(".yaml")) read += yaml.safeLoad(readFileSync(path, "utf8")).groups.length;
}
`;

const after = `process.on("exit", () => { const u = process.resourceUsage(); require("node:fs").writeSync(2, "\\n@" + JSON.stringify({ cpu: (u.userCPUTime + u.systemCPUTime) / 1e6, memory: u.maxRSS / 1024 })); });`;

/** `nowhere`: what it prints is read by nobody, as what `cat` does. */
function costOf(cwd: string, args: readonly string[], hook: string, nowhere = false): Cost {
  const from = performance.now();
  const done = spawnSync(process.execPath, ["--require", hook, ...args], {
    ...{ cwd, encoding: "utf8", maxBuffer: 1e9 },
    stdio: ["ignore", nowhere ? "ignore" : "pipe", "pipe"],
  });
  const wall = (performance.now() - from) / 1000;
  const said = /@(\{.*\})\s*$/.exec(done.stderr);
  if (done.status !== 0 || !said?.[1]) throw new Error(`Unexpected end of ${args.join(" ")}:\n${done.stderr}`);
  return { wall, ...(JSON.parse(said[1]) as { cpu: number; memory: number }) };
}

/** `cat` of all files, named to it beforehand. Shells say what processor time their children took. */
function costOfCat(cwd: string, list: string): Cost {
  const from = performance.now();
  const script = `xargs -0 cat < '${list}' > /dev/null; times`;
  const done = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
  const wall = (performance.now() - from) / 1000;
  const children = done.stdout.trim().split("\n")[1] ?? "";
  const [user, system] = Array.from(children.matchAll(/(\d+)m([\d.]+)s/g), ([, m, s]) => Number(m) * 60 + Number(s));
  if (done.status !== 0 || user === undefined || system === undefined)
    throw new Error(`Unexpected end of cat:\n${done.stderr}`);
  return { wall, cpu: user + system, memory: 0 };
}

function filesBelow(root: string): readonly string[] {
  const found = ["incidents", "rules", "runbooks"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  );
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A repository with its rules in files of 20, ten rules a runbook, one link in ten broken. */
function repository(scratch: string, incidents: number): void {
  const rules = incidents;
  const runbooks = Math.ceil(incidents / 10);
  save(join(scratch, ".git/HEAD"), "ref: refs/heads/main\n");
  save(
    join(scratch, ".github/gitcident.yml"),
    "alerts:\n  - paths: ['rules/**/*.yaml']\n    runbook: { base: { 'https://wiki.example/': runbooks } }\n",
  );
  for (const { path, text } of generate(incidents)) save(join(scratch, path), text);
  for (let n = 0; n < runbooks; n += 1) {
    const head = `---\ntitle: Runbook ${n}\nservices: [service-${n}]\nalerts: []\nowner: "@octo/team-${n % 20}"\nlast_verified: 2026-0${1 + (n % 9)}-01\nreview_every: 90d\n---\n`;
    const sections = ["Symptoms", "Impact", "Diagnosis", "Resolution", "Escalation", "Prevention"];
    const body = sections.map(
      (name) => `## ${name}\n\n1. Look at it.\n\n   \`\`\`sh\n   kubectl get pods\n   \`\`\`\n`,
    );
    save(join(scratch, `runbooks/runbook-${n}.md`), `${head}\n# Runbook ${n}\n\n${body.join("\n")}`);
  }
  for (let file = 0; file < rules / 20; file += 1) {
    const all = Array.from({ length: 20 }, (_, index) => {
      const n = file * 20 + index;
      const link = n % 10 === 0 ? `gone-${n}` : `runbook-${n % runbooks}`;
      return `  - alert: Alert${n}\n    expr: |\n      sum(rate(http_requests_total{job="api",code=~"5.."}[5m])) by (job)\n        / sum(rate(http_requests_total{job="api"}[5m])) by (job) > 0.05\n    for: 10m\n    labels:\n      severity: critical\n    annotations:\n      summary: "{{ $labels.job }} is failing"\n      description: '{{ $labels.job }} has {{ $value | humanizePercentage }} errors'\n      runbook_url: https://wiki.example/${link}\n`;
    });
    save(join(scratch, `rules/file-${file}.yaml`), `groups:\n- name: group-${file}\n  rules:\n${all.join("")}`);
  }
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

function medians(costs: readonly Cost[]): Cost {
  const of = (key: keyof Cost): number => median(costs.map((cost) => cost[key]));
  return { wall: of("wall"), cpu: of("cpu"), memory: of("memory") };
}

if (!existsSync(join(peers, "node_modules/gray-matter"))) {
  save(join(peers, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: peers, encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`Unexpected end of npm install, which needs the registry:\n${npm.stderr}`);
}
const counts = process.argv.slice(2).map(Number);
const each: number[] = [];
for (const incidents of counts.length > 0 ? counts : [10_000]) {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-coverage-"));
  try {
    repository(scratch, incidents);
    const hooks = mkdtempSync(join(tmpdir(), "gitcident-hook-"));
    save(join(hooks, "hook.cjs"), after);
    save(join(hooks, "loop.cjs"), loop);
    save(join(hooks, "files"), filesBelow(scratch).join("\0"));
    const [ours, theirs, cached, silent, cats]: [Cost[], Cost[], Cost[], Cost[], Cost[]] = [[], [], [], [], []];
    const rounds = incidents > 10_000 ? 3 : 5;
    // Files that were just written are read again: their times may not show a second write.
    const seconds = new Int32Array(new SharedArrayBuffer(4));
    Atomics.wait(seconds, 0, 0, 2500);
    for (let round = 0; round < rounds; round += 1) {
      const script = join(root, "dist/cli/main.js");
      const run = [script, "coverage", "--json", "--now", "2026-09-01T00:00:00Z"];
      ours.push(costOf(scratch, [...run, "--no-cache"], join(hooks, "hook.cjs")));
      if (round === 0) costOf(scratch, [...run, "--cache", "kept"], join(hooks, "hook.cjs"));
      const changed = [...generate(round + 1)][round];
      if (changed) save(join(scratch, changed.path), `${changed.text}\nOne more line, round ${round}.\n`);
      cached.push(costOf(scratch, [...run, "--cache", "kept"], join(hooks, "hook.cjs")));
      silent.push(costOf(scratch, [...run, "--cache", "kept"], join(hooks, "hook.cjs"), true));
      theirs.push(costOf(scratch, [join(hooks, "loop.cjs")], join(hooks, "hook.cjs")));
      cats.push(costOfCat(scratch, join(hooks, "files")));
    }
    rmSync(hooks, { recursive: true, force: true });
    const [cold, peer, warm, cat] = [medians(ours), medians(theirs), medians(cached), medians(cats)];
    const quiet = medians(silent);
    each.push(cold.cpu / incidents);
    const say = ({ wall, cpu, memory }: Cost): string =>
      `${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor time, ${memory.toFixed(0)} MB`;
    console.log(`${incidents} incidents, ${incidents} rules, ${Math.ceil(incidents / 10)} runbooks`);
    console.log(`  gitcident coverage            ${say(cold)}`);
    console.log(`  gray-matter and js-yaml loop  ${say(peer)}`);
    console.log(`  the same, cached, one changed ${say(warm)}`);
    console.log(`  the same, printed to nowhere  ${say(quiet)}`);
    console.log(`  cat of the same files         ${cat.wall.toFixed(2)} s, ${cat.cpu.toFixed(2)} s of processor time`);
    console.log(
      `  cached ${(warm.wall / cold.wall).toFixed(3)} × cold by the clock, ${(warm.cpu / cold.cpu).toFixed(3)} × by processor time (P2: at most 0.15 at 10000)`,
    );
    console.log(
      `  cached ${(quiet.wall / cat.wall).toFixed(2)} × cat by the clock, ${(quiet.cpu / cat.cpu).toFixed(2)} × by processor time (P2: at most 0.5 at 50000)`,
    );
    console.log(
      `  ratio ${(cold.wall / peer.wall).toFixed(2)} by the clock, ${(cold.cpu / peer.cpu).toFixed(2)} by processor time (P1: at most 1.0)`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
if (each.length > 1) {
  console.log(
    `Cost of one incident, the last against the first: ${((each.at(-1) ?? 0) / (each[0] ?? 1)).toFixed(2)} (P9: at most 1.2)`,
  );
}
