import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../../src/cli/program.ts";

let root = "";
const record = "incidents/2025/INC-2025-001.md";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-report-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, ".git"), { recursive: true });
  writeFileSync(join(root, ".git/HEAD"), "ref: refs/heads/main\n");
  for (const folder of ["incidents", "runbooks"]) cpSync(folder, join(root, folder), { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly bytes: Buffer;
}

/** Runs a command line in the copy. */
async function run(line: string): Promise<Ran> {
  let [out, err] = ["", ""];
  const bytes: Uint8Array[] = [];
  const code = await runProgram([...line.split(" "), "--now", "2025-01-18T00:00:00Z"], {
    out: (text) => {
      out += text;
    },
    bytes: (some) => void bytes.push(some),
    err: (text) => {
      err += `${text}\n`;
    },
    commands: () => {},
    paint: (_format, text) => text,
    env: {},
    cwd: root,
    asks: false,
    progress: () => ({ at: () => {}, end: () => {} }),
  });
  return { code, out, err, bytes: Buffer.concat(bytes) };
}

const text = (path: string): string => readFileSync(join(root, path), "utf8");

describe("report", () => {
  it.each(["INC-2025-001", "inc-2025-001", "2025-001", "2025-1", "1", "001", record, `./${record}`])(
    "finds the incident by %s",
    async (id) => {
      const { code, out, err } = await run(`report ${id}`);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(/^# INC-2025-001: Database cluster failover failure/);
    },
  );

  it.each([
    ["INC-2025-002", "Unexpected incident INC-2025-002, expected one of INC-2025-001"],
    ["incidents/2025/none.md", "Unexpected path incidents/2025/none.md"],
    ["../../etc/passwd", "Unexpected path ../../etc/passwd"],
  ])("names what it expected instead of %s", async (id, says) => {
    const { code, out, err } = await run(`report ${id}`);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(says);
  });

  it("asks which, where a number is that of two incidents", async () => {
    mkdirSync(join(root, "incidents/2026"));
    cpSync(join(root, record), join(root, "incidents/2026/INC-2026-001.md"));
    const { code, err } = await run("report 1");
    expect(code).toBe(2);
    expect(err).toContain("incidents/2025/INC-2025-001.md, incidents/2026/INC-2026-001.md");
    expect((await run("report 2026-001")).code).toBe(0);
  });

  it("prints JSON for programs, the same by --json and --format json", async () => {
    const { out } = await run("report 1 --json");
    expect(JSON.parse(out)).toMatchObject({ id: "INC-2025-001", impact: { revenue: { loss: 191_250 } } });
    expect((await run("report 1 --format json")).out).toBe(out);
  });

  it("takes the format from the file's name", async () => {
    expect((await run("report 1 -o r.html")).code).toBe(0);
    expect(text("r.html")).toMatch(/^<!doctype html>/);
    expect((await run("report 1 -o r.pdf")).code).toBe(0);
    expect(text("r.pdf")).toMatch(/^%PDF-/);
  });

  it("writes the same PDF to standard output as to a file", async () => {
    const { bytes } = await run("report 1 --format pdf");
    await run("report 1 -o r.pdf");
    expect(bytes.equals(readFileSync(join(root, "r.pdf")))).toBe(true);
  });

  it("overwrites only with --force, and writes nothing with --dry-run", async () => {
    writeFileSync(join(root, "mine.md"), "mine");
    const refused = await run("report 1 -o mine.md");
    expect([refused.code, text("mine.md")]).toEqual([2, "mine"]);
    expect(refused.err).toContain("--force overwrites it");
    expect((await run("report 1 -o mine.md --force")).code).toBe(0);
    expect(text("mine.md")).toMatch(/^# INC-2025-001/);
    const dry = await run("report 1 -o new.md --dry-run");
    expect([dry.code, existsSync(join(root, "new.md"))]).toEqual([0, false]);
    expect(dry.err).toMatch(/^Would write .*new\.md/);
  });

  it("follows no link, neither to read nor to write", async () => {
    const outside = mkdtempSync(join(tmpdir(), "gitcident-outside-"));
    writeFileSync(join(outside, "INC-2025-009.md"), "---\ntitle: secret of elsewhere\n---\n");
    symlinkSync(join(outside, "INC-2025-009.md"), join(root, "incidents/2025/INC-2025-009.md"));
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(outside, "made.md"), join(root, "made.md"));
    for (const line of [
      "report 9",
      "report incidents/2025/INC-2025-009.md",
      "report 1 -o out/r.md",
      "report 1 -o made.md --force",
    ]) {
      const { code, out, err } = await run(line);
      expect([line, code, out.includes("elsewhere") || err.includes("elsewhere")]).toEqual([line, 2, false]);
    }
    expect(existsSync(join(outside, "made.md")) || existsSync(join(outside, "r.md"))).toBe(false);
    rmSync(outside, { recursive: true });
  });

  it("says where a record is broken, exit 1", async () => {
    writeFileSync(join(root, record), "---\ntitle: [\n---\n");
    const { code, out, err } = await run("report 1");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^incidents\/2025\/INC-2025-001\.md:\d+: Unexpected/);
  });

  it("masks secrets, and says so", async () => {
    const token = `ghp_${"a1B2c3D4".repeat(4)}e5F6`;
    writeFileSync(join(root, record), text(record).replace("Manual failover initiated", `Token ${token} rotated`));
    const { out, err } = await run("report 1");
    expect(out).not.toContain(token);
    expect(err).toContain("1 secret of incidents/2025/INC-2025-001.md masked");
  });
});

describe("postmortem", () => {
  it("leaves a complete record byte for byte", async () => {
    const { code, out, err } = await run("postmortem 1");
    expect([code, out === text(record), err]).toEqual([0, true, "No section was missing.\n"]);
  });

  it("adds what is missing, and touches nothing that is there", async () => {
    const start = text(record).slice(0, text(record).indexOf("## Root cause"));
    writeFileSync(join(root, record), start);
    const { out, err } = await run("postmortem 1");
    expect(err).toBe("Added: Root cause, Impact, Resolution, Action items, Lessons learned.\n");
    expect(out.startsWith(start.trimEnd())).toBe(true);
    expect(out).toContain("- Duration: 2 h 15 min");
    const json = JSON.parse((await run("postmortem 1 --json")).out);
    expect(json).toEqual({
      path: record,
      added: ["Root cause", "Impact", "Resolution", "Action items", "Lessons learned"],
      text: out,
    });
    await run(`postmortem 1 -o ${record} --force`);
    expect(text(record)).toBe(out);
  });
});

describe("playbook", () => {
  it("has the type's steps and exit criteria, the roles and the severities", async () => {
    const { code, out } = await run("playbook --type security");
    expect(code).toBe(0);
    expect(out).toMatch(/^# Response playbook: security\n/);
    for (const part of ["Roles", "Clocks", "Steps", "Communication", "Exit criteria", "Runbooks"]) {
      expect(out).toContain(`\n## ${part}\n`);
    }
    expect(out).toContain("Contain before you clean");
    expect(out).toContain("- Exposed credentials are rotated");
    expect(out).toContain("| Incident commander |");
    expect(out).toMatch(/^- \*\*Backup, when the console or the chat is down:\*\*/m);
    expect(out).toContain("| sev1 Critical |");
  });

  it("links the runbooks of the type, from where it lies", async () => {
    expect((await run("playbook --type data")).out).toContain("(runbooks/database-failover.md)");
    mkdirSync(join(root, "docs"));
    expect((await run("playbook --type data -o docs/data.md")).code).toBe(0);
    expect(text("docs/data.md")).toContain(
      "[Fail over a PostgreSQL primary by hand](../runbooks/database-failover.md)",
    );
  });

  it.each([
    ["playbook", "expected --type with one of: availability, performance, security, data"],
    ["playbook --type secuirty", "did you mean security?"],
  ])("says what it expected: %s", async (line, says) => {
    const { code, err } = await run(line);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
