import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cloneWith, emptyFolder, type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { failover as finished } from "../rules/check.ts";
import { cli } from "./cli.ts";

/** A finished post-mortem whose runbooks need not be there. */
const failover = finished.replace(/^runbooks: .*\n/m, "");

const folders: Folder[] = [];
const kept = (folder: Folder): Folder => {
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const path = "incidents/2025/INC-2025-001.md";
const numbered = (n: number): string => `incidents/2025/INC-2025-${String(n).padStart(3, "0")}.md`;

async function checked(cwd: string): Promise<{ code: number; result: Result; err: string }> {
  const { code, out, err } = await cli(cwd, ["check", "--json"]);
  return { code, err, result: out === "" ? { files: 0, findings: [], skipped: [] } : JSON.parse(out) };
}
interface Result {
  readonly files: number;
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly message: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

describe("check in a broken or hostile working tree", () => {
  it("wants a repository", async () => {
    const { path: cwd } = kept(emptyFolder());
    expect(await checked(cwd)).toMatchObject({ code: 2, err: expect.stringContaining("git init") });
    expect(await checked(join(cwd, "gone"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("existing folder"),
    });
  });

  it("wants a working tree", async () => {
    const folder = kept(emptyFolder());
    folder.git("init", "-q", "--bare");
    expect(await checked(folder.path)).toMatchObject({ code: 2, err: expect.stringContaining("bare repository") });
  });

  it("needs no commit, no branch, no history and no clean tree", async () => {
    const fresh = kept(freshClone());
    expect(await checked(fresh.path)).toMatchObject({ code: 0, result: { files: 0 } });
    fresh.write(path, failover);
    expect(await checked(fresh.path)).toMatchObject({ code: 0, result: { files: 1 } });
    const origin = kept(cloneWith({ [path]: failover }));
    origin.git("commit", "-q", "--allow-empty", "-m", "More");
    const shallow = kept(emptyFolder());
    shallow.git("clone", "-q", "--depth", "1", `file://${origin.path}`, ".");
    shallow.git("checkout", "-q", "--detach");
    shallow.write("dirty.md", "x");
    expect(await checked(shallow.path)).toMatchObject({ code: 0, result: { files: 1, skipped: [] } });
  });

  it("works inside a submodule, and stays out of one", async () => {
    const inner = kept(cloneWith({ [path]: failover.replace("status: ", "status: un") }));
    const outer = kept(cloneWith({ "incidents/2025/README.txt": "x" }));
    const env = { ...gitEnv, GIT_ALLOW_PROTOCOL: "file" };
    execFileSync("git", ["submodule", "--quiet", "add", inner.path, "incidents/inner"], { cwd: outer.path, env });
    const from = await checked(outer.path);
    expect(from).toMatchObject({ code: 0, result: { files: 0 } });
    expect(from.result.skipped).toContainEqual({
      path: "incidents/inner",
      reason: "a submodule or another repository",
    });
    expect(await checked(join(outer.path, "incidents/inner"))).toMatchObject({ code: 1, result: { files: 1 } });
  });

  it("follows no link, within the tree or out of it", async () => {
    const outside = kept(emptyFolder());
    outside.write("secret.md", "the secret\n");
    outside.write(path, failover);
    const folder = kept(cloneWith({ [path]: failover }));
    symlinkSync(join(outside.path, "secret.md"), join(folder.path, numbered(2)));
    symlinkSync(outside.path, join(folder.path, "incidents/linked"));
    symlinkSync("INC-2025-001.md", join(folder.path, numbered(3)));
    symlinkSync("/dev/zero", join(folder.path, numbered(4)));
    const { code, result, err } = await checked(folder.path);
    const reason = "a symbolic link, which is never followed";
    expect(result.files).toBe(1);
    expect(result.skipped).toEqual(
      [numbered(2), numbered(3), numbered(4), "incidents/linked"].map((each) => ({ path: each, reason })),
    );
    // What looks like an incident and can't be read is no good incident.
    expect(code).toBe(1);
    expect(result.findings.map(({ rule }) => rule)).toEqual(["readable", "readable", "readable"]);
    expect(JSON.stringify(result) + err).not.toContain("the secret");
    for (const given of [numbered(2), `incidents/linked/${path}`, "incidents/linked"]) {
      expect((await cli(folder.path, ["check", given])).err).toContain("symbolic link");
    }
  });

  it("refuses folders and configs that are links", async () => {
    const outside = kept(emptyFolder());
    outside.write("gitcident.yml", "label: stolen\n");
    const folder = kept(freshClone());
    symlinkSync(outside.path, join(folder.path, "incidents"));
    expect(await checked(folder.path)).toMatchObject({ code: 2, err: expect.stringContaining("symbolic link") });
    symlinkSync(outside.path, join(folder.path, ".github"));
    expect(await checked(folder.path)).toMatchObject({ code: 2, err: expect.stringContaining("link") });
  });

  it("names what it can't read as text", async () => {
    const folder = kept(freshClone());
    folder.write(numbered(1), Buffer.concat([Buffer.from(failover), Buffer.from([0xff, 0xfe])]));
    folder.write(numbered(2), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    folder.write(numbered(3), "a".repeat(20 * 1024 * 1024));
    execFileSync("mkfifo", [join(folder.path, numbered(4))]);
    mkdirSync(join(folder.path, numbered(5)));
    const { code, result } = await checked(folder.path);
    expect([code, result.files]).toEqual([1, 0]);
    expect(result.skipped).toEqual([
      { path: numbered(1), reason: "not UTF-8" },
      { path: numbered(2), reason: "binary: it holds a NUL byte" },
      { path: numbered(3), reason: "larger than 1 MB (20.0 MB)" },
      { path: numbered(4), reason: "not a regular file" },
    ]);
    expect(result.findings.map((one) => [one.rule, one.path])).toEqual(
      result.skipped.map((one) => ["readable", one.path]),
    );
  });

  it("reads a byte order mark and CRLF as editors write them", async () => {
    const folder = kept(freshClone());
    const id = (n: number): string =>
      failover.replaceAll("INC-2025-001", `INC-2025-00${n}`).replace("issue: 1\n", `issue: ${n}\n`);
    folder.write(numbered(2), `\uFEFF${id(2)}`);
    folder.write(numbered(3), id(3).replaceAll("\n", "\r\n"));
    expect(await checked(folder.path)).toMatchObject({ code: 0, result: { files: 2, findings: [] } });
  });

  it("prints no control character of a name", async () => {
    const folder = kept(freshClone());
    const name = "incidents/2025/INC-2025-001\u001b[2J\n::error::\u202e x.md";
    folder.write(name, "nothing\n");
    const { out, err, code } = await cli(folder.path, ["check"]);
    expect(code).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(out + err).not.toMatch(/^\s*::/m);
  });

  it("passes through 50,000 files", async () => {
    const folder = kept(freshClone());
    mkdirSync(join(folder.path, "incidents/pictures"), { recursive: true });
    for (let n = 0; n < 50_000; n++) writeFileSync(join(folder.path, `incidents/pictures/${n}.png`), "");
    folder.write(path, failover);
    const { code, result } = await checked(folder.path);
    expect([code, result.files, result.skipped.length]).toEqual([0, 1, 50_000]);
  });
});

describe("writing in a hostile working tree", () => {
  it("writes nothing through a link", async () => {
    const outside = kept(emptyFolder());
    for (const link of [".github", "templates"]) {
      const folder = kept(freshClone());
      symlinkSync(outside.path, join(folder.path, link));
      expect(await cli(folder.path, ["init", "--yes"])).toMatchObject({
        code: 2,
        err: expect.stringContaining("link"),
      });
      expect(readdirSync(folder.path).sort()).toEqual([".git", link].sort());
    }
    const folder = kept(freshClone());
    symlinkSync(outside.path, join(folder.path, "incidents"));
    const declared = await cli(folder.path, ["declare", "--severity", "sev1", "--title", "Down"]);
    expect(declared).toMatchObject({ code: 2, err: expect.stringContaining("link") });
    expect(readdirSync(outside.path)).toEqual([]);
  });

  it("leaves what is there as it is", async () => {
    const folder = kept(freshClone());
    folder.write(".github/gitcident.yml", "label: outage\n");
    folder.write("CODEOWNERS", "* @me\n");
    const first = await cli(folder.path, ["init", "--yes"]);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining("kept .github/gitcident.yml") });
    expect(first.out).toContain("/incidents/");
    expect(readFileSync(join(folder.path, ".github/gitcident.yml"), "utf8")).toBe("label: outage\n");
    expect(existsSync(join(folder.path, ".github/CODEOWNERS"))).toBe(false);
    const again = await cli(folder.path, ["init", "--yes", "--json"]);
    expect(JSON.parse(again.out).written).toEqual([]);
  });
});
