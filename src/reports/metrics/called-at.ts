import type { IncidentFact } from "./fact.ts";

/** When people were called (ms): at the first notice, else the declaration, else the start. */
export function calledAt({ times: { detected, declared, started } }: IncidentFact): number | null {
  return detected ?? declared ?? started;
}
