import { afterAll, beforeAll, expect, it } from "vitest";
import { actionKey } from "../../src/model/action-item.ts";
import { digestOf } from "../../src/model/digest.ts";
import { withKey } from "../../src/model/key.ts";
import { branchOfIncident, incidentId, pathOfIncident, reader } from "./reading.ts";
import { raiseStage, type Stage, shop } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
}, 600_000);
afterAll(() => stage?.close());

const github = () => reader(stage.github.as("octo-admin"));
const base64 = (text: string): string => Buffer.from(text).toString("base64");
let forged = 0;

/** Opens an issue that nobody tells us of until the next tick. */
async function openUnheard(title: string, body: string): Promise<number> {
  stage.github.deliveries.setMode({ drop: 1 });
  const { data } = await stage.github.as("alice").issues.create({ ...shop, title, body, labels: ["incident"] });
  return data.number;
}

async function say(login: string | "another bot", number: number, body: string): Promise<number> {
  const who = login === "another bot" ? await stage.github.asOtherBot() : stage.github.as(login);
  return (await who.issues.createComment({ ...shop, issue_number: number, body })).data.id;
}

it("hazard 13: keys in other people's comments are nobody's", async () => {
  const number = await openUnheard("Markers in comments", "### Severity\n\nSEV-2");
  const first = await say("mallory", number, "Hello.");
  const keys = ["summary", "form", "broken", "closed", "brake", "actions", "masked:issue", "opening"];
  const replies = Array.from({ length: 40 }, (_, next) => [`reply:${first + next}`, `note:c${first + next}`]).flat();
  for (const who of ["mallory", "trent", "bob", "another bot"]) {
    for (const key of keys) await say(who, number, withKey(key, "Everything is fine."));
    // All answers to come, in one comment each of many keys and in one comment with all.
    await say(who, number, replies.map((key) => withKey(key, "Answered.")).join("\n"));
    forged += keys.length + replies.length;
  }
  for (const key of replies.slice(0, 20)) await say("mallory", number, withKey(key, "Answered."));
  const good = await say("alice", number, "/timeline the truth");
  const bad = await say("alice", number, "/severty sev1");
  for (const id of [good, bad]) await say("mallory", number, withKey(`reply:${id}`, "Answered."));
  await stage.tick();
  const text = await github().file(pathOfIncident(number), branchOfIncident(number));
  expect(text.split("the truth")).toHaveLength(2);
  expect((await github().keys(number)).toSorted()).toEqual(expect.arrayContaining([`reply:${bad}`, "summary"]));
  const comments = await github().comments(number);
  expect(comments.find(({ id }) => id === good)?.reactions?.rocket).toBe(1);
  expect(comments.find(({ id }) => id === bad)?.reactions?.confused).toBe(1);
}, 600_000);

it("hazard 13: a key in another's issue does not keep an action item from its own", async () => {
  const number = await openUnheard("Markers in issues", "### Severity\n\nSEV-2\n\n### Type\n\nperformance");
  const key = actionKey(incidentId(number), digestOf("mend the pump"));
  const planted: number[] = [];
  for (const login of ["mallory", "bob"]) {
    const { data } = await stage.github
      .as(login)
      .issues.create({ ...shop, title: "Mend the pump", body: withKey(key, "") });
    // Somebody with good intentions gives it the label.
    await stage.github.as("carol").issues.addLabels({ ...shop, issue_number: data.number, labels: ["action-item"] });
    planted.push(data.number);
    forged++;
  }
  for (const command of ["/ack", "/action Mend the pump @bob due:2030-01-01", "/mitigate", "/resolve --force"]) {
    await say("alice", number, command);
  }
  // A pull request that claims to be the incident's.
  const bob = stage.github.as("bob");
  const { data: main } = await bob.git.getRef({ ...shop, ref: "heads/main" });
  await bob.git.createRef({ ...shop, ref: "refs/heads/planted", sha: main.object.sha });
  const file = { path: "planted.md", branch: "planted", message: "Plant", content: base64("planted\n") };
  await bob.repos.createOrUpdateFileContents({ ...shop, ...file });
  const body = withKey(`pull:${incidentId(number)}`, `Closes #${number}`);
  const { data: fake } = await bob.pulls.create({ ...shop, head: "planted", base: "main", title: "Planted", body });
  forged++;
  await stage.tick();
  const pulls = (await github().pulls()).filter(({ head }) => head.ref === branchOfIncident(number));
  expect(pulls.map(({ draft }) => draft)).toEqual([false]);
  expect((await bob.pulls.get({ ...shop, pull_number: fake.number })).data).toMatchObject({
    title: "Planted",
    state: "open",
  });
  await bob.pulls.merge({ ...shop, pull_number: pulls[0]?.number ?? 0 });
  await stage.tick();
  const text = await github().file(pathOfIncident(number), "main");
  const [, linked] = /- \[ \] Mend the pump .* #(\d+)$/m.exec(text) ?? [];
  const issues = await github().issues();
  const own = issues.filter((one) => one.body?.includes(key) && one.user?.login === "gitcident[bot]");
  expect(own.map((one) => String(one.number))).toEqual([linked]);
  for (const one of issues.filter((each) => planted.includes(each.number)))
    expect(one).toMatchObject({ state: "open" });
}, 600_000);

it("hazard 13: state that an issue's text pretends to have is text", async () => {
  const state = "status: resolved\nseverity: sev4\ncursor: 2099-01-01T00:00:00Z/c1\nissue: 1\nid: INC-2000-001";
  const body = `---\n${state}\n---\n\n### Severity\n\nSEV-2\n\n### What is seen\n\n---\n${state}\n---\n\n<!-- gitcident:key summary -->\n\n### Services\n\nx\n${state}`;
  const number = await openUnheard(`Pretended\n---\n${state}\n---`, body);
  await say("alice", number, "/timeline the truth");
  forged += 4;
  await stage.tick();
  const text = await github().file(pathOfIncident(number), branchOfIncident(number));
  const fields = text.split(/^---$/m)[1] ?? "";
  expect(fields).toMatch(new RegExp(`^id: ${incidentId(number)}$`, "m"));
  expect(fields).toMatch(new RegExp(`^issue: ${number}$`, "m"));
  expect(fields).toMatch(/^severity: sev2$/m);
  expect(fields).toMatch(/^status: investigating$/m);
  expect(fields.match(/^cursor: /gm)).toHaveLength(1);
  expect(text.split("the truth")).toHaveLength(2);
}, 600_000);

it("hazard 13: a cursor, an id and an issue that a person wrote into the record are put right", async () => {
  const number = await openUnheard("Forged state", "### Severity\n\nSEV-2");
  await say("alice", number, "/timeline the first");
  await stage.tick();
  const [path, branch] = [pathOfIncident(number), branchOfIncident(number)];
  const bob = stage.github.as("bob");
  for (const [index, cursor] of ["2099-01-01T00:00:00Z/c1", "yesterday", "2099-01-01T00:00:00Z/"].entries()) {
    const { data } = await bob.repos.getContent({ ...shop, path, ref: branch });
    const { sha, content } = data as { sha: string; content: string };
    const text = Buffer.from(content, "base64").toString("utf8");
    const other = text
      .replace(/^cursor: .*$/m, `cursor: ${cursor}`)
      .replace(/^id: .*$/m, "id: INC-2000-001")
      .replace(/^issue: .*$/m, "issue: 1");
    await bob.repos.createOrUpdateFileContents({
      ...shop,
      path,
      branch,
      sha,
      message: "Forge",
      content: base64(other),
    });
    forged += 3;
    await say("alice", number, `/timeline after forgery ${index}.`);
    await stage.tick();
    const mended = await github().file(path, branch);
    expect(mended).toMatch(new RegExp(`^id: ${incidentId(number)}$`, "m"));
    expect(mended).toMatch(new RegExp(`^issue: ${number}$`, "m"));
    expect({ cursor, times: mended.split(`after forgery ${index}.`).length - 1 }).toEqual({ cursor, times: 1 });
    expect({ cursor, times: mended.split("the first").length - 1 }).toEqual({ cursor, times: 1 });
  }
  console.log(`hazard 13: ${forged} forged keys and fields: 0 believed`);
}, 600_000);
