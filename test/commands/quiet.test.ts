import fc from "fast-check";
import { expect, test } from "vitest";
import { grammar } from "../../src/commands/grammar.ts";
import { helpText } from "../../src/commands/help.ts";
import { parseCommand } from "../../src/commands/parse.ts";
import { quietLine, startsCommand } from "../../src/commands/quiet.ts";
import { context } from "./read.ts";

const gaps = [
  "",
  " ",
  "\t",
  "   ",
  "\r",
  "\n",
  "text\r",
  "text\r\n\u00a0",
  "\u00a0",
  "\u200b",
  "\u200d\ufeff",
  "\ufeff",
  "\u2060",
  "\u2028",
  "text\u2028",
  "text\u2029",
  "\u202e",
  "\u3000",
  "\u3164",
  "\u2800",
  "\u00ad",
  "\0",
  "text\v",
  "text\f",
  "\u0085",
  "\ufe0f",
];
const commands = [
  ...grammar.map((row) => row.examples[0]),
  "/lgtm",
  "/merge",
  "//",
  "/approve cancel",
  "@dependabot merge",
  "@Renovate-bot rebase",
  "@mergifyio queue",
  "@my-bot[bot] do it",
  "bors r+",
  "homu: try",
];
const payloads = gaps.flatMap((gap) => commands.map((command) => `${gap}${command}`));

/** How a bot reads: any kind of line, trimmed of whatever shows as nothing. Written apart from the code under test. */
function takenByBots(text: string): readonly string[] {
  return text.split(/[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => {
    const seen = line.replace(/[^\x21-\x7e]/g, "");
    return /^(?:\/\S|@(?:dependabot|renovate-bot|mergifyio|my-bot)|bors|homu)/i.test(seen);
  });
}

test("hazard 14: no payload leaves a line that starts a command", () => {
  const before = payloads.filter((payload) => takenByBots(payload).length > 0);
  const left = payloads.filter((payload) => takenByBots(quietLine(payload)).length > 0);
  console.log(`hazard 14: ${payloads.length} payloads, ${before.length} commands before, ${left.length} lines after`);
  expect(payloads.length).toBeGreaterThanOrEqual(500);
  expect(before).toEqual(payloads);
  expect(left).toEqual([]);
  for (const payload of payloads) expect(startsCommand(payload), JSON.stringify(payload)).toBe(true);
});

test.for<[string, string]>([
  ["/ack", "\\/ack"],
  ["fine\n /ack\n\u00a0/drill", "fine\n \\/ack\n\u00a0\\/drill"],
  ["@dependabot rebase", "`@dependabot` rebase"],
  ["@octo[bot] go", "`@octo[bot]` go"],
  ["bors r+", "&#98;ors r+"],
])("%j becomes %j", ([text, quiet]) => expect(quietLine(text)).toBe(quiet));

test.for(["", "and/or", "a /ack", "- /ack", "> /ack", "/ 2", "@alice look", "@robots", "\\/ack", "borscht", "1/2"])(
  "%j is left alone",
  (text) => {
    expect(startsCommand(text)).toBe(false);
    expect(quietLine(text)).toBe(text);
  },
);

test("any text is inert afterwards, and quieting it again changes nothing", () => {
  const piece = fc.oneof(fc.constantFrom(...payloads, "\n", "\r", "\\", "`"), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join("")),
      (text) => {
        const quiet = quietLine(text);
        expect(startsCommand(quiet)).toBe(false);
        expect(quietLine(quiet)).toBe(quiet);
        expect(parseCommand(quiet, context).kind).toBe("none");
      },
    ),
    { numRuns: 2_000 },
  );
});

test("what we answer with starts no command", () => {
  expect(startsCommand(helpText(context.config))).toBe(false);
  for (const row of grammar) expect(startsCommand(helpText(context.config, row.name))).toBe(false);
});
