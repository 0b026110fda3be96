import type { Facts } from "../../model/facts.ts";

/** Something that a rule asked of the repository, and what it was told. */
export type AskedFact = readonly [kind: keyof Facts, about: string | number, answer: string];

/** Facts that note in `asked` what is asked of them, so that findings can be kept for as long as the answers hold. */
export function noting(facts: Facts, asked: AskedFact[]): Facts {
  const note = <K extends keyof Facts>(kind: K): Facts[K] =>
    ((about: never) => {
      const answer = facts[kind](about);
      const fact: AskedFact = [kind, about, said(answer)];
      if (!asked.some(([one, other]) => one === kind && other === about)) asked.push(fact);
      return answer;
    }) as Facts[K];
  return {
    kindAt: note("kindAt"),
    anchorsIn: note("anchorsIn"),
    recordsOf: note("recordsOf"),
    isPerson: note("isPerson"),
    issueAt: note("issueAt"),
  };
}

/** Whether every answer is still the same. */
export function stillHolds(asked: readonly AskedFact[], facts: Facts): boolean {
  return asked.every(([kind, about, answer]) => said(facts[kind](about as never)) === answer);
}

function said(answer: unknown): string {
  return JSON.stringify(answer instanceof Set ? [...answer] : answer) ?? "";
}
