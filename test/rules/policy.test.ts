import { describe, expect, it } from "vitest";
import { readConfigText } from "../../src/markdown/config-text.ts";
import { readConfig } from "../../src/model/config.ts";
import { levelOf, type Policy } from "../../src/model/policy.ts";
import { check, failover } from "./check.ts";

const security = { severity: "sev4", type: "security" } as const;
const plain = { severity: "sev4", type: "availability" } as const;

describe("the level of a rule", () => {
  it.each<[Policy, "error" | "warning" | "off", "error" | "warning" | "off"]>([
    ["warning", "warning", "warning"],
    [{ sev4: "off" }, "off", "off"],
    [{ default: "warning", types: { security: "error" } }, "warning", "error"],
    // The stricter of the two words.
    [{ sev4: "off", types: { security: "warning" } }, "off", "warning"],
    [{ sev4: "error", types: { security: "warning" } }, "error", "error"],
    // No word for it: the rule's own.
    [{ sev1: "off" }, "error", "error"],
    [{ types: { privacy: "off" } }, "error", "error"],
  ])("%j is %s, and for security %s", (policy, usual, secure) => {
    expect(levelOf([policy, "error"], plain)).toBe(usual);
    expect(levelOf([policy, "error"], security)).toBe(secure);
  });

  it("takes an unreadable severity for the most severe, and asks policies in turn", () => {
    const policy = { sev1: "error", default: "off" } as const;
    expect(levelOf([policy], { severity: undefined, type: "availability" })).toBe("error");
    expect(levelOf([undefined, { sev2: "off" }, { sev4: "warning" }, "error"], plain)).toBe("warning");
    expect(levelOf([], plain)).toBe("error");
    expect(levelOf([{ types: { ["__proto__"]: "off" } }, "warning"], { ...plain, type: "constructor" })).toBe(
      "warning",
    );
  });
});

describe("in the config", () => {
  const broken = failover.replace("## Impact", "## Other");
  const levels = (rules: unknown, text = broken) =>
    check(text, { path: "incidents/2025/INC-2025-001.md", config: readConfig({ rules }) })
      .findings.filter(({ rule }) => rule === "required-sections")
      .map(({ severity }) => severity);

  it("is by severity and type of the incident", () => {
    const policy = { "required-sections": { sev1: "warning", default: "off", types: { security: "error" } } };
    expect(levels(policy)).toEqual(["warning"]);
    expect(levels(policy, broken.replace("severity: sev1", "severity: sev3"))).toEqual([]);
    expect(levels(policy, broken.replace("type: availability", "type: security"))).toEqual(["error"]);
    expect(levels({})).toEqual(["error"]);
  });

  const said = (text: string) =>
    readConfigText(text).findings.map(({ severity, place, message, fix }) => [severity, place.line, message, fix]);

  it("names the nearest rule, severity and key, on their lines", () => {
    expect(said("rules:\n  timeline-ordr: off\n  causes: { sev5: error, types: { security: error } }\n")).toEqual([
      [
        "warning",
        2,
        "Unexpected key `rules.timeline-ordr`, expected `timeline-order`",
        "Rename it to `timeline-order`.",
      ],
      ["warning", 3, "Unexpected key `rules.causes.sev5`, expected `sev1`", "Rename it to `sev1`."],
    ]);
  });

  it("says which word was expected, and keeps the rest", () => {
    const text =
      "rules:\n  times-order: never\n  causes: { sev1: fatal, sev2: warning }\n  links: warning\n  lessons: [error]\n";
    expect(said(text).map(([severity, line, message]) => [severity, line, message])).toEqual([
      ["error", 2, "Unexpected value of `rules.times-order`, expected error, warning, off or names with values"],
      ["error", 3, "Unexpected value of `rules.causes`, expected error, warning or off as `sev1`"],
      ["error", 5, "Unexpected value of `rules.lessons`, expected error, warning, off or names with values"],
    ]);
    expect(readConfigText(text).config.rules).toEqual({ links: "warning" });
  });
});
