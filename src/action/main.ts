import { readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { command, logLine } from "./commands.ts";
import { readEnvironment } from "./environment.ts";
import { reportNothing } from "./report-nothing.ts";
import { wantedOf } from "./wanted.ts";

// The Action as the runner starts it; the same file is its planner's thread. What an event does not need is not loaded.
// Nothing is awaited here, because the bundle's parts are scripts.
if (isMainThread) void main();
else void servePlanner();

async function main(): Promise<void> {
  process.exitCode = await act();
}

async function act(): Promise<number> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const read = readEnvironment(process.env, (path) => readFileSync(path, "utf8"));
  if ("problems" in read) {
    for (const problem of read.problems) print(command("error", { title: "Gitcident" }, problem));
    return 1;
  }
  const { environment } = read;
  const wanted = wantedOf(environment, environment.login ?? "");
  print(logLine(`Looked at: ${wanted.why}`));
  if (wanted.targets.length === 0 && !wanted.sweep) return reportNothing(wanted.why, environment);
  const { run } = await import("./run.ts");
  const ran = await run({ environment, wanted, env: process.env, entry: new URL(import.meta.url), print });
  const { report } = await import("./report.ts");
  return report(ran, environment, print);
}

async function servePlanner(): Promise<void> {
  const [{ servePlans }, { planFor }] = await Promise.all([
    import("../reconcile/serve-plans.ts"),
    import("../plan/plan.ts"),
  ]);
  servePlans(planFor);
}
