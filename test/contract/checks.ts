import { describe, expect, it } from "vitest";
import { type Finding, fileStart } from "../../src/model/finding.ts";
import { made, type Talk } from "./stage.ts";

export function checkContract({ look, act, branch, write }: Talk): void {
  describe("check runs", () => {
    const finding = (line: number): Finding => ({
      rule: "timeline-order",
      severity: line % 2 === 0 ? "warning" : "error",
      path: "incidents/x.md",
      place: { ...fileStart, line, endLine: line, endColumn: 9 },
      message: `Unexpected time in line ${line}, expected a later one.`,
      fix: "Move the line.",
    });

    it("makes a check run, then brings it up to date", async () => {
      const { name: on } = await branch();
      await write(on, "x.md", null, "x\n");
      const { sha = "" } = (await look("branch", { name: on })) ?? {};
      const name = "gitcident / post-mortem";
      expect(await look("check", { sha, name })).toBeNull();
      const findings = Array.from({ length: 120 }, (_, index) => finding(index + 1));
      const failed = {
        sha,
        name,
        id: null,
        conclusion: "failure",
        title: "120 findings",
        summary: "Long",
        findings,
      } as const;
      const first = made(await act("check", failed));
      const seen = await look("check", { sha, name });
      expect(seen).toEqual({
        id: first.id,
        status: "completed",
        conclusion: "failure",
        title: "120 findings",
        summary: "Long",
      });
      await act("check", {
        ...failed,
        id: first.id,
        conclusion: "success",
        title: "Fine",
        summary: "",
        findings: [],
      });
      expect(await look("check", { sha, name })).toMatchObject({
        status: "completed",
        conclusion: "success",
        title: "Fine",
      });
      expect(await look("check", { sha, name: "another" })).toBeNull();
    });
  });
}
