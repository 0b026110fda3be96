import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

// P3: `gitcident check` beside remark-cli and markdownlint-cli2, whole processes over the same files, in one run.
// node bench/check.ts [--quick]     --quick leaves out 10,000 files, at which remark-cli takes minutes and 3 GB

export interface CheckTime {
  readonly files: number;
  /** Milliseconds of a whole process, medians. */
  readonly gitcident: number;
  readonly remark: number;
  readonly markdownlint: number;
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
  run("the build", root, [], "npm", ["run", "build"], [0, 1, 2]);
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
      gitcident: [join(root, "dist/cli/main.js"), "check", "--no-cache", ...some],
      remark: [bin("remark-cli/cli.js"), "--quiet", "--no-stdout", ...(count <= 5 ? some : ["incidents"])],
      markdownlint: [
        bin("markdownlint-cli2/markdownlint-cli2-bin.mjs"),
        ...(count <= 5 ? some : ["incidents/**/*.md"]),
      ],
    };
    const times = { gitcident: [] as number[], remark: [] as number[], markdownlint: [] as number[] };
    for (let round = 0; round < rounds.ours; round += 1) {
      for (const name of ["gitcident", "remark", "markdownlint"] as const) {
        if (name !== "gitcident" && round >= rounds.theirs) continue;
        const since = performance.now();
        run(name, scratch, ["--max-old-space-size=8192"], process.execPath, commands[name], [0, 1]);
        times[name].push(performance.now() - since);
      }
    }
    return {
      files: count,
      gitcident: median(times.gitcident),
      remark: median(times.remark),
      markdownlint: median(times.markdownlint),
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
  run("git init", scratch, [], "git", ["init", "--quiet"], [0]);
  symlinkSync(join(peers, "node_modules"), join(scratch, "node_modules"));
  symlinkSync(join(root, "schema"), join(scratch, "schema"));
  const schemas = { "./schema/incident.json": ["./incidents/**/*.md"] };
  const plugins = ["remark-frontmatter", "remark-gfm", ["remark-lint-frontmatter-schema", { schemas }]];
  const remark = { plugins: [...plugins, "remark-preset-lint-recommended"] };
  writeFileSync(join(scratch, ".remarkrc.json"), JSON.stringify(remark));
  // Long lines are no finding of the other two either.
  writeFileSync(join(scratch, ".markdownlint.json"), JSON.stringify({ MD013: false }));
  return paths;
}

function run(
  what: string,
  cwd: string,
  options: readonly string[],
  command: string,
  args: readonly string[],
  expected: readonly number[],
): void {
  const ended = spawnSync(command, [...options, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    maxBuffer: 2 ** 30,
  });
  if (ended.status !== null && expected.includes(ended.status)) return;
  throw new Error(
    `Unexpected end ${ended.status ?? ended.signal} of ${what}:\n${ended.stderr.toString().slice(0, 4000)}`,
  );
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] as number;

if (import.meta.main) {
  const ms = (time: number): string => `${(time / 1000).toFixed(time < 10_000 ? 2 : 0)} s`;
  for (const { files, gitcident, remark, markdownlint } of measureCheck(process.argv.includes("--quick"))) {
    process.stdout.write(
      `${files} files: gitcident ${ms(gitcident)}, remark-cli ${ms(remark)} (ratio ${(gitcident / remark).toFixed(3)}), ` +
        `markdownlint-cli2 ${ms(markdownlint)} (ratio ${(gitcident / markdownlint).toFixed(3)})\n`,
    );
  }
}
