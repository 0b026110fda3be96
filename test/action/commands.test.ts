import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotation, command, logLine } from "../../src/action/commands.ts";
import { outputsText } from "../../src/action/files.ts";
import { readOutputs } from "./runner.ts";

/** A log's commands as the runner finds them (actions/runner, ActionCommand.cs): `::name` first on a line, `##[name` anywhere. */
function commandsIn(log: string): number {
  const lines = log.split(/\r\n|[\n\r]/);
  return lines.filter((line) => /^\s*::\s*[\w-]/.test(line) || line.includes("##[")).length;
}

const pieces = [
  "::error::",
  "::set-output name=a::",
  "##[command]",
  "\n",
  "\r",
  "\r\n",
  "%0A",
  "%0D",
  "%25",
  " ",
  "\t",
  "\u2028",
  "\u0085",
  "\0",
  ":",
  ",",
  "=",
  "EOF",
  "text",
  "💥",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 })
  .map((parts) => parts.join(""));

describe("hazard 17: text in a log or an output", () => {
  it("starts no command from a line of the log", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandsIn(logLine(text))).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it("starts no second command from a field of the first", () => {
    const place = { line: 3, column: 1, endLine: 3, endColumn: 9 };
    const some = fc.record({ rule: hostile, path: hostile, message: hostile, fix: hostile });
    fc.assert(
      fc.property(some, (texts) => {
        const line = annotation({ ...texts, severity: "error", place });
        expect([commandsIn(line), line.startsWith("::error ")]).toEqual([1, true]);
        // Between the name and the text there are only our own properties.
        const properties = line.slice(8, line.indexOf("::", 8));
        expect(
          properties.split(",").every((one) => /^(?:title|file|line|endLine|col|endColumn)=[^:]*$/.test(one)),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every output what it is, whatever its value", () => {
    const values = fc.record({ findings: hostile, plan: hostile });
    fc.assert(
      fc.property(values, (outputs) => {
        let drawn = 0;
        const text = outputsText(outputs, () => `delimiter-${drawn++}`);
        expect(readOutputs(text)).toEqual(outputs);
      }),
      { numRuns: 1000 },
    );
    console.info("hazard 17: 2,000 log lines, 2,000 annotations and 1,000 pairs of outputs, 0 commands of theirs");
  });

  it("keeps the text of a command, as the runner will unescape it", () => {
    const line = command("warning", { title: "a,b:c%" }, "100%\r\n%0A");
    expect(line).toBe("::warning title=a%2Cb%3Ac%25::100%25%0D%0A%250A");
  });

  it("draws another delimiter when a value holds the first", () => {
    const draws = ["EOF", "EOF", "other"];
    expect(outputsText({ plan: "EOF\nfindings=0" }, () => draws.shift() ?? "")).toBe(
      "plan<<other\nEOF\nfindings=0\nother\n",
    );
  });

  it("masks secrets in what it prints", () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    expect(command("error", {}, token) + logLine(token)).not.toContain(token);
  });
});
