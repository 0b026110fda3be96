import type { CoverageSummary, Listed } from "../../reports/coverage-summary.ts";
import { percent, type Share } from "../../reports/share.ts";
import { cacheFolder } from "../cache-folder.ts";
import { noteConfig } from "../config-notes.ts";
import { forShortRun } from "../engine.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { knownWorkspace } from "../known-config.ts";
import { plain } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { keptAnswer } from "./kept-answer.ts";
import { withOptions } from "./with-options.ts";

/** `coverage`: which alerts, incidents and services of the working tree have a runbook. */
export async function runCoverage(asked: Asked, io: Io): Promise<ExitCode> {
  const least = leastOf(asked);
  forShortRun();
  const workspace = withOptions(await knownWorkspace(asked, io), asked);
  const folder = cacheFolder(asked, io, workspace.root);
  const kept = folder === undefined ? undefined : await keptAnswer(workspace, folder, io);
  const answer = kept ?? (await import("./new-answer.ts")).newAnswer(workspace, folder, io);
  if (asked.options["json"] !== true) io.out(coverageText(answer.summary, io));
  else if ("json" in answer) io.out(answer.json());
  else if (io.bytes) for (const piece of answer.pieces) io.bytes(piece);
  else io.out(Buffer.concat(answer.pieces).toString("utf8"));
  const configured = noteConfig(workspace, io);
  if (configured !== exit.ok) return configured;
  if (least === undefined) return exit.ok;
  const { what, with: covered, n, share } = judged(answer.summary);
  if (n > 0 && covered * 100 >= least * n) return exit.ok;
  io.err(
    n === 0
      ? `Unexpected absence of ${what}, expected some to compare with --min ${least}.`
      : `Unexpected coverage of ${what} of ${percent({ share })} (${covered} of ${n}), expected at least ${least}%.`,
  );
  return exit.findings;
}

function leastOf(asked: Asked): number | undefined {
  const given = textOf(asked, "min");
  if (given === undefined) return undefined;
  const least = /^\d{1,3}(?:\.\d{1,4})?%?$/.test(given) ? Number.parseFloat(given) : Number.NaN;
  if (least >= 0 && least <= 100) return least;
  throw new UsageError(`Unexpected --min ${plain(given)}, expected a percentage from 0 to 100, e.g. --min 80`);
}

/** Alerts are what coverage is judged by; incidents where no alerts are defined. */
function judged({ alerts, incidents }: CoverageSummary): Omit<Share, "formula"> & { readonly what: string } {
  const n = alerts.total + alerts.unknown;
  return n > 0
    ? { what: "alerts", with: alerts.covered, n, share: alerts.share }
    : { what: "alerts and incidents", ...incidents, ...(incidents.n > 0 && { what: "incidents" }) };
}

function coverageText(report: CoverageSummary, io: Io): string {
  const { alerts, incidents, services, runbooks, unreadable, gaps, rules } = report;
  const row = (what: string, share: number | null, part: number, n: number): string =>
    `${io.paint("bold", what.padEnd(10))} ${percent({ share }).padStart(6)}  ${part} of ${n}`;
  const unknown = alerts.unknown > 0 ? `, ${alerts.unknown} unreadable` : "";
  const lines = [
    `${row("Alerts", alerts.share, alerts.covered, alerts.total + alerts.unknown)} (${rules} rules, ${alerts.broken.n} broken links, ${alerts.unlinked} without a link${unknown})`,
    row("Incidents", incidents.share, incidents.with, incidents.n),
    row("Services", services.share, services.with, services.n),
    `${io.paint("bold", "Runbooks".padEnd(10))} ${String(runbooks.total).padStart(6)}  ${runbooks.orphans} orphans, ${runbooks.stale.n} stale, ${runbooks.incomplete} incomplete, ${runbooks.unapproved} not approved`,
    ...listed(io, "Unreadable", unreadable, ({ path, line, reason }) => `${path}:${line}  ${reason}`),
    ...listed(io, "Broken links", alerts.broken, ({ path, line, name, link }) => `${path}:${line}  ${name}  ${link}`),
    ...listed(io, "Gaps, the costliest first", gaps, ({ kind, name, path, line, minutes }) => {
      const where = path === null ? "" : `  ${path}:${line ?? 1}`;
      return `${kind} ${name}  ${minutes === null ? "–" : `${minutes} min`}${where}`;
    }),
    ...listed(io, "Stale", runbooks.stale, ({ path, due, owner }) => `${path}  due ${due}${owner && `  ${owner}`}`),
  ];
  return `${lines.join("\n")}\n`;
}

function listed<T>(io: Io, title: string, { n, first }: Listed<T>, say: (one: T) => string): readonly string[] {
  if (n === 0) return [];
  const more = n > first.length ? [`  … and ${n - first.length} more: --json has all`] : [];
  return ["", io.paint("bold", title), ...first.map((one) => `  ${plain(say(one))}`), ...more];
}
