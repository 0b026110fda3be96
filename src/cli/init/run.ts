import { localHost } from "../../host/local/local-host.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { writeNew } from "../write-new.ts";
import { type InitPlan, planInit } from "./files.ts";
import { labelsOf } from "./labels.ts";

/** `init`: what a repository needs, written where nothing is yet. */
export async function runInit(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const sure = asked.options["yes"] === true;
  const dry = asked.options["dryRun"] === true;
  const owner = ownerOf(textOf(asked, "owner")) ?? (io.asks && !sure && !dry ? await askOwner() : undefined);
  const { defaultBranch } = await localHost({ root: workspace.root, env: io.env }).source.repository({
    kind: "repository",
  });
  const plan = planInit(workspace, owner, defaultBranch);
  if (!dry && !sure && plan.write.length > 0) await confirm(plan, io);
  if (!dry) writeNew(workspace.root, plan.write);
  if (asked.options["json"] === true) {
    const { write, kept, missing } = plan;
    const labels = labelsOf(workspace.config);
    io.out(
      printJson({
        written: dry ? [] : pathsOf(write),
        planned: dry ? pathsOf(write) : [],
        kept,
        missing,
        labels,
        codeowners: plan.owners ?? null,
      }),
    );
  } else sayInit(plan, workspace, dry, io);
  return exit.ok;
}

const pathsOf = (files: InitPlan["write"]): readonly string[] => files.map(({ path }) => path);

function sayInit({ write, kept, missing, owners }: InitPlan, { config }: Workspace, dry: boolean, io: Io): void {
  for (const { path } of write) io.out(`${dry ? "would write" : "wrote"} ${plain(path)}\n`);
  for (const path of kept) io.out(`kept ${plain(path)}\n`);
  for (const path of missing) io.err(`Note: this version does not bring ${path}; see the README for it.`);
  if (owners !== undefined) io.out(`\nThere is a CODEOWNERS file already; these lines are for it:\n\n${owners}`);
  io.out(`\nLabels, each made when it is first needed:\n${labelLines(labelsOf(config))}`);
  const next = dry
    ? ["\nNothing was written."]
    : [
        "\nNext:",
        "  1. Look at .github/CODEOWNERS and .github/gitcident.yml: who owns, who reviews.",
        "  2. In .github/workflows/gitcident.yml, pin the Action as its line says (with the App: delete it).",
        "  3. git add .github templates && git commit -m 'Add Gitcident' && git push",
        "  4. Settings → Actions → General: allow GitHub Actions to create and approve pull requests.",
        "  5. Settings → Rules: require the check `gitcident / post-mortem` on the default branch.",
        '  6. npx gitcident declare --severity sev3 --type availability --title "A first drill"',
        "`npx gitcident doctor` says what is still missing.",
      ];
  io.err(next.join("\n"));
}

/** One line for each kind of label, e.g. `severity:*  sev1, sev2`. */
function labelLines(labels: readonly string[]): string {
  const kinds = Map.groupBy(labels, (label) => label.slice(0, label.indexOf(":") + 1));
  const line = ([kind, all]: readonly [string, readonly string[]]): string =>
    `  ${kind && `${plain(kind)}* `.padEnd(12)}${all.map((one) => plain(one.slice(kind.length))).join(", ")}\n`;
  return [...kinds].map(line).join("");
}

function ownerOf(given: string | undefined): string | undefined {
  const owner = given?.trim();
  if (!owner) return undefined;
  if (/^@[A-Za-z0-9-]+(?:\/[\w.-]+)?$/.test(owner)) return owner;
  throw new UsageError(`Unexpected --owner ${owner}, expected @login or @org/team`);
}

async function askOwner(): Promise<string | undefined> {
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({
    message: "Who owns incidents and runbooks? @login or @org/team (Enter: decide later)",
    validate: (said) =>
      !said || /^@[A-Za-z0-9-]+(?:\/[\w.-]+)?$/.test(said) ? undefined : "Expected @login or @org/team",
    output: process.stderr,
  });
  if (isCancel(answer)) throw new UsageError("Stopped: nothing was written.");
  return ownerOf(answer);
}

async function confirm({ write, kept }: InitPlan, io: Io): Promise<void> {
  if (!io.asks) {
    throw new UsageError(
      "Unexpected start without a terminal to ask on, expected --yes to write the files, or --dry-run to list them",
    );
  }
  for (const path of pathsOf(write)) io.err(`  + ${plain(path)}`);
  for (const path of kept) io.err(`  = ${plain(path)} (kept)`);
  const prompts = await import("@clack/prompts");
  const sure = await prompts.confirm({ message: `Write ${write.length} files?`, output: process.stderr });
  if (sure !== true) throw new UsageError("Stopped: nothing was written.");
}
