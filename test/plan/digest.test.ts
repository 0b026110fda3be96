import { describe, expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import type { Target } from "../../src/model/target.ts";
import { digestKey, weekBefore } from "../../src/reports/digest-week.ts";
import { openIssue, say } from "../memory/people.ts";
import { newWorld, pass, type World } from "../memory/world.ts";
import { settled } from "./stage.ts";

const archive: Target = { kind: "archive" };
const week = 7 * 24 * 3600;
const hostile = "Down <b>@octo/all</b> fixes #1";

const record = (number: number, started: string, title: string) =>
  [
    "---",
    `id: INC-2025-00${number}`,
    `title: ${JSON.stringify(title)}`,
    `issue: ${number}`,
    "severity: sev1",
    "status: closed",
    `started: ${started}`,
    `resolved: ${started.replace("T01", "T03")}`,
    "closed: 2025-01-14T00:00:00Z",
    "services: [checkout]",
    "---",
    "",
    "## Summary",
    "",
  ].join("\n");

function world(config: string): World {
  return newWorld({
    files: {
      "README.md": "# Shop\n",
      ".github/gitcident.yml": `${config}runbook: { offer: false }\n`,
      "incidents/2025/INC-2025-008.md": record(8, "2025-01-07T01:00:00Z", hostile),
      "incidents/2025/INC-2025-009.md": record(9, "2025-01-02T01:00:00Z", "Earlier"),
    },
  });
}

const digests = (one: World) =>
  [...one.issues.values()].filter(
    ({ body, author }) => author.login === one.self && keyIn(body)?.startsWith("digest:"),
  );

describe("the digest of a week", () => {
  it.each([
    ["2025-01-15T02:30:00Z", "2025-01-06T00:00:00Z", "2025-01-13T00:00:00Z"],
    ["2025-01-13T00:00:00Z", "2025-01-06T00:00:00Z", "2025-01-13T00:00:00Z"],
    ["2025-01-12T23:59:59Z", "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z"],
  ])("at %s is of %s to %s", (now, from, to) => {
    expect(weekBefore(now)).toMatchObject({ from, to });
    expect(digestKey({ from })).toBe(`digest:${from.slice(0, 10)}`);
  });

  it("is an issue of its own, once, however often anybody looks, and the next week another", async () => {
    const one = world("digest: {}\n");
    for (let look = 0; look < 3; look++) await settled(one, archive);
    expect(digests(one)).toHaveLength(1);
    const [issue] = digests(one);
    expect(issue).toMatchObject({
      title: "Incidents of the week 2025-01-06 to 2025-01-12",
      labels: ["incident-digest"],
    });
    expect(issue?.body).toMatch(/\| Incidents +\| 1 +\| 1 +\|/);
    expect(issue?.body).toMatch(/\| Median time to resolve +\| 2 h \(n 1\) +\|/);
    expect(issue?.body).toContain("time to resolve is resolved − started");
    expect(issue?.body).toContain("resolved after 2 h");
    expect(issue?.body).not.toMatch(/(?<!\\)<b>|@octo|#1\b/);
    pass(one, week);
    await settled(one, archive);
    await settled(one, archive);
    expect(digests(one).map(({ title }) => title.slice(-24))).toEqual([
      "2025-01-06 to 2025-01-12",
      "2025-01-13 to 2025-01-19",
    ]);
    expect(digests(one)[1]?.body).toMatch(/\| Incidents +\| 0 +\| 1 +\|/);
  });

  it("stands below the issue that the config names, and a double of another worker goes", async () => {
    const one = world("digest: { issue: 1 }\n");
    openIssue(one, "alice", { title: "Digests", body: "" });
    await settled(one, archive);
    const said = () => [...one.comments.values()].filter(({ body }) => keyIn(body) === "digest:2025-01-06");
    expect(said()).toHaveLength(1);
    say(one, one.self, 1, said()[0]?.body ?? "");
    expect(said()).toHaveLength(2);
    await settled(one, archive);
    expect(said()).toHaveLength(1);
    expect(digests(one)).toEqual([]);
  });

  it("is not said by somebody else's marker, and tells of an issue that is not there", async () => {
    const one = world("digest: { issue: 1 }\n");
    await settled(one, archive);
    expect((await settled(one, archive)).notes.join()).toContain("`digest.issue` names #1, which is not there");
    openIssue(one, "alice", { title: "Digests", body: "" });
    say(one, "mallory", 1, "<!-- gitcident:key digest:2025-01-06 -->");
    await settled(one, archive);
    expect([...one.comments.values()].filter(({ author }) => author.login === one.self)).toHaveLength(1);
  });

  it("is none where the config asks for none", async () => {
    const one = world("");
    await settled(one, archive);
    expect(digests(one)).toEqual([]);
    expect(await settled(one, archive)).toMatchObject({ effects: 0 });
  });
});
