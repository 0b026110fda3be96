import type { Runbook } from "../../model/runbook.ts";
import { type RunbookFinder, runbookFinder } from "../match-runbooks.ts";
import type { Kept } from "./kept.ts";

/** Names for which it is worth reading all. */
const many = 16;

/** Finds the runbooks of incidents as when the report was made; `alerts`: the names that will be asked for. */
export function keptFinder(kept: Kept, alerts: readonly string[]): RunbookFinder {
  const runbooks = kept.seldom("runbooks").map(
    ([path, services, types]): Runbook => ({
      path,
      title: "",
      services: [...services],
      alerts: [],
      types: [...types],
    }),
  );
  const wanted = [...new Set(alerts.map((name) => name.trim().toLowerCase()))];
  const numbers = wanted.length > many ? allOf(kept) : someOf(kept, wanted);
  const ofAlerts = new Map([...numbers].map(([name, list]) => [name, list.map((at) => runbooks[at] as Runbook)]));
  return runbookFinder(runbooks, ofAlerts);
}

type Numbers = ReadonlyMap<string, readonly number[]>;

/** Looks for each name by its line. */
function someOf(kept: Kept, wanted: readonly string[]): Numbers {
  const lines = wanted.length > 0 ? kept.alertRunbooks() : "";
  return new Map(
    wanted.flatMap((name) => {
      const start = `\n${JSON.stringify(name)}\t`;
      const at = lines.indexOf(start);
      if (at === -1) return [];
      const from = at + start.length;
      return [[name, numbersIn(lines.slice(from, lines.indexOf("\n", from)))] as const];
    }),
  );
}

function allOf(kept: Kept): Numbers {
  const lines = kept.alertRunbooks().split("\n").filter(Boolean);
  return new Map(
    lines.map((line) => {
      const tab = line.indexOf("\t");
      return [JSON.parse(line.slice(0, tab)) as string, numbersIn(line.slice(tab + 1))] as const;
    }),
  );
}

const numbersIn = (list: string): readonly number[] => list.split(",").map(Number);
