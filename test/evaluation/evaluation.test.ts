import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluated, evaluationPage, evaluationText } from "../../bench/evaluation/evaluation.ts";
import judged from "../../bench/evaluation/judged.json" with { type: "json" };

const asked = evaluated();

describe.skipIf(asked === undefined)("real post-mortems", () => {
  const all = asked ?? [];

  it("are all asked: no crash, and none unread", () => {
    expect(all.filter(({ written }) => !written.blank)).toHaveLength(113);
    expect(all.filter(({ crash, unread }) => crash !== undefined || unread !== undefined)).toEqual([]);
  });

  it("are asked for what they say, not for the fields that we put above them", () => {
    expect(all.flatMap(({ ofFields }) => ofFields)).toEqual([]);
  });

  it("have findings at places within them", () => {
    for (const { written, findings } of all) {
      const lines = written.text.split("\n").length;
      for (const { place } of findings) expect(place.endLine, written.path).toBeLessThanOrEqual(lines);
    }
  });

  it.each(all.filter(({ written }) => written.blank).map((one) => [one.written.path, one] as const))(
    "does not let the blank template pass: %s",
    (_, { findings }) => {
      expect(findings.filter(({ severity }) => severity === "error").length).toBeGreaterThan(0);
    },
  );

  it("are on a page that is fresh: node bench/evaluate.ts", async () => {
    expect(readFileSync(evaluationPage, "utf8")).toBe(await evaluationText(all));
  });
});

describe("the judged samples", () => {
  it("have 60 findings each, and in the last at most 2 % are wrong", () => {
    for (const { rows } of judged.samples) expect(rows).toHaveLength(60);
    const last = judged.samples.at(-1)?.rows ?? [];
    expect(last.filter(({ verdict }) => verdict === "wrong").length / 60).toBeLessThanOrEqual(0.02);
  });
});
