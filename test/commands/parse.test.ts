import { expect, test } from "vitest";
import { grammar } from "../../src/commands/grammar.ts";
import { parseCommand } from "../../src/commands/parse.ts";
import { wordsOf } from "../../src/commands/row.ts";
import { context, read } from "./read.ts";

const at = context.at;
const text = (words: string) => ({ text: words, truncated: false });

test.for<[string, object]>([
  ["/ack", { name: "ack", at, ...text("") }],
  ["/ACK", { name: "ack", at, ...text("") }],
  ["/ack:", { name: "ack", at, ...text("") }],
  ["/incident ack", { name: "ack", at, ...text("") }],
  ["/incident  /ack", { name: "ack", at, ...text("") }],
  ["/Incident: Ack", { name: "ack", at, ...text("") }],
  ["   /ack", { name: "ack", at, ...text("") }],
  ["\r\n\n  \t\n/ack\r\nlooking", { name: "ack", at, ...text("") }],
  ["/ack 5m ago", { name: "ack", at: "2025-01-15T04:55:00Z", ...text("") }],
  ["/ack on it", { name: "ack", at, ...text("on it") }],
  ["/severity sev-1", { name: "severity", severity: "sev1" }],
  ["/severity to SEV 2.", { name: "severity", severity: "sev2" }],
  ["/severity: **`P1`**", { name: "severity", severity: "sev1" }],
  ["/sev Critical", { name: "severity", severity: "sev1" }],
  ["/status Monitoring", { name: "status", status: "monitoring" }],
  ["/status monitor", { name: "status", status: "monitoring" }],
  ["/assign commander @alice", { name: "assign", role: "commander", user: "@alice" }],
  ["/assign IC: `@alice`", { name: "assign", role: "commander", user: "@alice" }],
  ["/assign   comms  **@octo/on-call**,", { name: "assign", role: "communications", user: "@octo/on-call" }],
  ["/assign @bob as Incident commander", { name: "assign", role: "commander", user: "@bob" }],
  ["/assign scr me", { name: "assign", role: "scribe", user: "@zoe" }],
  ["/unassign ops", { name: "unassign", role: "operations", user: undefined }],
  ["/unassign @alice", { name: "unassign", role: undefined, user: "@alice" }],
  ["/timeline Node failed", { name: "timeline", at, ...text("Node failed") }],
  ["/timeline 02:45 Node failed", { name: "timeline", at: "2025-01-15T02:45:00Z", ...text("Node failed") }],
  ["/timeline **02:45:10** - Node failed", { name: "timeline", at: "2025-01-15T02:45:10Z", ...text("Node failed") }],
  [
    "/note 2025-01-15T03:45:00+01:00: one\r\ntwo\r\n\r\n/ack three",
    { name: "timeline", at: "2025-01-15T02:45:00Z", ...text("one\ntwo\n\n/ack three") },
  ],
  ["/timeline now failing over", { name: "timeline", at, ...text("now failing over") }],
  ["/timeline\n02:45 below", { name: "timeline", at, ...text("02:45 below") }],
  ["/timeline hi\n\nOn Mon, Al wrote:\n\n> /ack\n>\n> x\n", { name: "timeline", at, ...text("hi") }],
  ["/timeline hi\n> quoted\n", { name: "timeline", at, ...text("hi\n> quoted") }],
  ["/update All is well", { name: "update", audience: undefined, ...text("All is well") }],
  ["/update customers: all is well", { name: "update", audience: "customers", ...text("all is well") }],
  ["/update Internal We fail over", { name: "update", audience: "internal", ...text("We fail over") }],
  ["/update [exec]: soon", { name: "update", audience: "executives", ...text("soon") }],
  ["/update customers\nSoon", { name: "update", audience: "customers", ...text("Soon") }],
  ["/update customers see errors", { name: "update", audience: undefined, ...text("customers see errors") }],
  [
    '/impact customers=100%, failed_transactions=15842 Revenue-Per-Hour="85000 USD" sla=false',
    {
      name: "impact",
      facts: [
        ["customers", "100%"],
        ["failed_transactions", 15842],
        ["revenue_per_hour", "85000 USD"],
        ["sla", false],
      ],
    },
  ],
  ["/impact revenue = 85000 USD", { name: "impact", facts: [["revenue", "85000 USD"]] }],
  [
    "/impact ticket=007 n=1e5 q='5'",
    {
      name: "impact",
      facts: [
        ["ticket", "007"],
        ["n", "1e5"],
        ["q", "5"],
      ],
    },
  ],
  ['/impact note="a \\"b\\" = c"', { name: "impact", facts: [["note", 'a "b" = c']] }],
  ["/service checkout, +search -old", { name: "service", add: ["checkout", "search"], remove: ["old"] }],
  ['/services "My shop" checkout checkout', { name: "service", add: ["My shop", "checkout"], remove: [] }],
  [
    "/runbook ./runbooks/a.md `runbooks/b.md`",
    { name: "runbook", add: ["runbooks/a.md", "runbooks/b.md"], remove: [] },
  ],
  ["/alert -DiskFull", { name: "alert", add: [], remove: ["DiskFull"] }],
  ["/cause The disk was full\nreally", { name: "cause", ...text("The disk was full\nreally") }],
  [
    "/action Fix the script @octo-db due:2025-01-16 priority:high type:prevent",
    {
      name: "action",
      text: "Fix the script",
      owner: "@octo-db",
      due: "2025-01-16",
      priority: "high",
      type: "prevent",
      every: undefined,
    },
  ],
  [
    "/action Run a drill, see https://x.test/a:b **Due: 2025-04-01** Prio=low EVERY:3months `@sre`",
    {
      name: "action",
      text: "Run a drill, see https://x.test/a:b",
      owner: "@sre",
      due: "2025-04-01",
      priority: "low",
      type: undefined,
      every: "3mo",
    },
  ],
  [
    "/todo Look",
    {
      name: "action",
      text: "Look",
      owner: undefined,
      due: undefined,
      priority: undefined,
      type: undefined,
      every: undefined,
    },
  ],
  ["/set started 2025-01-15T02:30:00Z", { name: "set", field: "started", at: "2025-01-15T02:30:00Z" }],
  ["/set ack = 02:35", { name: "set", field: "acknowledged", at: "2025-01-15T02:35:00Z" }],
  ["/set **detected** to 10m ago", { name: "set", field: "detected", at: "2025-01-15T04:50:00Z" }],
  ["/set resolved now", { name: "set", field: "resolved", at }],
  ["/mitigate", { name: "mitigate", at, ...text("") }],
  ["/mitigated 04:30, on the replica", { name: "mitigate", at: "2025-01-15T04:30:00Z", ...text("on the replica") }],
  ["/resolve", { name: "resolve", at, force: false, ...text("") }],
  [
    "/resolve --force 04:45 fine\nnow",
    { name: "resolve", at: "2025-01-15T04:45:00Z", force: true, ...text("fine\nnow") },
  ],
  ["/resolve 04:45 —force", { name: "resolve", at: "2025-01-15T04:45:00Z", force: true, ...text("") }],
  ["/resolve\n--force", { name: "resolve", at, force: false, ...text("--force") }],
  ["/reopen it is back", { name: "reopen", ...text("it is back") }],
  ["/cancel", { name: "cancel", ...text("") }],
  ["/duplicate #12", { name: "duplicate", of: 12 }],
  ["/dup of 12.", { name: "duplicate", of: 12 }],
  ["/dupe inc-2025-012", { name: "duplicate", of: 12 }],
  ["/drill", { name: "drill" }],
  ["/help", { name: "help", topic: undefined }],
  ["/incident", { name: "help", topic: undefined }],
  ["/help /sev", { name: "help", topic: "severity" }],
])("reads %j", ([body, command]) => expect(read(body)).toEqual(command));

test.for<[string, string]>([
  ["/severity sev9", "Unexpected severity `sev9`, expected `sev1` (`p1`, `critical`, `1`), `sev2`"],
  ["/severity", "Unexpected end, expected `sev1`"],
  ["/status resolved", "For this one use `/resolve`."],
  ["/status", "Unexpected end, expected `investigating`, `identified` or `monitoring`."],
  ["/assign comma", "Unexpected end, expected `@user`."],
  ["/assign com @a", "Unexpected role `com`, expected `commander` or `communications`."],
  ["/assign pilot @a", "Unexpected role `pilot`, expected `commander`, `communications`, `operations` or `scribe`."],
  ["/assign commander alice", "Unexpected `alice`, expected `@alice`"],
  ["/assign commander @a @b", "Unexpected `@b` after `@a`, expected one user."],
  ["/assign commander @-x", "Unexpected user `@-x`, expected `@login` or `@org/team`."],
  ["/assign", "Unexpected no role, expected `commander`"],
  ["/unassign scribe @a", "Unexpected `scribe` beside `@a`, expected either one role or one user."],
  ["/timeline", "Unexpected end, expected what happened in words."],
  ["/timeline 25:00 x", "Unexpected `25:00`, expected a time: `02:45` (UTC)"],
  ["/timeline 2025-02-30T10:00:00Z x", "Unexpected `2025-02-30T10:00:00Z`, expected a time"],
  ["/timeline 2025-01-15T02:45 x", "without a zone, expected e.g. `2025-01-15T02:45Z`"],
  ["/timeline 2025-01-15 x", "Unexpected date `2025-01-15 x` without a clock time"],
  ["/timeline 2:45 pm x", "expected 24-hour UTC"],
  ["/timeline 02:45 CET x", "Unexpected `02:45 CET`, expected 24-hour UTC"],
  [
    "/set resolved 2026-01-15T02:45:00Z",
    "read as 2026-01-15T02:45:00Z: it lies after this comment (2025-01-15T05:00:00Z)",
  ],
  ["/set resolved 04:45 yesterday", "Unexpected `yesterday` after the time, expected nothing more."],
  ["/set resolved", "Unexpected nothing, expected a time"],
  ["/set severity sev1", "Unexpected time field `severity`, expected `started`, `detected`"],
  ["/set severity sev1", "For this one use `/severity`."],
  ["/update", "Unexpected end, expected what people should know in words."],
  ["/impact", "Unexpected end, expected `key=value`"],
  ["/impact all customers", "Unexpected `all`, expected `key=value`"],
  ["/impact a=1 a=2", "Unexpected second `a`, expected each key once."],
  ["/impact __proto__=1", "Unexpected key `__proto__`"],
  ["/impact a= b=2", "Unexpected value of `a`"],
  ['/impact a="b', "expected the closing"],
  ["/service", "Unexpected end, expected the name of a service."],
  ["/service +a -a", "Unexpected `a` both added and removed"],
  ["/service <b>", "Unexpected service `<b>`"],
  ["/runbook ../../etc/passwd", "Unexpected path `../../etc/passwd`, expected a file of this repository"],
  ["/runbook a//b", "Unexpected path `a//b`"],
  ["/action @a due:2025-01-30", "Unexpected end, expected what has to be done in words."],
  ["/action x due:2025-02-30", "Unexpected due date `2025-02-30`, expected an existing day"],
  ["/action x priority:p1", "expected `priority:high`, `priority:medium` or `priority:low`"],
  ["/action x every:3m", "Unexpected interval `3m`, expected days, weeks, months or years: `every:10d`"],
  ["/action ask @bob for @alice", "Unexpected second owner `@alice` after `@bob`"],
  ["/action x constructor:1 due:", "Unexpected due date ` `"],
  ["/resolve --foce x", "Unexpected `--foce`, expected `--force`, a time or text."],
  ["/duplicate", "Unexpected end, expected the number"],
  ["/duplicate a/b#1", "Unexpected `a/b#1`"],
  ["/duplicate #0", "Unexpected `#0`"],
  ["/drill down", "Unexpected `down`, expected nothing after `/drill`."],
  ["/help severty", "Unexpected command `severty`, expected `severity`."],
  ["/severty sev1", "Unexpected command `/severty`. Did you mean `/severity`?"],
  ["/resovle", "Did you mean `/resolve`?"],
  ["/incidnet ack", "Did you mean `/incident`?"],
  ["/incident shrug", "Unexpected command `/incident shrug`, expected `ack`, `severity`"],
  ["/incident @x", "Unexpected command `/incident @x`"],
  [`/impact a=${"x".repeat(2000)}`, "Unexpected 2002 characters after `/impact`, expected 2000 at most."],
])("says what is wrong with %j", ([body, message]) => {
  const parsed = parseCommand(body, context);
  expect(parsed.kind).toBe("bad");
  if (parsed.kind === "bad") expect(parsed.message).toContain(message);
});

test("a mistake names the command and its usage", () => {
  expect(parseCommand("/sev x", context)).toMatchObject({ name: "severity", usage: "/severity <name>" });
  expect(parseCommand("/incident x", context)).toMatchObject({ name: "x", usage: "/incident <command>" });
});

test("roles and severities come from the config", () => {
  const { commander, ...others } = context.config.roles;
  const config = {
    ...context.config,
    roles: { ...others, pilot: { title: "Flight lead", delegates: [], required: [] } },
  };
  expect(read("/assign pi @a", { config })).toMatchObject({ role: "pilot" });
  expect(read("/assign flight lead @a", { config })).toMatchObject({ role: "pilot" });
  expect(read("/assign ic @a", { config })).toMatch(/Unexpected role `ic`/);
  expect(commander).toBeDefined();
});

test("the grammar has every word once", () => {
  const words = grammar.flatMap((row) => wordsOf(row));
  expect(new Set(words).size).toBe(words.length);
  expect(grammar).toHaveLength(21);
});
