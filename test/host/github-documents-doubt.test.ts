import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import { withKey } from "../../src/model/key.ts";
import { apply } from "../../src/reconcile/apply.ts";
import { drySink } from "../../src/reconcile/dry-sink.ts";
import type { Fault } from "../github/faults.ts";

import { begin, counted, look, reply, sent, stage, talk, write } from "./documents-stage.ts";

describe("GraphQL documents that fail", () => {
  it("makes no second issue where the server has no sub-issues to put the first below", async () => {
    await stage.close?.();
    await begin(["sub-issues"]);
    const { issue } = await talk();
    const items = ["one", "two", "three"].map((title): Effect => {
      const key = `action:${title}`;
      const place = { labels: ["incident"], assignees: [], parent: issue };
      return { kind: "open-issue", key, title, body: withKey(key, "Do it"), ...place };
    });
    expect(await write(...items)).toMatchObject(items.map(() => ({ done: true })));
    expect(stage.memory.lacks.has("sub-issues")).toBe(true);
    const made = () => stage.host.source.issues({ kind: "issues", label: "incident", state: "all" });
    expect((await made()).map(({ title }) => title)).toEqual(["Down", "one", "two", "three"]);
  });

  it("does not believe that an issue was not made because it could not be put below another", async () => {
    const { issue } = await talk();
    const key = "action:one";
    const place = { labels: ["incident"], assignees: [], parent: issue };
    const effect: Effect = { kind: "open-issue", key, title: "one", body: withKey(key, "Do it"), ...place };
    const errors = [{ type: "UNPROCESSABLE", path: ["m0"], message: "Parent cannot have more than 100 sub-issues" }];
    const fault: Fault = { status: 200, body: { data: { m0: null }, errors } };
    stage.github.faults.set(({ path }) => (path === "/graphql" ? fault : undefined));
    await expect(write(effect)).rejects.toThrow(expect.objectContaining({ ambiguous: true }));
    expect(await counted(() => write(effect))).toEqual(["POST /issues", `POST /issues/${issue}/sub_issues`]);
  });

  it("lets REST say why GraphQL refused one of several, and does the others once", async () => {
    const { issue, comment } = await talk();
    await stage.people.erase("alice", comment);
    const work = write(reply(issue), { kind: "react", comment, with: "rocket" });
    await expect(work).rejects.toThrow(StaleError);
    expect((await look(issue)).comments).toHaveLength(1);
    await write(reply(issue), { kind: "edit-issue", number: issue, title: "Up" });
    expect((await look(issue)).comments).toHaveLength(1);
  });

  it("lets REST do again what does no harm twice, whatever GraphQL calls its error, but makes nothing twice", async () => {
    const { issue, comment } = await talk();
    const failing = (name: string): Fault => ({
      status: 200,
      body: {
        data: { m0: null, m1: null },
        errors: [{ type: "ODD", path: [name], message: "Repository rule violations" }],
      },
    });
    const effects = [reply(issue), { kind: "edit-issue", number: issue, title: "Up" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? failing("m0") : undefined));
    await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ ambiguous: true }));
    stage.github.faults.set(({ path }) => (path === "/graphql" ? failing("m1") : undefined));
    await write({ kind: "react", comment, with: "rocket" }, { kind: "edit-issue", number: issue, title: "Up" });
    stage.github.faults.set(undefined);
    expect(await look(issue)).toMatchObject({ issue: { title: "Up" }, comments: [{ reactions: { rocket: 1 } }] });
  });

  it("takes back a label's id that no longer means that label", async () => {
    const { issue } = await talk();
    const alice = stage.github.as("alice");
    await alice.issues.updateLabel({ owner: "octo", repo: "shop", name: "incident", new_name: "renamed" });
    await write(reply(issue), { kind: "edit-issue", number: issue, labels: ["incident"] });
    expect((await look(issue)).issue?.labels).toEqual(["incident"]);
  });

  it.each<Fault>(["502-after", "timeout", "cut"])("sends a document once, however it fails: %o", async (fault) => {
    const { issue, comment } = await talk();
    const effects = [reply(issue), { kind: "react", comment, with: "rocket" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? fault : undefined));
    const requests = await counted(async () => {
      await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ ambiguous: true, retryable: true }));
    });
    expect(requests).toEqual(["POST /graphql"]);
    stage.github.faults.set(undefined);
    expect((await look(issue)).comments).toHaveLength(2);
  });

  it("makes no second comment while a list may not show the first", async () => {
    await stage.close?.();
    await begin([], 60_000);
    const { issue, comment } = await talk();
    const effects = [reply(issue), { kind: "react", comment, with: "rocket" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? "502-after" : undefined));
    await expect(write(...effects)).rejects.toThrow(HostError);
    stage.github.faults.set(undefined);
    await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ retryable: true, ambiguous: false }));
    expect((await look(issue)).comments).toHaveLength(2);
  });

  it("reads by REST while GraphQL is out of order", async () => {
    const { issue } = await talk();
    stage.github.faults.set(({ path }) => (path === "/graphql" ? "502-before" : undefined));
    expect((await look(issue)).comments).toHaveLength(1);
  }, 15_000);

  it("asks a server without GraphQL once", async () => {
    await stage.close?.();
    await begin(["graphql"]);
    const { issue, comment } = await talk();
    await write(reply(issue), { kind: "react", comment, with: "rocket" });
    expect((await look(issue)).comments).toHaveLength(2);
    expect(sent().filter((one) => one === "POST /graphql")).toHaveLength(1);
  });

  it("writes nothing past a sink that was laid over the host's", async () => {
    const { issue, comment } = await talk();
    const { sink, effects } = drySink();
    const plan = {
      effects: [reply(issue), { kind: "react", comment, with: "rocket" }],
      notes: [],
      settles: true,
    } as const;
    const requests = await counted(() => apply(plan, { ...stage.host, sink }, () => {}));
    expect([requests, effects]).toEqual([[], plan.effects]);
  });
});
