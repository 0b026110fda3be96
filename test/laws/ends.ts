import type { Host } from "../../src/host/host.ts";
import type { Source } from "../../src/model/ask.ts";
import { keyIn } from "../../src/model/key.ts";
import type { Target } from "../../src/model/target.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import type { Settled } from "../../src/reconcile/settle.ts";
import { sweep } from "../../src/reconcile/sweep.ts";
import type { Crash } from "../memory/memory-host.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { pass, type World } from "../memory/world.ts";
import { incidentsOf } from "./history.ts";

/** Every target that a world has. */
export function targetsOf(world: World): readonly Target[] {
  return [
    ...incidentsOf(world).map((issue): Target => ({ kind: "incident", issue, thorough: true })),
    ...[...world.pulls.keys()].map((number): Target => ({ kind: "pull", number })),
    { kind: "archive" },
    { kind: "reminders" },
  ];
}

export interface Tick {
  readonly effects: number;
  readonly passes: number;
}

/** Brings what a sweep finds into order, in rounds, as the App's ticks do: what one target makes another may need. */
export async function tick(
  world: World,
  options: {
    readonly crash?: Crash;
    readonly rounds?: number;
    readonly targets?: (world: World) => readonly Target[];
    readonly sourceOf?: (source: Source) => Source;
  } = {},
): Promise<Tick> {
  const memory = memoryHost(world, options.crash ? { crash: options.crash } : {});
  const host = { ...memory, source: options.sourceOf?.(memory.source) ?? memory.source };
  let effects = 0;
  let passes = 0;
  for (let round = 0; round < (options.rounds ?? 3); round++) {
    const found = options.targets?.(world) ?? (await sweep(host)).map(({ target }) => target);
    for (const target of found) {
      const done = await untilDone(world, target, host);
      if (!done.settled) throw new Error(`${JSON.stringify(target)} does not settle: ${done.notes.join("; ")}`);
      effects += done.effects;
      passes = Math.max(passes, done.passes);
    }
  }
  return { effects, passes };
}

/** Looks again after as long as a look says: somebody died who had claimed what is left. */
export async function untilDone(world: World, target: Target, host: Host): Promise<Settled> {
  const done = await reconcile(target, host, { sleep: async () => {}, random: () => 0 });
  if (done.again === undefined) return done;
  pass(world, done.again);
  return untilDone(world, target, host);
}

/** What people see of a world, without the numbers that depend on the order in which things were made. */
export function endOf(world: World): unknown {
  const files = [...world.branches].map(
    ([branch, sha]) =>
      [
        branch,
        Object.fromEntries([...(world.commits.get(sha)?.files ?? [])].map(([path, text]) => [path, neutral(text)])),
      ] as const,
  );
  const incidents = incidentsOf(world);
  return {
    files: Object.fromEntries(files.toSorted(([a], [b]) => a.localeCompare(b))),
    issues: [...world.issues.values()]
      .map(({ number, title, state, labels, assignees, body }) => ({
        title,
        state,
        labels: [...labels].sort(),
        assignees: [...assignees].sort(),
        incident: incidents.includes(number),
        key: keyIn(body),
      }))
      .toSorted(byText),
    comments: [...world.comments.values()]
      .map(({ author, body, reactions }) => ({
        by: author.login,
        body: neutral(body),
        reactions,
        key: author.login === world.self ? keyIn(body)?.replace(/\d{4,}/, "N") : undefined,
      }))
      .filter(({ key }) => !key?.startsWith("due:"))
      .toSorted(byText),
    pulls: [...world.pulls.values()]
      .map(({ title, state, merged, draft, head }) => ({
        title,
        state,
        merged,
        draft,
        branch: head.branch,
      }))
      .toSorted(byText),
    checks: [...latestChecks(world)].toSorted(byText),
  };
}

function latestChecks(world: World): readonly object[] {
  return [...world.pulls.values()]
    .filter(({ state }) => state === "open")
    .map(({ head }) => {
      const runs = [...world.checks.values()].filter((run) => run.sha === head.sha);
      return { branch: head.branch, runs: runs.length, conclusion: runs.at(-1)?.conclusion, title: runs.at(-1)?.title };
    });
}

/** Ids of comments and events, and numbers of issues that we opened, depend on what was made when. */
function neutral(text: string): string {
  return text
    .replace(/^cursor: .*$/m, "cursor: …")
    .replaceAll(/gitcident:key (reply|note|masked):[ce]?\d+/g, "gitcident:key $1")
    .replaceAll(/ #\d+$/gm, " #N")
    .replaceAll(/\[#?\d+\]|#\d+\b/g, "#N");
}

const byText = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
