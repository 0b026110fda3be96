import fc from "fast-check";
import { expect, test } from "vitest";
import { grammar } from "../../src/commands/grammar.ts";
import { parseCommand } from "../../src/commands/parse.ts";
import { wordsOf } from "../../src/commands/row.ts";
import { context } from "./read.ts";

const words = grammar.flatMap((row) => [...wordsOf(row), `incident ${row.name}`]);
const calls = [...grammar.flatMap((row) => row.examples), ...words.map((word) => `/${word} x`)];

/** Places in which a command is quoted, shown or hidden, but not given. */
const contexts: Readonly<Record<string, (call: string) => string>> = {
  quote: (call) => `> ${call}`,
  "quote without a blank": (call) => `>${call}`,
  "quoted quote": (call) => `> > ${call}\n> ${call}`,
  "fenced code": (call) => `\`\`\`\n${call}\n\`\`\``,
  "tilde fence": (call) => `~~~sh\n${call}\n~~~`,
  "code by four blanks": (call) => `    ${call}`,
  "code by a tab": (call) => `\t${call}`,
  "code by blanks and a tab": (call) => `  \t${call}`,
  "code span": (call) => `\`${call}\``,
  "HTML comment": (call) => `<!-- ${call} -->`,
  "HTML comment over lines": (call) => `<!--\n${call}\n-->`,
  "HTML block": (call) => `<details>\n${call}\n</details>`,
  list: (call) => `- ${call}`,
  "ordered list": (call) => `1. ${call}`,
  heading: (call) => `# ${call}`,
  bold: (call) => `**${call}**`,
  escaped: (call) => `\\${call}`,
  reference: (call) => `&#47;${call.slice(1)}`,
  table: (call) => `| ${call} |`,
  link: (call) => `[${call}](x)`,
  "second line": (call) => `Looking.\n${call}`,
  "second line after CRLF": (call) => `Looking.\r\n\r\n${call}`,
  "same line": (call) => `Try ${call}`,
  "e-mail reply above": (call) => `On Mon, 1 Jan 2025 at 10:00, Al <al@x.test> wrote:\n> ${call}\n`,
  "e-mail reply below a line": (call) => `Thanks!\n\nOn Mon, Al wrote:\n${call}`,
  signature: (call) => `-- \n${call}`,
  "blank after the slash": (call) => `/ ${call.slice(1)}`,
  "two slashes": (call) => `/${call}`,
  "full-width slash": (call) => `／${call.slice(1)}`,
  "division slash": (call) => `∕${call.slice(1)}`,
  backslash: (call) => `\\${call.slice(1)}`,
  NBSP: (call) => `\u00a0${call}`,
  "line of NBSP": (call) => `\u00a0\n${call}`,
  BOM: (call) => `\ufeff${call}`,
  "zero-width space": (call) => `\u200b${call}`,
  "word joiner": (call) => `\u2060${call}`,
  "right-to-left override": (call) => `\u202e${call}`,
  NUL: (call) => `\0${call}`,
  "form feed": (call) => `\f${call}`,
  "line separator": (call) => `x\u2028${call}`,
  "zero width inside": (call) => `/\u200b${call.slice(1)}`,
  "Cyrillic letter": (call) => `/\u0430${call.slice(2)}`,
};

test.for(Object.entries(contexts))("nothing is done in: %s", ([, place]) => {
  for (const call of calls) expect(parseCommand(place(call), context), place(call)).toEqual({ kind: "none" });
});

test("hazard 12: no command in any context", () => {
  const done = Object.values(contexts).flatMap((place) =>
    calls.filter((call) => parseCommand(place(call), context).kind === "command"),
  );
  console.log(`hazard 12 (contexts): ${Object.keys(contexts).length} × ${calls.length} calls, ${done.length} taken`);
  expect(done).toEqual([]);
});

test.for([
  "/etc/passwd is world-readable",
  "/usr/bin",
  "/ack/now",
  "/status/500",
  "/api returns 500",
  "/",
  "//",
  "/.",
  "",
  "\n",
  "/shrug",
  "/tableflip",
  "/lgtm",
  "/hold",
  "/close",
  "/retest",
  "/test all",
  "/approve",
  "/merge",
  "/rebase",
  "/label bug",
  "/cc @a",
  "/kind bug",
  "/dev",
  "/home",
  "/tmp",
  "/opt",
  "/var",
  "/proc",
  "/users",
  "/healthz",
  "/metrics",
  "/login",
  "/back",
  "/get",
  "/pd trigger",
  "/constructor",
  "/__proto__",
  "/toString",
  "/ack's meaning",
  "/ack\u00a0x",
  `/${"a".repeat(100_000)}`,
])("%j is ordinary talk", (body) => expect(parseCommand(body, context)).toEqual({ kind: "none" }));

test("never throws, and has an answer for anything", () => {
  const pieces = fc.constantFrom(
    ...words,
    "/",
    " ",
    "\n",
    "\r",
    "02:45",
    "2025-01-15",
    "T",
    "Z",
    "@a",
    "=",
    '"',
    "--force",
    ":",
    "**",
    "`",
    "due:",
    "#1",
    "\u00a0",
    "-",
    "ago",
    "10m",
  );
  const bodies = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
    fc
      .tuple(fc.constantFrom(...words), fc.array(pieces, { maxLength: 8 }))
      .map(([word, parts]) => `/${word} ${parts.join(" ")}`),
    fc.tuple(fc.constantFrom(...words), fc.string({ unit: "binary" })).map(([word, rest]) => `/${word} ${rest}`),
  );
  fc.assert(
    fc.property(bodies, (body) => {
      const parsed = parseCommand(body, context);
      expect(["none", "command", "bad"]).toContain(parsed.kind);
      const said = parsed.kind === "bad" ? [parsed.message] : parsed.kind === "command" ? parsed.notes : [];
      // What a person typed appears in code spans only: it can't ping, link, close, format or command anything.
      for (const text of said) expect(text.replace(/`[^`\n]+`/g, "")).toMatch(/^[\w ,.:;?()'/-]*$/);
      expect(parseCommand(body, context)).toEqual(parsed);
    }),
    { numRuns: 5_000 },
  );
});

test("whatever begins with a quote, code or an HTML comment is talk", () => {
  const start = fc.constantFrom(">", " > ", "```", "```\n", "~~~\n", "    x", "\tx", "    /", "\t/", "<!--", "<!-- \n");
  const call = fc.oneof(fc.constantFrom(...calls), fc.string());
  fc.assert(
    fc.property(start, call, fc.string(), (before, shown, after) => {
      expect(parseCommand(`${before}${shown}\n${after}`, context)).toEqual({ kind: "none" });
    }),
    { numRuns: 2_000 },
  );
});

test.for(grammar.flatMap((row) => row.examples.map((example) => [example, row.name] as const)))(
  "the example %s is read as %s",
  ([example, name]) => {
    const at = { ...context, at: "2025-01-15T05:00:00Z" };
    const parsed = parseCommand(example, at);
    expect(parsed).toMatchObject({ kind: "command", command: { name }, notes: [] });
    expect(parseCommand(example.replace(/^\/(incident ?)?/, "/incident "), at)).toEqual(parsed);
    expect(parseCommand(`${example.replace("/", "  /")}\r\n`, at)).toEqual(parsed);
  },
);
