import type { Effect } from "../model/effect.ts";
import { nameOf } from "../model/target.ts";
import type { Done } from "./work.ts";

/** Outputs of a job are at most 1 MB together, in UTF-16. */
const mostPlan = 400_000;

/** The step's outputs, as action.yml describes them. */
export function outputsOf(
  done: readonly Done[],
): Readonly<Record<"findings" | "errors" | "incident" | "plan", string>> {
  const findings = done.flatMap((one) => one.findings ?? []);
  return {
    findings: String(findings.length),
    errors: String(findings.filter(({ severity }) => severity === "error").length),
    incident: [...new Set(done.flatMap((one) => one.incident ?? []))].join(" "),
    plan: planOf(done),
  };
}

/** Texts are shortened, and left out altogether where the whole would still be too long. */
function planOf(done: readonly Done[]): string {
  for (const length of [500, 80, 0]) {
    const text = JSON.stringify(
      done.map(({ target, passes, effects, notes, failure, findings }) => ({
        target: nameOf(target),
        passes,
        effects:
          length === 0 ? effects.map(({ kind }) => ({ kind })) : effects.map((effect) => shortened(effect, length)),
        findings: findings?.length ?? 0,
        notes: length === 0 ? notes.length : notes.map((note) => cut(note, length)),
        failure: failure ?? null,
      })),
    );
    if (text.length <= mostPlan) return text;
  }
  return JSON.stringify([{ truncated: true, targets: done.length }]);
}

function shortened(effect: Effect, length: number): unknown {
  return JSON.parse(
    JSON.stringify(effect, (_, value: unknown) => {
      if (typeof value === "string") return cut(value, length);
      return Array.isArray(value) && value.length > 50 ? [...value.slice(0, 50), `… ${value.length - 50} more`] : value;
    }),
  );
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}
