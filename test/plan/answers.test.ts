import { expect, it } from "vitest";
import { defaultConfig } from "../../src/model/config.ts";
import { checkIncident } from "../../src/rules/check-incident.ts";
import { say } from "../memory/people.ts";
import { pass } from "../memory/world.ts";
import { command, declared, path, record, said, settled } from "./stage.ts";

it("taking off what is not there is done and told, with what is there", async () => {
  const world = await declared();
  await command(world, "/service checkout search");
  const comment = await command(world, "/service -chekout -search");
  expect(said(world, `note:c${comment}`)).toMatch(
    /^Nothing to take off: `chekout` is not among the services \(`checkout`, `search`\)\./,
  );
  expect(record(world)).toContain("services: [checkout]");
  const right = await command(world, "/service -checkout");
  expect(said(world, `note:c${right}`)).toBeUndefined();
});

it("a time of the end that is set while the incident runs does not end it, and people learn how to", async () => {
  const world = await declared();
  const comment = await command(world, "/set resolved 1m ago");
  expect(said(world, `note:c${comment}`)).toMatch(/the incident still runs: `\/resolve` ends it/);
  expect(record(world)).toContain("status: investigating");
  const started = await command(world, "/set started 1m ago");
  expect(said(world, `note:c${started}`)).toBeUndefined();
  await command(world, "/resolve --force");
  const ended = await command(world, "/set resolved 1m ago");
  expect(said(world, `note:c${ended}`)).toBeUndefined();
});

it("an update of an audience alone says nothing, and is asked for its words", async () => {
  const world = await declared();
  const comment = await command(world, "/update customers");
  expect(said(world, `reply:${comment}`)).toMatch(/expected what people should know in words/);
  expect(record(world)).not.toContain("## Communication log");
});

it("help that is asked for often is given in one comment, and is no slip", async () => {
  const world = await declared();
  pass(world, 60);
  const asked = ["/help ack", "/help severity", "/help set", "/help action"].map((text) =>
    say(world, "alice", 1, text),
  );
  await settled(world);
  for (const comment of asked) expect(world.comments.get(comment)?.reactions).toEqual({ rocket: 1, confused: 0 });
  expect(said(world, `reply:${asked[2]}`)).toMatch(/\[To alice\]\(\S+\):\n\n### action\n/);
});

it("what is masked in a comment is said with the comment's address", async () => {
  const world = await declared();
  const comment = await command(world, "/timeline the key [masked: AWS access key] was used");
  expect(said(world, `masked:${comment}`)).toContain(`/issues/1#issuecomment-${comment})`);
});

it("a post-mortem that nobody has written is praised for nothing that somebody would have to write", async () => {
  const world = await declared();
  await command(world, "/ack");
  await command(world, "/resolve --force");
  const { good } = checkIncident({
    path,
    text: record(world),
    config: defaultConfig,
    now: "2025-01-16T00:00:00Z",
    templates: {},
  });
  expect(good).toContain("The incident is resolved.");
  expect(good.filter((sentence) => /whys|cause|lessons|learned|written/i.test(sentence))).toEqual([]);
});

it("an end before the beginning is recorded and told, with what corrects it", async () => {
  const world = await declared();
  for (const [text, field] of [
    ["/mitigate 02:00", "mitigated"],
    ["/set mitigated 02:01", "mitigated"],
    ["/resolve --force 02:02", "resolved"],
  ]) {
    const comment = await command(world, text ?? "");
    expect(said(world, `note:c${comment}`)).toMatch(
      new RegExp(
        `^Recorded as ${field} at 2025-01-15T02:0\\dZ?.*before the incident started \\(2025-01-15T02:30:00Z\\)`,
      ),
    );
  }
  const right = await command(world, "/set resolved 1m ago");
  expect(said(world, `note:c${right}`)).toBeUndefined();
});
