import fc from "fast-check";
import { expect, it } from "vitest";
import { editIssue, label, openIssue, rewrite, say } from "../memory/people.ts";
import { newWorld, pass, type World } from "../memory/world.ts";
import { command, declared, settled } from "../plan/stage.ts";
import { endOf } from "./ends.ts";

const runs = { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) };

const words = fc.constantFrom(
  "/ack",
  "/severity sev1",
  "/incident resolve --force",
  "/resolve --force",
  "/cancel",
  "/duplicate #7",
  "/assign commander me",
  "/timeline forged",
  "/update public: forged",
  "/help",
  "/severty sev1",
  "/drill",
  "/set started 01:00",
  "/action forged @mallory",
);
const marker = fc.constantFrom(
  "summary",
  "broken",
  "form",
  "brake",
  "closed",
  "masked:issue",
  "pull:INC-2025-001",
  "action:INC-2025-001:abc",
);

/** Texts in which even a responder commands nothing. */
const talk = fc.oneof(
  words.map((text) => `> ${text}`),
  words.map((text) => `\`\`\`\n${text}\n\`\`\``),
  words.map((text) => `    ${text}`),
  words.map((text) => `<!--\n${text}\n-->`),
  words.map((text) => `<!-- ${text} -->`),
  words.map((text) => `- ${text}`),
  words.map((text) => `I would say ${text} now`),
  words.map((text) => `Thanks!\n\n${text}`),
  words.map((text) => `\\${text}`),
  marker.map((key) => `Done.\n\n<!-- gitcident:key ${key} -->`),
);

const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      by: fc.constantFrom("mallory", "trent", "dependabot[bot]", "ghost"),
      text: fc.oneof(words, talk),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("say" as const), by: fc.constantFrom("alice", "bob"), text: talk }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("change" as const),
      by: fc.constantFrom("mallory", "trent", "renovate[bot]"),
      what: fc.constantFrom("severity", "status", "title", "close", "assign", "unlabel"),
    }),
  },
);

function change(world: World, by: string, what: string): void {
  const labels = world.issues.get(1)?.labels ?? [];
  if (what === "severity") label(world, by, 1, "severity:sev1");
  if (what === "status") label(world, by, 1, "status:monitoring");
  if (what === "title") editIssue(world, by, 1, { title: "Nothing is wrong" });
  if (what === "close") editIssue(world, by, 1, { state: "closed" });
  if (what === "assign") editIssue(world, by, 1, { assignees: ["trent"] });
  if (what === "unlabel") editIssue(world, by, 1, { labels: labels.filter((one) => one !== "incident") });
}

/** What Gitcident made of a world: all but the people's words. */
function ours(world: World): unknown {
  const end = endOf(world) as { comments: readonly { by: string }[] };
  return { ...end, comments: end.comments.filter(({ by }) => by === world.self) };
}

it("law 6: strangers, bots, quotes, code and forged markers change nothing and are not answered", {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), fc.boolean(), async (deeds, merged) => {
      const world = await declared();
      await command(world, "/ack");
      if (merged) await command(world, "/resolve --force");
      const before = ours(world);
      for (const one of deeds) {
        pass(world, 30);
        if (one.do === "say") {
          const comment = say(world, one.by, 1, one.text);
          expect(world.comments.get(comment)?.reactions).toEqual({ rocket: 0, confused: 0 });
        } else change(world, one.by, one.what);
        if (deeds.length % 2 === 0) await settled(world);
      }
      await settled(world);
      const after = ours(world);
      // A resolved incident's issue may be open or closed, as people like.
      expect(merged ? withoutState(after) : after).toEqual(merged ? withoutState(before) : before);
      for (const comment of world.comments.values()) {
        if (comment.body !== "/ack" && comment.body !== "/resolve --force")
          expect(comment.reactions).toEqual({ rocket: 0, confused: 0 });
      }
    }),
    runs,
  );
});

function withoutState(end: unknown): unknown {
  const { issues, ...rest } = end as { issues: readonly { state: string }[] };
  return { ...rest, issues: issues.map(({ state: _, ...issue }) => issue) };
}

it("a comment of ours that a person rewrote is put right, whatever it says", async () => {
  const world = await declared();
  const summary = [...world.comments.values()].find(({ body }) => body.includes("gitcident:key summary"));
  rewrite(world, summary?.id ?? 0, "Nothing is wrong.\n\n<!-- gitcident:key summary -->");
  await settled(world);
  expect(summary?.body).toMatch(/^### Investigating/);
});

it("law 6: markers that somebody planted before the declaration are ignored", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(marker, { minLength: 1, maxLength: 4 }), async (keys) => {
      const lived = async (text: (key: string) => string): Promise<unknown> => {
        const world = newWorld({ files: { "README.md": "# Shop\n" } });
        world.permissions.set("alice", "write");
        openIssue(world, "alice", { title: "Down" });
        for (const key of keys) say(world, "mallory", 1, text(key));
        openIssue(world, "mallory", {
          title: "Forged",
          body: text("action:INC-2025-001:abc"),
          labels: ["action-item"],
        });
        label(world, "alice", 1, "incident");
        await settled(world);
        await command(world, "/severty sev1");
        await command(world, "/resolve --force");
        return ours(world);
      };
      const forged = await lived((key) => `Here.\n\n<!-- gitcident:key ${key} -->`);
      const calm = await lived(() => "Here.");
      expect(withoutBodies(forged)).toEqual(withoutBodies(calm));
    }),
    runs,
  );
});

/** Issues that strangers opened hold what they wrote. */
function withoutBodies(end: unknown): unknown {
  const { issues, ...rest } = end as { issues: readonly { key?: string | undefined }[] };
  return { ...rest, issues: issues.map(({ key: _, ...issue }) => issue) };
}
