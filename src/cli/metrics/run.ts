import type { Config } from "../../model/config.ts";
import { groupings, periods } from "../../model/metrics-words.ts";
import { addMinutes, type Instant, readDate, readInstant } from "../../model/time.ts";
import { printMetrics } from "../../reports/metrics/print-metrics.ts";
import { refreshMetrics } from "../../reports/metrics/refresh-metrics.ts";
import type { PrintedList } from "../../reports/metrics/splice-list.ts";
import { tableMetrics } from "../../reports/metrics/table-metrics.ts";
import type { MetricsAsked } from "../../reports/metrics/windows.ts";
import { noteConfig } from "../config-notes.ts";
import { forShortRun } from "../engine.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { knownWorkspace } from "../known-config.ts";
import { plain } from "../plain.ts";
import { asksForJson, outputOf, writeOutput } from "../report/write-output.ts";
import { type Asked, nowGiven, textOf } from "../verb.ts";
import { type Archive, openArchive } from "./archive-table.ts";
import { bytesOf, keepPrinted, readPrinted } from "./printed.ts";

/** `metrics`: the numbers of all incidents of the working tree, a function of the files alone. */
export async function runMetrics(asked: Asked, io: Io): Promise<ExitCode> {
  forShortRun();
  const wanted = wantedOf(asked);
  const workspace = await knownWorkspace(asked, io);
  const out = outputOf(asked, workspace);
  const configured = noteConfig(workspace, io);
  const archive = openArchive(workspace, asked, io);
  const json = asksForJson(asked, out);
  if (json) {
    const pieces = await jsonOf(archive, wanted, workspace.config);
    // A runner of a workflow reads lines, of which none may be a command.
    const isText = out === undefined && (io.bytes === undefined || io.env["GITHUB_ACTIONS"] === "true");
    if (isText || out !== undefined) {
      const bytes = Buffer.concat([...pieces]);
      writeOutput(isText ? bytes.toString("utf8") : bytes, out, asked, io);
    } else for (const piece of pieces) writeOutput(piece, out, asked, io);
  } else {
    const { table } = await archive.table();
    const { pageText } = await import("./page-text.ts");
    writeOutput(pageText(tableMetrics(table, wanted, workspace.config), out !== undefined), out, asked, io);
  }
  return configured;
}

/** The metrics as JSON: what was printed last, where the same is asked, with what the files that changed since change in it. */
async function jsonOf(archive: Archive, wanted: MetricsAsked, config: Config): Promise<Iterable<Uint8Array>> {
  const [asked, { folder, id: before }] = [JSON.stringify(wanted), archive];
  const printed = folder === undefined || before === undefined ? undefined : readPrinted(folder, before, asked);
  if (printed && archive.isSame) return [printed.bytes];
  const changes = printed?.settled ? await archive.changes() : undefined;
  const refreshed =
    printed?.settled && changes && refreshMetrics({ ...printed, settled: printed.settled }, changes, wanted, config);
  if (refreshed) return bytesOf(refreshed);
  const { table, id } = await archive.table();
  const { parts, settled } = printMetrics(table, wanted, config);
  if (folder === undefined || id === undefined) return bytesOf(parts);
  const lists: PrintedList[] = [];
  const bytes = [...bytesOf(parts, (list) => lists.push(list))];
  keepPrinted(folder, id, asked, bytes, { lists, settled });
  return bytes;
}

function wantedOf(asked: Asked): MetricsAsked {
  const [from, to] = [endOf(asked, "from"), endOf(asked, "to")];
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UsageError(`Unexpected --to ${to}, expected a time after --from ${from}`);
  }
  return {
    period: periods.find((one) => one === textOf(asked, "period")),
    by: groupings.find((one) => one === textOf(asked, "by")),
    from,
    to,
    asOf: nowGiven(asked),
  };
}

/** A time, or a date: from its first moment, or to its last. */
function endOf(asked: Asked, name: "from" | "to"): Instant | undefined {
  const given = textOf(asked, name);
  if (given === undefined) return undefined;
  const date = readDate(given);
  if (date !== undefined) return addMinutes(`${date}T00:00:00Z`, name === "to" ? 1440 : 0);
  const instant = readInstant(given);
  if (instant !== undefined) return instant;
  throw new UsageError(
    `Unexpected --${name} ${plain(given).slice(0, 60)}, expected a date such as 2025-01-15 or a time such as 2025-01-15T02:30:00Z`,
  );
}
