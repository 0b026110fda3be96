import { memoryHost } from "../memory/memory-host.ts";
import { push } from "../memory/people.ts";
import { commitOf, moveBranch, newWorld, type World } from "../memory/world.ts";
import { failover } from "../rules/check.ts";
import { settled } from "./stage.ts";

export const path = "incidents/2025/INC-2025-001.md";

const owners = Array.from(failover.matchAll(/@(octo-\w+)/g), ([, login = ""]) => login);

/** A pull request of alice's from `notes` to `main`. */
export interface Reviewed {
  readonly world: World;
  readonly pull: number;
  readonly write: (text: string, file?: string) => void;
  /** Brings the check into order. */
  readonly check: () => Promise<void>;
  readonly run: () => { readonly conclusion: string | null; readonly title: string; readonly summary: string };
  readonly findings: () => readonly string[];
  /** Bodies of the suggested changes that stand. */
  readonly suggested: () => readonly string[];
}

export async function reviewed(
  text: string,
  given: { readonly files?: Record<string, string>; readonly draft?: boolean } = {},
): Promise<Reviewed> {
  const world = newWorld({ files: { "README.md": "# Shop\n", ...given.files }, now: "2025-01-15T12:00:00Z" });
  for (const login of ["alice", "bob", "carol", "dave", ...owners]) world.permissions.set(login, "write");
  moveBranch(world, "notes", commitOf(world, "main")?.sha ?? "");
  const write = (change: string, file = path): void => void push(world, "alice", "notes", file, change);
  write(text);
  const pull = { head: "notes", base: "main", title: "Notes", body: "", draft: given.draft ?? false };
  const made = await memoryHost(world).sink["open-pull"]({ kind: "open-pull", ...pull });
  const number = made.done ? (made.number ?? 0) : 0;
  const newest = () => {
    const run = [...world.checks.values()].at(-1);
    if (!run) throw new Error("Unexpected pull request without a check");
    return run;
  };
  return {
    world,
    pull: number,
    write,
    check: async () => void (await settled(world, { kind: "pull", number })),
    run: newest,
    findings: () => newest().findings.map(({ rule, path: file, place }) => `${rule} ${file}:${place.line}`),
    suggested: () => [...world.reviewComments.values()].map(({ body }) => body),
  };
}

/** A finished incident with one field that a machine can mend. */
export const oneTypo = failover.replace("severity: sev1", "severity: SEV-1");

/** A finished incident with `n` entries, at most 15, of which each has an hour of one digit. */
export function manyTypos(n: number): string {
  const entries = Array.from(
    { length: n },
    (_, at) => `- 2025-01-15T3:${String(at).padStart(2, "0")}:00Z Looked (@alice)\n`,
  );
  return failover.replace(/^- 2025-01-15T02:50:00Z .*\n/m, (line) => line + entries.join(""));
}
