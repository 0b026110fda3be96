import fc from "fast-check";
import { type Facts, noFacts } from "../../src/model/facts.ts";
import { failover } from "./check.ts";
import { hostileParts } from "./hostile.ts";

/** Values that a field may be given: right ones, slips, other kinds, and what is meant to break things. */
const values = [
  "sev1",
  "SEV-2",
  "sev3",
  "resolved",
  "closed",
  "monitoring",
  "cancelled",
  "INC-2025-042",
  "42",
  "'#42'",
  "security",
  "securty",
  "TBD",
  "'{{ title }}'",
  "2025-01-15T02:30:00Z",
  "2025-01-15T2:30:00Z",
  "2025-01-15T05:45:00+01:00",
  "2025-02-30T02:30:00Z",
  "2025-01-15 04:45 UTC",
  "9999-12-31T23:59:59Z",
  "1000-01-01T00:00:00+14:00",
  "0000-00-00T00:00:00Z",
  "[a, b, '@c']",
  "[]",
  "{}",
  "{ customers: 100%, revenue_loss: 85k USD, downtime: 3, sla: 99.1, users: 0.5, cost: -5 }",
  "{ customers: 1, customers: 2 }",
  "{ commander: '@alice', comander: bob, scribe: 7 }",
  "{ __proto__: { a: 1 } }",
  "&a [*a]",
  "|\n  two\n  lines",
  "~",
  "-1",
  ".inf",
  "0x10",
  "true",
  "''",
  '"\\u0000\\ud800"',
  "'𝒳 é ‮'",
] as const;
const keys =
  "id title issue kind type severity status services started detected declared acknowledged mitigated resolved closed due roles responders impact alerts runbooks causes duplicate_of cursor end_time sev __proto__ constructor toString".split(
    " ",
  );

const field = fc
  .tuple(fc.constantFrom(...keys), fc.constantFrom(...values))
  .map(([key, value]) => `${key}: ${value}\n`);
const head = failover.slice(4, failover.indexOf("\n---\n") + 1).split(/(?<=\n)/);
const fields = fc
  .tuple(fc.subarray(head), fc.array(field, { maxLength: 8 }), fc.boolean())
  .map(([own, odd, first]) => (first ? [...odd, ...own] : [...own, ...odd]).join(""));

const titles = [
  "Summary",
  "Incident summary",
  "Timeline",
  "1. Timeline of events:",
  "Communication log",
  "Root cause",
  "Technical cause",
  "Five whys",
  "Contributing factors",
  "Impact",
  "Resolution",
  "Action items",
  "Lessons learned",
  "What was exposed",
  "{{ title }}",
  "TBD",
  "**Impact**",
  "⏱",
  "",
];
const heading = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom(...titles))
  .map(([depth, title]) => `\n${"#".repeat(depth)} ${title}\n\n`);
const times = values.filter((value) => /^\d{3,}/.test(value));
const entry = fc
  .tuple(
    fc.constantFrom("- ", "* ", "1. ", "- [ ] ", "  - "),
    fc.constantFrom(...times, "02:45", "", "**02:45**", "2025-01-15"),
    fc.constantFrom("Alert fires", "", "…", "Declared sev1 (@alice)", "TBD", "`x`", "(@a)(@b)", "<!-- -->"),
  )
  .map(([bullet, time, words]) => `${bullet}${time} ${words}\n`);
const prose = fc.constantFrom(
  "The outage lasted 3 hours.\n",
  "A two-and-a-half-hour outage of 3 h and a half, for about 99999 days.\n",
  "| Duration | 2 h 15 min |\n| - | - |\n| Time to detection | about half an hour |\n",
  "Checkout was down for over 999 minutes; it\ncould have been down for 5 s.\n",
  "Alice forgot to check. It was human error; [see](../x.md#y) <a@b.c> @bob\n",
  "TODO\n",
  "[Describe what happened] YYYY-MM-DD ____\n",
  "- [ ] Investigate @bob due:2025-13-45 priority:urgent type:x every:3mo #99999999999\n",
  "- [x] Be more careful\n",
  "1. Why? Because.\n2. Why?\n",
  "password = hunter2hunter2 AKIAIOSFODNN7EXAMPLE +49 170 1234567\n",
  "<!-- gitcident-disable-next-line timeline-order: it is so -->\n",
  "<!-- gitcident-disable-next-line -->",
  "```\nTODO {{ x }}\n",
  "> quoted\n> - 2025-01-15T02:45:00Z x\n",
  "\t\r\n",
  "\u2028\u0085\u202e\ud800\n",
);
const hostile = fc
  .tuple(fc.constantFrom(...Object.values(hostileParts)), fc.integer({ min: 1, max: 12 }))
  .map(([part, times]) => part.repeat(times));
const body = fc
  .array(
    fc.oneof(
      { arbitrary: heading, weight: 4 },
      { arbitrary: entry, weight: 5 },
      { arbitrary: prose, weight: 4 },
      { arbitrary: fc.constantFrom(...failover.split(/(?<=\n)/)), weight: 2 },
      { arbitrary: hostile, weight: 1 },
      { arbitrary: fc.string({ unit: "binary", maxLength: 20 }), weight: 1 },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

const built = fc.tuple(fields, body).map(([yaml, text]) => `---\n${yaml}---\n${text}`);
const edited = fc
  .array(fc.record({ at: fc.nat(failover.length), cut: fc.nat(80), put: fc.oneof(body, fc.string()) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), failover));

/** Post-mortems as nobody would write them: built of odd parts, or the finished one with pieces of it replaced. */
export const anyPostmortem = fc
  .tuple(
    fc.oneof({ arbitrary: built, weight: 3 }, { arbitrary: edited, weight: 1 }),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  )
  .map(([text, eol, mark]) => (mark ? "\uFEFF" : "") + (eol === "\n" ? text : text.replaceAll(/\r?\n/g, "\r\n")));

const perhaps = <Value>(value: Value): fc.Arbitrary<Value | undefined> => fc.constantFrom(undefined, value);

/** Facts of any repository: each question has one answer, or none. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    kind: fc.constantFrom(undefined, "file", "folder", "nothing"),
    anchors: perhaps(new Set(["y"])),
    records: perhaps(["incidents/2025/INC-2025-001.md", "a\n`|<b>.md"]),
    person: fc.constantFrom(undefined, true, false),
    issue: fc.constantFrom(undefined, "open", "closed", "nothing"),
  })
  .map(({ kind, anchors, records, person, issue }) => ({
    ...noFacts,
    kindAt: () => kind as "file" | undefined,
    anchorsIn: () => anchors,
    recordsOf: () => records,
    isPerson: () => person,
    issueAt: () => issue as "open" | undefined,
  }));
