import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

// A second `gitcident check` of 10,000 files after 10 of them changed, as a share of the first, whole processes in one run.
// node bench/cache.ts [files [rounds]]

interface Cost {
  /** Seconds on the clock, and of processor time in all threads together. */
  readonly wall: number;
  readonly cpu: number;
}

const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const rounds = Number(process.argv[3] ?? 5);
const changed = 10;

/** Says at its end what a process has used. */
const meter = `data:text/javascript,${encodeURIComponent(`
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync("used.json", JSON.stringify((user + system) / 1e6));
});
`)}`;

function check(cwd: string): Cost {
  const since = performance.now();
  const args = ["--import", meter, main, "check", "--cache", "cache"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0 && status !== 1) throw new Error(`Unexpected end ${status} of check:\n${stderr}`);
  const wall = (performance.now() - since) / 1000;
  return { wall, cpu: JSON.parse(readFileSync(join(cwd, "used.json"), "utf8")) };
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

async function measure(count: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-cache-"));
  try {
    const paths: string[] = [];
    for (const { path, text } of generate(count)) {
      mkdirSync(join(scratch, dirname(path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
      paths.push(path);
    }
    spawnSync("git", ["init", "--quiet"], { cwd: scratch });
    // No stamp is kept of what was written just now.
    await sleep(2500);
    const costs = { cold: [] as Cost[], changed: [] as Cost[], same: [] as Cost[] };
    for (let round = 0; round < rounds; round++) {
      rmSync(join(scratch, "cache"), { recursive: true, force: true });
      costs.cold.push(check(scratch));
      for (let n = 0; n < changed; n++) {
        appendFileSync(join(scratch, paths[(round * 997 + n * 101) % count] ?? ""), "\n- [ ] Nobody owns this\n");
      }
      costs.changed.push(check(scratch));
      await sleep(2500);
      check(scratch);
      costs.same.push(check(scratch));
    }
    const [cold, again, same] = [costs.cold, costs.changed, costs.same].map((all) => ({
      wall: median(all.map(({ wall }) => wall)),
      cpu: median(all.map(({ cpu }) => cpu)),
    }));
    if (!cold || !again || !same) return;
    const say = (what: string, { wall, cpu }: Cost): void => {
      const share = `${((wall / cold.wall) * 100).toFixed(1)} % by the clock, ${((cpu / cold.cpu) * 100).toFixed(1)} % by processor time`;
      process.stdout.write(
        `${count} files, ${what}: ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor; of cold: ${share}\n`,
      );
    };
    say("cold", cold);
    say(`${changed} changed`, again);
    say("nothing changed", same);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) await measure(Number(process.argv[2] ?? 10_000));
