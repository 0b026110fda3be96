import { describe, expect, it } from "vitest";
import { annotationOf, checkText, checkTitle } from "../../src/host/github/annotations.ts";
import type { Finding } from "../../src/model/finding.ts";

const finding: Finding = {
  rule: "times-in-order",
  severity: "error",
  path: "incidents/2025/INC-2025-042.md",
  place: { line: 3, column: 5, endLine: 3, endColumn: 2 },
  message: "Unexpected time, expected a later one.",
  fix: "Move it.",
};

describe("annotations", () => {
  it("keep to one line's columns, which do not run backwards", () => {
    expect(annotationOf(finding)).toEqual({
      path: "incidents/2025/INC-2025-042.md",
      start_line: 3,
      end_line: 3,
      start_column: 5,
      end_column: 5,
      annotation_level: "failure",
      title: "times-in-order",
      message: "Unexpected time, expected a later one.\nMove it.",
    });
  });

  it("have no columns over several lines", () => {
    const place = { line: 0, column: 1, endLine: 4, endColumn: 9 };
    const annotation = annotationOf({ ...finding, severity: "warning", place });
    expect(annotation).toMatchObject({ start_line: 1, end_line: 4, annotation_level: "warning" });
    expect(annotation).not.toHaveProperty("start_column");
  });

  it("are cut to what GitHub takes, and say so", () => {
    const { message } = annotationOf({ ...finding, message: "ü".repeat(60_000) });
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
    expect(message).toMatch(/ü… \(cut\)$/);
    expect(Buffer.byteLength(checkTitle("🚀".repeat(300)))).toBeLessThanOrEqual(255);
    expect(checkTitle("🚀".repeat(300))).toMatch(/^(🚀)+…$/u);
    const summary = checkText("x".repeat(70_000));
    expect(summary).toHaveLength(65_533);
    expect(summary).toContain("the rest is cut");
    expect(checkText("short")).toBe("short");
    expect(checkTitle("")).not.toBe("");
  });
});
