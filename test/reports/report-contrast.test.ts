import { describe, expect, it } from "vitest";
import { reportStyle } from "../../src/reports/report-style.ts";

/** Relative luminance and contrast as WCAG 2.2 defines them (w3.org/TR/WCAG22/#dfn-contrast-ratio). */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replaceAll(/[^#]/g, "$&$&") : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const [light = {}, dark = {}, print = {}] = Array.from(reportStyle.matchAll(/:root \{(.*?)\}/gs), ([, body = ""]) =>
  Object.fromEntries(Array.from(body.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g), ([, name, value]) => [name, value])),
) as readonly Record<string, string>[];

describe.each([
  ["light", light],
  ["dark", { ...light, ...dark }],
  ["print", { ...light, ...print }],
])("the colours of the report: %s", (_name, colours) => {
  it.each(["ink", "soft", "link", "bad", "warn", "good"])("text can be read: %s", (name) => {
    for (const ground of ["paper", "tint"]) {
      expect(contrast(colours[name] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["phase-0", "phase-1", "phase-2", "phase-3", "dot"])(
    "marks of the picture can be told from the page: %s",
    (name) => {
      expect(contrast(colours[name] ?? "", colours["paper"] ?? "")).toBeGreaterThanOrEqual(3);
    },
  );

  it("numbers on the dots can be read", () => {
    expect(contrast(colours["dot"] ?? "", colours["dot-text"] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
});
