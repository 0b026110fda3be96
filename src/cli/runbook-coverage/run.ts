import { setFlagsFromString } from "node:v8";
import type { RunbookReport } from "../../reports/runbook-report.ts";
import { runbookReport } from "../../reports/runbook-report.ts";
import { percent, type Share } from "../../reports/share.ts";
import { noteConfig } from "../config-notes.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace } from "../workspace.ts";
import { readCoverage } from "./read-coverage.ts";

/** `coverage`: which alerts, incidents and services of the working tree have a runbook. */
export async function runCoverage(asked: Asked, io: Io): Promise<ExitCode> {
  const least = leastOf(asked);
  const workspace = openWorkspace(asked, io);
  // The collector's threads take more time from the processor than they save.
  setFlagsFromString("--single-threaded-gc");
  // The last tenth of speed takes the compiler longer to make than it saves.
  setFlagsFromString("--no-opt");
  const report = runbookReport(readCoverage(workspace, asked, io));
  if (asked.options["json"] === true) io.out(printJson(report));
  else io.out(coverageText(report, io));
  const configured = noteConfig(workspace, io);
  if (configured !== exit.ok) return configured;
  if (least === undefined) return exit.ok;
  const { what, with: covered, n, share } = judged(report);
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
function judged({ alerts, incidents }: RunbookReport): Omit<Share, "formula"> & { readonly what: string } {
  const n = alerts.total + alerts.unknown;
  return n > 0
    ? { what: "alerts", with: alerts.covered, n, share: alerts.share }
    : { what: "alerts and incidents", ...incidents, ...(incidents.n > 0 && { what: "incidents" }) };
}

const mostLines = 20;

function coverageText(report: RunbookReport, io: Io): string {
  const { alerts, incidents, services, runbooks, unreadable, gaps, rules } = report;
  const row = (what: string, share: number | null, part: number, n: number): string =>
    `${io.paint("bold", what.padEnd(10))} ${percent({ share }).padStart(6)}  ${part} of ${n}`;
  const unknown = alerts.unknown > 0 ? `, ${alerts.unknown} unreadable` : "";
  const lines = [
    `${row("Alerts", alerts.share, alerts.covered, alerts.total + alerts.unknown)} (${rules} rules, ${alerts.broken.length} broken links, ${alerts.unlinked.length} without a link${unknown})`,
    row("Incidents", incidents.share, incidents.with, incidents.n),
    row("Services", services.share, services.with, services.n),
    `${io.paint("bold", "Runbooks".padEnd(10))} ${String(runbooks.total).padStart(6)}  ${runbooks.orphans.length} orphans, ${runbooks.stale.length} stale, ${runbooks.incomplete.length} incomplete, ${runbooks.unapproved.length} not approved`,
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

function listed<T>(io: Io, title: string, list: readonly T[], say: (one: T) => string): readonly string[] {
  if (list.length === 0) return [];
  const more = list.length > mostLines ? [`  … and ${list.length - mostLines} more: --json has all`] : [];
  return ["", io.paint("bold", title), ...list.slice(0, mostLines).map((one) => `  ${plain(say(one))}`), ...more];
}
