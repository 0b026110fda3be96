import { expect, it } from "vitest";
import { createAllowance } from "./allowance.ts";

it("swaps a token before it is used up, for the same person or installation", async () => {
  let minted = 0;
  const people = new Map([["token-of-alice", "alice"]]);
  const spend = createAllowance(people, (token) => (token === "ghs" ? Promise.resolve(`ghs-${++minted}`) : undefined));
  const used = new Map<string, number>();
  for (const authorization of ["token token-of-alice", "Bearer ghs", "Bearer eyJ"]) {
    for (let time = 0; time < 10_000; time++) {
      const given = await spend(authorization);
      used.set(given, (used.get(given) ?? 0) + 1);
    }
  }
  expect([...used.keys()]).toEqual([
    "token token-of-alice",
    "token token-of-alice-1",
    "token token-of-alice-2",
    "Bearer ghs",
    "Bearer ghs-1",
    "Bearer ghs-2",
    "Bearer eyJ",
  ]);
  used.delete("Bearer eyJ");
  expect(Math.max(...used.values())).toBeLessThan(5000);
});
