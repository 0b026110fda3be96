import fc from "fast-check";
import { expect, it } from "vitest";
import { push } from "../memory/people.ts";
import { branch, command, declared, path, record } from "../plan/stage.ts";

const runs = { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) };

/** What people do to a record without changing what it says. Marked, so that each can be found again. */
const habits: readonly (readonly [name: string, change: (text: string) => string, kept: string])[] = [
  [
    "comment in the YAML",
    (text) => text.replace("kind: incident", "# kept 1\nkind: incident   # kept 2"),
    "# kept 1\nkind: incident   # kept 2",
  ],
  ["comment at the YAML's end", (text) => text.replace("\n---\n\n#", "\n# kept 3\n---\n\n#"), "# kept 3\n---"],
  ["quoted title", (text) => text.replace("title: Down", "title:   'Down'"), "title:   'Down'"],
  [
    "block list",
    (text) => text.replace("services: []", "services:\n    -   search # kept 4"),
    "    -   search # kept 4",
  ],
  ["block map", (text) => text.replace("impact: {}", "impact:\n  orders:   7   # kept 5"), "  orders:   7   # kept 5"],
  ["a key of their own", (text) => text.replace("kind:", "x-pager: [ 1,2 ]\nkind:"), "x-pager: [ 1,2 ]"],
  [
    "a time in another zone",
    (text) => text.replace(/^started: .*$/m, "started: 2025-01-15T04:30:00+02:00"),
    "started: 2025-01-15T04:30:00+02:00",
  ],
  [
    "prose",
    (text) =>
      text.replace("## Summary\n", "## Summary\n\n__Kept__   words \\\nand *more*;  trailing  \n\n* a\n* b\n\n+ c\n"),
    "__Kept__   words \\\nand *more*;  trailing  \n\n* a\n* b\n\n+ c",
  ],
  ["a heading underlined", (text) => text.replace("## Timeline", "Timeline\n--------"), "Timeline\n--------"],
  ["a heading closed", (text) => text.replace("## Action items", "##   Action items   ##"), "##   Action items   ##"],
  [
    "a table",
    (text) =>
      text
        .replace("## Timeline", "|a|b|\n|-|:-:|\n|1|2|\n\n## Timeline")
        .replace("Timeline\n--------", "|a|b|\n|-|:-:|\n|1|2|\n\nTimeline\n--------"),
    "|a|b|\n|-|:-:|\n|1|2|",
  ],
  [
    "a fence and HTML",
    (text) =>
      text.replace(
        "## Summary\n",
        "## Summary\n\n~~~sh\n## Timeline\n- [ ] no\n~~~\n\n<details>\n<b>kept</b>\n</details>\n",
      ),
    "~~~sh\n## Timeline\n- [ ] no\n~~~\n\n<details>\n<b>kept</b>\n</details>",
  ],
  ["stars in the timeline", (text) => text.replace(/^- (2025.*Declared.*)$/m, "*   $1"), "*   2025"],
  [
    "an entry deleted, one by hand",
    (text) => text.replace(/^([-*] +)(2025.*Declared.*)$/m, "$12025-01-15T02:00:00Z By hand\n$1$2  "),
    "2025-01-15T02:00:00Z By hand",
  ],
  ["no line end at the end", (text) => text.trimEnd(), ""],
  ["many line ends at the end", (text) => `${text}\n\n\n`, ""],
];

const commands = [
  "/ack on it",
  "/severity sev1",
  "/status identified",
  "/assign commander me",
  "/assign comms @bob",
  "/timeline 02:10 Earlier",
  "/timeline Something",
  "/update customers: We know",
  "/impact customers=10% orders=8",
  "/service +checkout",
  "/service -search",
  "/alert +Api",
  "/runbook runbooks/a.md",
  "/cause A cause",
  "/action Fix it @bob due:2025-02-01",
  "/set started 02:15",
  "/mitigate 02:20 better",
  "/resolve --force",
  "/reopen",
  "/drill",
  "/cancel",
  "/severty",
  "/unassign commander",
] as const;

/** What of the text a command may have to change: its field. */
const touches: Readonly<Record<string, readonly string[]>> = {
  "comment in the YAML": ["/drill"],
  "block list": ["/service -search"],
  "block map": ["/impact customers=10% orders=8"],
  "a time in another zone": ["/set started 02:15"],
};

it("law 5: whole commands leave every byte that is not theirs as people wrote it", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...habits]),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.constantFrom(...commands), { minLength: 1, maxLength: 6 }),
      async (chosen, windows, mark, said) => {
        const world = await declared();
        const habitual = chosen.reduce((text, [, change]) => change(text), record(world));
        const saved = (text: string): string =>
          (mark ? "\uFEFF" : "") + (windows ? text.replaceAll("\n", "\r\n") : text);
        push(world, "bob", branch, path, saved(habitual));
        for (const text of said) await command(world, text);
        const after = record(world);
        expect(after.startsWith("\uFEFF")).toBe(mark);
        const bare = after.replaceAll("\r\n", "");
        expect(windows ? /[\r\n]/.test(bare) : after.includes("\r")).toBe(false);
        for (const [name, , kept] of chosen) {
          // A habit may have changed what another one wrote.
          if (!habitual.includes(kept)) continue;
          if (touches[name]?.some((one) => said.includes(one as (typeof said)[number]))) continue;
          const written = windows ? kept.replaceAll("\n", "\r\n") : kept;
          expect(after, name).toContain(written);
        }
        // Every line that was there is there still, in its order, but for the lines of fields.
        const field =
          /^(?:severity|status|services|started|acknowledged|mitigated|resolved|closed|due|kind|roles|responders|impact|alerts|runbooks|causes|duplicate_of|cursor|title):|^ {2,}(?:-|orders)/;
        const ends = (text: string): string[] =>
          text
            .replace(/^\uFEFF/, "")
            .split(/\r?\n/)
            .filter((line) => line !== "" && !field.test(line));
        const left = ends(after);
        let from = 0;
        for (const line of ends(saved(habitual))) {
          const at = left.indexOf(line, from);
          expect(at, `“${line}” is gone or moved\n${after}`).toBeGreaterThanOrEqual(0);
          from = at + 1;
        }
      },
    ),
    runs,
  );
});
