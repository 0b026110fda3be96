import { afterAll, beforeAll, describe } from "vitest";
import { checkContract } from "./checks.ts";
import { commentContract } from "./comments.ts";
import { fileContract } from "./files.ts";
import { issueContract } from "./issues.ts";
import { pullContract } from "./pulls.ts";
import { type Stage, talkTo } from "./stage.ts";

/** What every host must do. The laws are proven over the host in memory; this is why they hold for the others. */
export function hostContract(name: string, make: () => Promise<Stage>): void {
  describe(`host contract: ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await make();
    });
    afterAll(() => stage.close?.());
    const talk = talkTo(() => stage);
    fileContract(talk);
    issueContract(talk);
    commentContract(talk);
    pullContract(talk);
    checkContract(talk);
  });
}
