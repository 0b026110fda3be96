import { describe, expect, it } from "vitest";
import { claimName } from "../../src/model/claim.ts";
import { HeldError } from "../../src/model/errors.ts";
import { addSeconds, type Instant } from "../../src/model/time.ts";
import type { Talk } from "./stage.ts";

export function claimContract({ look, act, fresh }: Talk): void {
  describe("claims", () => {
    const now: Instant = "2025-01-15T02:30:00Z";

    async function asked(name: string, worker: string, at = now) {
      const tree = (await look("branch", { name: "main" }))?.tree ?? "";
      return { name, worker, at, until: addSeconds(at, 60), tree };
    }

    it("gives a name to one worker, who may have it again", async () => {
      const name = claimName(fresh(), "reply:2291");
      const all = await Promise.allSettled(
        ["one", "two", "three"].map(async (worker) => act("claim", await asked(name, worker))),
      );
      const winners = ["one", "two", "three"].filter((_, index) => all[index]?.status === "fulfilled");
      expect(winners).toHaveLength(1);
      for (const one of all) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(HeldError);
      await act("claim", await asked(name, winners[0] ?? "", addSeconds(now, 5)));
      expect(await look("claims", {})).toContainEqual({ name, until: addSeconds(now, 65) });
    });

    it("lets one worker take a claim over that ran out, and says when to look again until then", async () => {
      const name = claimName(fresh(), "due:update:2025-01-15T02:30:00Z");
      await act("claim", await asked(name, "dead"));
      const early = await act("claim", await asked(name, "one", addSeconds(now, 59))).catch((error: unknown) => error);
      expect(early).toMatchObject({ name: "HeldError", again: 1 });
      const late = addSeconds(now, 60);
      const all = await Promise.allSettled(
        ["one", "two"].map(async (one) => act("claim", await asked(name, one, late))),
      );
      expect(all.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    });

    it("gives a name back, and does so twice", async () => {
      const name = claimName(fresh(), "summary");
      await act("claim", await asked(name, "one"));
      for (let again = 0; again < 2; again++) await act("drop-claim", { name });
      expect((await look("claims", {})).map((one) => one.name)).not.toContain(name);
      await act("claim", await asked(name, "two"));
    });
  });
}
