import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate, services } from "./generate.ts";

// P3: `gitcident check` beside remark-cli and markdownlint-cli2, whole processes over the same files, in one run.
// node bench/check.ts [--quick]     --quick leaves out 10,000 files, at which remark-cli takes minutes and 3 GB

export interface CheckTime {
  readonly files: number;
  readonly gitcident: Cost;
  readonly remark: Cost;
  readonly markdownlint: Cost;
}

/** What a whole process costs, medians of several. */
export interface Cost {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of processor time, all threads together: what other work on the machine changes least. */
  readonly cpu: number;
  /** The most memory, in MB. */
  readonly memory: number;
}

const root = fileURLToPath(new URL("../", import.meta.url));
const peers = join(root, "bench/.peers");

/** What is measured against, as published. Too heavy for everybody who installs the project. */
const versions = {
  "remark-cli": "12.0.1",
  "remark-frontmatter": "5.0.0",
  "remark-gfm": "4.0.1",
  "remark-lint-frontmatter-schema": "3.15.4",
  "remark-preset-lint-recommended": "7.0.0",
  "markdownlint-cli2": "0.22.0",
};

export function measureCheck(quick: boolean): readonly CheckTime[] {
  installPeers();
  run("the build", root, "npm", ["run", "build"], [0]);
  return [
    measure(5, { ours: 15, theirs: 9 }),
    measure(1000, { ours: 5, theirs: 3 }),
    ...(quick ? [] : [measure(10_000, { ours: 3, theirs: 1 })]),
  ];
}

function installPeers(): void {
  if (Object.keys(versions).every((name) => existsSync(join(peers, "node_modules", name)))) return;
  mkdirSync(peers, { recursive: true });
  writeFileSync(join(peers, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: peers, encoding: "utf8" });
  if (npm.status === 0) return;
  throw new Error(`Unexpected end of npm install in bench/.peers, which needs the package registry:\n${npm.stderr}`);
}

interface Rounds {
  readonly ours: number;
  readonly theirs: number;
}

/** Runs the three in turn over `count` files of a repository, named one by one where they are a few changed ones. */
function measure(count: number, rounds: Rounds): CheckTime {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-check-"));
  try {
    const paths = repository(scratch, count);
    const some = count <= 5 ? paths : [];
    const bin = (name: string): string => join("node_modules", name);
    const commands = {
      gitcident: [join(root, "dist/cli/main.js"), "check", "--no-cache", ...(count <= 5 ? some : ["incidents"])],
      remark: [bin("remark-cli/cli.js"), "--quiet", "--no-stdout", ...(count <= 5 ? some : ["incidents"])],
      markdownlint: [
        bin("markdownlint-cli2/markdownlint-cli2-bin.mjs"),
        ...(count <= 5 ? some : ["incidents/**/*.md"]),
      ],
    };
    const costs = { gitcident: [] as Cost[], remark: [] as Cost[], markdownlint: [] as Cost[] };
    for (let round = 0; round < rounds.ours; round += 1) {
      for (const name of ["gitcident", "remark", "markdownlint"] as const) {
        if (name === "gitcident" || round < rounds.theirs) costs[name].push(costOf(name, scratch, commands[name]));
      }
    }
    return {
      files: count,
      gitcident: medians(costs.gitcident),
      remark: medians(costs.remark),
      markdownlint: medians(costs.markdownlint),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A repository with `count` post-mortems in which the three find their settings. Returns the paths of the files. */
function repository(scratch: string, count: number): readonly string[] {
  const paths: string[] = [];
  for (const { path, text } of generate(count)) {
    mkdirSync(join(scratch, dirname(path)), { recursive: true });
    writeFileSync(join(scratch, path), text);
    paths.push(path);
  }
  mkdirSync(join(scratch, "runbooks"));
  for (const service of services) writeFileSync(join(scratch, `runbooks/${service}.md`), `# ${service}\n`);
  run("git init", scratch, "git", ["init", "--quiet"], [0]);
  symlinkSync(join(peers, "node_modules"), join(scratch, "node_modules"));
  // Its schema reader knows no draft of this decade by name, and skips a schema that names one.
  const { $schema: _, ...schema } = JSON.parse(readFileSync(join(root, "schema/incident.json"), "utf8"));
  writeFileSync(join(scratch, "incident.json"), JSON.stringify(schema));
  const schemas = { "./incident.json": ["./incidents/**/*.md"] };
  const plugins = ["remark-frontmatter", "remark-gfm", ["remark-lint-frontmatter-schema", { schemas }]];
  const remark = { plugins: [...plugins, "remark-preset-lint-recommended"] };
  writeFileSync(join(scratch, ".remarkrc.json"), JSON.stringify(remark));
  // Long lines are no finding of the other two either.
  writeFileSync(join(scratch, ".markdownlint.json"), JSON.stringify({ MD013: false }));
  return paths;
}

/** Says at its end what a process has used. */
const meter = `data:text/javascript,${encodeURIComponent(`
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync("used.json", JSON.stringify({ cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 }));
});
`)}`;

function costOf(name: string, cwd: string, args: readonly string[]): Cost {
  const since = performance.now();
  run(name, cwd, process.execPath, ["--max-old-space-size=8192", "--import", meter, ...args], [0, 1]);
  const wall = (performance.now() - since) / 1000;
  return { wall, ...(JSON.parse(readFileSync(join(cwd, "used.json"), "utf8")) as Pick<Cost, "cpu" | "memory">) };
}

function run(what: string, cwd: string, command: string, args: readonly string[], expected: readonly number[]): void {
  const ended = spawnSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 2 ** 30 });
  if (ended.status !== null && expected.includes(ended.status)) return;
  const said = ended.stderr.toString().slice(0, 4000);
  throw new Error(`Unexpected end ${ended.status ?? ended.signal} of ${what}:\n${said}`);
}

function medians(costs: readonly Cost[]): Cost {
  const middle = (of: (cost: Cost) => number): number =>
    costs.map(of).toSorted((a, b) => a - b)[costs.length >> 1] as number;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu), memory: middle(({ memory }) => memory) };
}

if (import.meta.main) {
  for (const { files, ...costs } of measureCheck(process.argv.includes("--quick"))) {
    for (const [name, { wall, cpu, memory }] of Object.entries(costs)) {
      const ratios = `${(costs.gitcident.wall / wall).toFixed(3)} by the clock, ${(costs.gitcident.cpu / cpu).toFixed(3)} by processor time`;
      const used = `${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor, ${memory.toFixed(0)} MB`;
      process.stdout.write(`${files} files, ${name}: ${used}; gitcident's share of it: ${ratios}\n`);
    }
  }
}
