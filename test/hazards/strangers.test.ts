import { setTimeout as sleep } from "node:timers/promises";
import type { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { branchOfIncident, pathOfIncident, reader } from "./reading.ts";
import { raiseStage, type Stage, shop } from "./stage.ts";

const commands = [
  "/ack",
  "/severity sev1",
  "/status identified",
  "/assign commander @alice",
  "/unassign commander",
  "/timeline it happened",
  "/update customers: it happened",
  "/impact customers=10%",
  "/service +search",
  "/runbook +runbooks/search.md",
  "/alert +SearchIsSlow",
  "/cause a wrong condition",
  "/action Mend it @alice due:2030-01-01",
  "/set started 00:01",
  "/mitigate",
  "/resolve --force",
  "/reopen",
  "/cancel",
  "/duplicate 1",
  "/drill",
  "/help",
  "/incident resolve --force",
] as const;

/** Where a command may stand and be none. */
const contexts: Readonly<Record<string, (command: string) => string>> = {
  quoted: (command) => `> ${command}`,
  fenced: (command) => `\`\`\`\n${command}\n\`\`\``,
  indented: (command) => `    ${command}`,
  "HTML comment": (command) => `<!--\n${command}\n-->`,
  "e-mail reply": (command) => `Thanks.\n\nOn Mon, 3 Nov 2025 at 10:00, Bob wrote:\n> ${command}`,
  "in a sentence": (command) => `I would say ${command} now`,
  "on a later line": (command) => `What about this?\n${command}`,
  listed: (command) => `- ${command}`,
};

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage({ users: [{ login: "tina", permission: "none" }] });
  const admin = stage.github.as("octo-admin");
  await admin.repos.addCollaborator({ ...shop, username: "tina", permission: "triage" });
}, 600_000);
afterAll(() => stage?.close());

async function declare(title: string): Promise<number> {
  stage.github.deliveries.setMode({});
  const body = "### Severity\n\nSEV-3";
  const { data } = await stage.github.as("dave").issues.create({ ...shop, title, body, labels: ["incident"] });
  await stage.quiet();
  // From now on only ticks tell, so that a thousand comments cost a few looks.
  stage.github.deliveries.setMode({ drop: 1 });
  return data.number;
}

const github = () => reader(stage.github.as("octo-admin"));
const record = async (number: number): Promise<string> =>
  (await github().file(pathOfIncident(number), branchOfIncident(number))).replace(/^cursor: .*\n/m, "");

async function say(who: Octokit, number: number, bodies: readonly string[]): Promise<readonly number[]> {
  const said: number[] = [];
  for (const body of bodies) {
    said.push((await who.issues.createComment({ ...shop, issue_number: number, body })).data.id);
  }
  return said;
}

/** What became of comments: the reactions that we gave, and how many answers. */
async function answersTo(number: number, ids: readonly number[]) {
  const comments = await github().comments(number);
  const reacted = comments.filter(({ id, reactions }) => ids.includes(id) && (reactions?.total_count ?? 0) > 0);
  return { reacted: reacted.map(({ id }) => id), keys: (await github().keys(number)).filter((key) => key !== "form") };
}

const roles = ["none", "read", "triage", "write", "admin", "another bot"] as const;
const logins = { none: "mallory", read: "trent", triage: "tina", write: "alice", admin: "octo-admin" } as const;
const voiceOf = (role: (typeof roles)[number]): Promise<Octokit> | Octokit =>
  role === "another bot" ? stage.github.asOtherBot() : stage.github.as(logins[role]);
let cells = 0;

it.each(roles)(
  "hazard 12: %s: commands that are quoted, in code, hidden or edited do nothing",
  { timeout: 600_000 },
  async (role) => {
    const who = await voiceOf(role);
    const may = role === "write" || role === "admin";
    const number = await declare(`Contexts of ${role}`);
    const before = await record(number);
    const edited = await say(
      who,
      number,
      commands.map((command) => `Let me think about ${command.slice(1)}.`),
    );
    const bodies = Object.values(contexts).flatMap((context) => commands.map(context));
    const said = await say(who, number, may ? bodies : [...bodies, ...commands]);
    // Times are whole seconds: what changed within two of them counts as posted like that.
    await sleep(3100);
    for (const [index, id] of edited.entries()) {
      await who.issues.updateComment({ ...shop, comment_id: id, body: commands[index] ?? "" });
    }
    await stage.tick();
    cells += said.length + edited.length;
    expect(await record(number)).toBe(before);
    expect(await answersTo(number, said)).toMatchObject({ reacted: [] });
    const { reacted, keys } = await answersTo(number, edited);
    // Who may command is told that an edited comment is none; nobody else is told anything.
    expect(reacted).toEqual(may ? edited : []);
    expect(keys.filter((key) => key !== "summary").length).toBe(may ? 3 : 0);
  },
);

it.each(["write", "admin"] as const)("hazard 12: %s: bare commands are heard", { timeout: 600_000 }, async (role) => {
  const number = await declare(`Commands of ${role}`);
  const before = await record(number);
  const said = await say(await voiceOf(role), number, commands);
  cells += said.length;
  await stage.tick();
  expect((await answersTo(number, said)).reacted).toEqual(said);
  expect(await record(number)).not.toBe(before);
});

it("hazard 12: who lost write access between the comment and its reading is a stranger", async () => {
  const number = await declare("Carol leaves");
  const before = await record(number);
  const said = await say(stage.github.as("carol"), number, commands);
  await stage.github.as("octo-admin").repos.removeCollaborator({ ...shop, username: "carol" });
  await stage.tick();
  cells += said.length;
  expect(await record(number)).toBe(before);
  expect(await answersTo(number, said)).toMatchObject({ reacted: [], keys: ["summary"] });
  console.log(
    `hazard 12: ${cells} comments of ${roles.length + 1} roles: 0 commands of strangers, bots or other contexts done`,
  );
}, 600_000);
