import { describe, expect, it } from "vitest";
import { failover } from "../rules/check.ts";
import { oneTypo, path, reviewed } from "./reviewed.ts";

const named = (id: string, text: string): string =>
  text.replaceAll("INC-2025-001", id).replace("issue: 1\n", `issue: ${Number(id.slice(-3))}\n`);
const old = (id: string): Record<string, string> => ({ [`incidents/2025/${id}.md`]: named(id, oneTypo) });

describe("what a check knows of the repository around a record", () => {
  it("counts older findings in other records, and lets none of them block", async () => {
    const files = {
      ...old("INC-2025-011"),
      ...old("INC-2025-012"),
      "incidents/2025/INC-2025-013.md": "no frontmatter",
    };
    const { check, run } = await reviewed(failover, { files });
    await check();
    expect(run().conclusion).toBe("success");
    expect(run().summary).toMatch(/\d+ older findings in 3 other records/);
    expect(run().summary).not.toContain("INC-2025-011");
  });

  it("counts none that the pull request mends, and none where there are too many to look at", async () => {
    const { check, run, write } = await reviewed(failover, { files: old("INC-2025-011") });
    write(named("INC-2025-011", failover), "incidents/2025/INC-2025-011.md");
    await check();
    expect(run().summary).not.toContain("older finding");
    const many = Array.from({ length: 60 }, (_, n) => old(`INC-2025-1${String(n).padStart(2, "0")}`));
    const large = await reviewed(failover, { files: Object.assign({}, ...many) });
    await large.check();
    expect(large.run().summary).not.toContain("older finding");
  });

  it("knows files, folders and anchors as they will be once it is merged", async () => {
    const link = "See [the runbook](../../runbooks/db.md#fail-over) and [its end](../../runbooks/db.md#gone).\n";
    const linked = failover.replace("## Summary\n", `## Summary\n\n${link}`);
    const { check, findings, write } = await reviewed(linked);
    await check();
    expect(findings().filter((one) => one.startsWith("links"))).toHaveLength(2);
    write("# Database\n\n## Fail over\n", "runbooks/db.md");
    await check();
    // The runbook comes with the pull request.
    expect(findings().filter((one) => one.startsWith("links"))).toHaveLength(1);
    const known = await reviewed(linked, { files: { "runbooks/db.md": "# Database\n\n## Fail over\n" } });
    await known.check();
    expect(known.findings().filter((one) => one.startsWith("links"))).toHaveLength(1);
  });

  it("knows other records of the same id", async () => {
    const copy = path.replace(".md", "-copy.md");
    const { check, findings } = await reviewed(failover, { files: { [copy]: failover } });
    await check();
    expect(findings()).toContainEqual(expect.stringContaining(`ids-unique ${path}:`));
  });

  it("knows people and issues, and says nothing of teams", async () => {
    const item = (owner: string, issue: string): string =>
      `- [ ] Add the missing alert ${owner} due:2025-03-01 priority:high type:detect ${issue}\n`;
    const items = [item("@alice", ""), item("@nobody-here", ""), item("@octo/sre", ""), item("@alice", "#999")];
    const text = failover.replace("## Action items\n\n", `## Action items\n\n${items.join("")}`);
    const first = text.split("\n").findIndex((line) => line.includes("Add the missing alert")) + 1;
    const { check, findings, pull } = await reviewed(text);
    await check();
    const about = (rule: string) => findings().filter((one) => one.startsWith(`${rule} `));
    expect(about("action-items-owner")).toEqual([`action-items-owner ${path}:${first + 1}`]);
    expect(about("action-items-issue")).toEqual([`action-items-issue ${path}:${first + 3}`]);
    const linked = await reviewed(text.replace("#999", `#${pull}`));
    await linked.check();
    expect(linked.findings().filter((one) => one.startsWith("action-items-issue"))).toEqual([]);
  });
});
