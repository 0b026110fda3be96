import { afterEach, beforeEach } from "vitest";
import type { Effect, Receipt } from "../../src/model/effect.ts";
import { withKey } from "../../src/model/key.ts";
import { apply } from "../../src/reconcile/apply.ts";
import { type GitHubStage, gitHubStage } from "../contract/github-stage.ts";
import type { Feature } from "../github/gaps.ts";

/** The server of the test that runs; `begin` makes another one. */
export let stage: GitHubStage;
export const begin = async (without: readonly Feature[] = [], lag?: number): Promise<void> => {
  stage = await gitHubStage({ documentsFrom: 2, without, ...(lag === undefined ? {} : { lag }) });
  stage.github.faults.timeoutMs = 50;
};
beforeEach(() => begin());
afterEach(() => stage.close?.());

export const sent = (): readonly string[] =>
  stage.github.requests
    .filter(({ authKind }) => authKind === "installation")
    .map(({ method, path }) => `${method} ${path.replace("/repos/octo/shop", "")}`);
export const counted = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const from = sent().length;
  await work();
  return sent().slice(from);
};
export const write = async (...effects: readonly Effect[]): Promise<readonly Receipt[]> => {
  const receipts: Receipt[] = [];
  await apply({ effects, notes: [], settles: true }, stage.host, (receipt) => receipts.push(receipt));
  return receipts;
};
/** An issue with a comment, looked at, so that their ids are known. */
export const talk = async (): Promise<{ readonly issue: number; readonly comment: number }> => {
  const issue = await stage.people.openIssue("alice", "Down", ["incident"]);
  const comment = await stage.people.say("alice", issue, "/ack");
  await look(issue);
  await stage.host.source.labels({ kind: "labels" });
  await stage.host.source.repository({ kind: "repository" });
  return { issue, comment };
};
export const look = async (issue: number) => {
  const { source } = stage.host;
  const asked = [source.issue({ kind: "issue", number: issue }), source.comments({ kind: "comments", issue })] as const;
  const [one, comments] = await Promise.all(asked);
  return { issue: one, comments };
};
export const reply = (on: number, key = "reply:1"): Effect<"comment"> => ({
  kind: "comment",
  key,
  on,
  id: null,
  body: withKey(key, "Done"),
});
