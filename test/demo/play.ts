import { type Reader, reader } from "./github.ts";
import { writePostmortem } from "./postmortem.ts";
import { asRead, show } from "./show.ts";
import type { Stage } from "./stage.ts";
import { day, declaration, lines } from "./story.ts";

/** What the story leaves behind, by number. */
export interface Played {
  readonly issue: number;
  readonly pull: number;
  readonly path: string;
  readonly id: string;
}

/** Plays the incident from its declaration to its followed action items, and shows what GitHub shows. */
export async function play(stage: Stage): Promise<Played> {
  const github = reader(stage);
  const played = await declare(stage, github);
  await respond(stage, github, played);
  await review(stage, github, played);
  await follow(stage, github, played);
  return played;
}

async function at(stage: Stage, instant: string): Promise<void> {
  stage.clock.set(instant);
}

async function declare(stage: Stage, github: Reader): Promise<Played> {
  await at(stage, `${day}T02:32:15Z`);
  show.scene("02:32:15", "alice opens an issue with the incident form");
  const { data } = await stage.github
    .as("alice")
    .issues.create({ ...stage.shop, ...declaration, labels: ["incident"] });
  await stage.quiet();
  const [pull] = await github.pulls();
  const id = `INC-${day.slice(0, 4)}-${String(data.number).padStart(3, "0")}`;
  const path = (await github.filesOf(pull?.number ?? 0)).find((name) => name.includes(id)) ?? "";
  const issue = await github.issue(data.number);
  show.result(
    `Issue #${data.number}, labels ${issue.labels.map((label) => (typeof label === "string" ? label : label.name)).join(", ")}`,
  );
  show.result(`Branch ${pull?.head.ref}, ${pull?.draft ? "draft " : ""}pull request #${pull?.number}: ${pull?.title}`);
  show.result(`File ${path}`);
  show.line("");
  show.result(asRead((await github.comments(data.number))[0]?.body ?? "no comment"));
  return { issue: data.number, pull: pull?.number ?? 0, path, id };
}

async function respond(stage: Stage, github: Reader, { issue, path, pull }: Played): Promise<void> {
  show.scene("        ", "The responders talk; each command is one commit and one reaction");
  for (const line of lines) {
    await at(stage, `${day}T${line.at}Z`);
    const { data } = await stage.github
      .as(line.by)
      .issues.createComment({ ...stage.shop, issue_number: issue, body: line.says });
    await stage.quiet();
    const [answer, said] = await answerTo(github, issue, data.id);
    show.says(line.at, line.by, `${line.says}  ${said}`);
    if (answer) show.result(answer);
  }
  show.scene("05:15:00", "The record, as it stands on its branch");
  show.result(await github.file(path, (await github.pull(pull)).head.ref));
}

async function answerTo(github: Reader, issue: number, id: number): Promise<readonly [string | undefined, string]> {
  const comments = await github.comments(issue);
  const comment = comments.find((one) => one.id === id) as
    | { reactions?: { rocket?: number; confused?: number } }
    | undefined;
  const said = comment?.reactions?.rocket ? "🚀" : comment?.reactions?.confused ? "😕" : "(ignored)";
  const answer = comments.find((one) => one.body?.includes(`gitcident:key reply:${id} `));
  return [answer && asRead(answer.body ?? ""), said];
}

async function review(stage: Stage, github: Reader, { pull, path }: Played): Promise<void> {
  const before = await github.pull(pull);
  show.scene(
    "05:20:00",
    `Pull request #${pull} is ${before.draft ? "a draft" : "ready for review"}, reviewers ${before.requested_reviewers?.map((one) => one.login).join(", ")}`,
  );
  const check = await github.check(before.head.sha);
  show.result(`Check gitcident / post-mortem: ${check?.conclusion}, ${check?.title}`);
  for (const one of check?.annotations ?? [])
    show.result(`${one.path}:${one.start_line}  ${one.annotation_level}  ${one.message}`);
  await at(stage, "2025-01-16T09:00:00Z");
  show.scene("01-16 09:00", "alice writes the post-mortem on the branch");
  const alice = stage.github.as("alice");
  const text = await github.file(path, before.head.ref);
  const { data } = await alice.repos.getContent({ ...stage.shop, path, ref: before.head.ref });
  await alice.repos.createOrUpdateFileContents({
    ...stage.shop,
    path,
    branch: before.head.ref,
    message: "Write the post-mortem",
    sha: (data as { sha: string }).sha,
    content: Buffer.from(writePostmortem(text)).toString("base64"),
  });
  await stage.quiet();
  const after = await github.check((await github.pull(pull)).head.sha);
  show.result(`Check gitcident / post-mortem: ${after?.conclusion}, ${after?.title}`);
  for (const one of after?.annotations ?? [])
    show.result(`${one.path}:${one.start_line}  ${one.annotation_level}  ${one.message}`);
}

async function follow(stage: Stage, github: Reader, { pull, issue, path }: Played): Promise<void> {
  await at(stage, "2025-01-16T10:00:00Z");
  show.scene("01-16 10:00", "erin approves, alice merges");
  await stage.github
    .as("erin")
    .pulls.createReview({ ...stage.shop, pull_number: pull, event: "APPROVE", body: "Thank you." });
  await stage.github.as("alice").pulls.merge({ ...stage.shop, pull_number: pull });
  await stage.quiet();
  show.result(`Issue #${issue} is ${(await github.issue(issue)).state}`);
  const items = await github.issuesWith("action-item");
  for (const item of items.toReversed())
    show.result(`#${item.number} ${item.title} (${item.assignees?.map((one) => one.login).join(", ")})`);
  show.result(itemLines(await github.file(path)));
  await finish(
    stage,
    "octo-db",
    items.find((item) => item.title.startsWith("Fix failover"))?.number ?? 0,
    "2025-01-16T15:00:00Z",
  );
  await finish(
    stage,
    "octo-sre",
    items.find((item) => item.title.startsWith("Conduct quarterly"))?.number ?? 0,
    "2025-01-30T15:00:00Z",
  );
  await at(stage, "2025-02-01T09:00:00Z");
  show.scene("02-01 09:00", "The schedule says once what is overdue");
  await stage.app.tick();
  await stage.quiet();
  for (const item of await github.issuesWith("action-item")) {
    for (const comment of await github.comments(item.number))
      show.result(`#${item.number} ${asRead(comment.body ?? "")}`);
  }
  show.scene("02-01 09:05", "The archive on main");
  show.result(itemLines(await github.file(path)));
  show.line("");
  show.result(await github.file("reports/runbook-coverage.md").catch(() => "no reports/runbook-coverage.md"));
}

async function finish(stage: Stage, by: string, issue: number, when: string): Promise<void> {
  await at(stage, when);
  show.scene(when.slice(5, 16).replace("T", " "), `${by} closes #${issue}`);
  await stage.github.as(by).issues.update({ ...stage.shop, issue_number: issue, state: "closed" });
  await stage.quiet();
}

export const itemLines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line.startsWith("- ["))
    .join("\n");
