import { afterAll, beforeAll, describe, it } from "vitest";
import { checkContract } from "./checks.ts";
import { claimContract } from "./claims.ts";
import { commentContract } from "./comments.ts";
import { fileContract } from "./files.ts";
import { issueContract } from "./issues.ts";
import { pullContract } from "./pulls.ts";
import { reviewContract } from "./reviews.ts";
import { type Stage, type Talk, talkTo } from "./stage.ts";

const parts = {
  files: fileContract,
  issues: issueContract,
  comments: commentContract,
  claims: claimContract,
  pulls: pullContract,
  checks: checkContract,
  reviews: reviewContract,
} satisfies Record<string, (talk: Talk) => void>;

export type ContractPart = keyof typeof parts;

/**
 * What every host must do. The laws are proven over the host in memory; this is why they hold for the others. What a
 * host lacks is skipped by its name, and the report says so.
 */
export function hostContract(
  name: string,
  make: () => Promise<Stage>,
  lacks: Readonly<Partial<Record<ContractPart, string>>> = {},
): void {
  describe(`host contract: ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await make();
    });
    afterAll(() => stage.close?.());
    const talk = talkTo(() => stage);
    for (const [part, contract] of Object.entries(parts)) {
      const why = lacks[part as ContractPart];
      if (why === undefined) contract(talk);
      else it(`${part}: ${why}`, ({ skip }) => skip(`${name} has no ${part}: ${why}`));
    }
  });
}
