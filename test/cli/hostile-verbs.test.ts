import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cloneWith, emptyFolder, type Folder, freshClone, gitEnv } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { cli } from "./cli.ts";

const folders: Folder[] = [];
const kept = (folder: Folder): Folder => {
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) folder.remove();
});

const path = "incidents/2025/INC-2025-001.md";
const second = "incidents/2025/INC-2025-002.md";
const secret = "the-secret-of-elsewhere";
/** What lies outside of every repository, and must neither be read nor written. */
const outside = kept(emptyFolder());
const bait = `---\ntitle: ${secret}\nservices: [${secret}]\n---\n\n# ${secret}\n`;
for (const name of ["secret.md", path, "runbooks/a.md", "postmortem.md", "playbook.md", "a.yaml"])
  outside.write(name, bait);

function linked(): Folder {
  const folder = cloneWith({ [path]: failover, ".github/gitcident.yml": "alerts:\n  - paths: ['ops/**/*.yaml']\n" });
  const links: readonly (readonly [string, string])[] = [
    ["secret.md", second],
    [".", "incidents/linked"],
    ["runbooks", "runbooks"],
    [".", "templates"],
    [".", "reports"],
    ["secret.md", "CODEOWNERS"],
  ];
  for (const [to, at] of links) symlinkSync(join(outside.path, to), join(folder.path, at));
  mkdirSync(join(folder.path, "ops"));
  symlinkSync(join(outside.path, "a.yaml"), join(folder.path, "ops/a.yaml"));
  symlinkSync(`../${folder.path}`, join(folder.path, "loop"));
  return folder;
}

/** Working trees that are broken or lay traps, and whether an incident can be found in them. */
const trees: Readonly<Record<string, () => Folder>> = {
  "no repository": emptyFolder,
  "a bare repository": () => {
    const folder = emptyFolder();
    folder.git("init", "-q", "--bare");
    return folder;
  },
  "no commit": () => {
    const folder = freshClone();
    folder.write(path, failover);
    return folder;
  },
  "shallow, detached and dirty": () => {
    const origin = kept(cloneWith({ [path]: failover }));
    origin.git("commit", "-q", "--allow-empty", "-m", "More");
    const folder = emptyFolder();
    folder.git("clone", "-q", "--depth", "1", `file://${origin.path}`, ".");
    folder.git("checkout", "-q", "--detach");
    folder.write(path, `${failover}\nMore.\n`);
    return folder;
  },
  "a submodule where incidents are": () => {
    const inner = kept(cloneWith({ [path]: failover }));
    const folder = cloneWith({ "README.md": "x" });
    const env = { ...gitEnv, GIT_ALLOW_PROTOCOL: "file" };
    execFileSync("git", ["submodule", "--quiet", "add", inner.path, "incidents"], { cwd: folder.path, env });
    return folder;
  },
  "links out of the tree": linked,
  "files that are no text": () => {
    const folder = cloneWith({ [path]: failover });
    folder.write(second, Buffer.concat([Buffer.from(failover), Buffer.from([0xff, 0xfe])]));
    folder.write("incidents/2025/INC-2025-003.md", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    folder.write("incidents/2025/INC-2025-004.md", "a".repeat(20 * 1024 * 1024));
    folder.write("runbooks/a.md", Buffer.from([0, 1, 2]));
    folder.write("runbooks/b.md", "a".repeat(2 * 1024 * 1024));
    folder.write("templates/postmortem.md", Buffer.from([0xff]));
    return folder;
  },
  "a byte order mark and CRLF": () => cloneWith({ [path]: `\uFEFF${failover.replaceAll("\n", "\r\n")}` }),
  "a .git that leads nowhere": () => {
    const folder = emptyFolder();
    folder.write(".git", "gitdir: /nowhere/at/all\n");
    folder.write(path, failover);
    return folder;
  },
  "a repository with nothing in its .git": () => {
    const folder = emptyFolder();
    mkdirSync(join(folder.path, ".git"));
    folder.write(path, failover);
    return folder;
  },
};

const verbs: readonly (readonly string[])[] = [
  ["init", "--yes"],
  ["declare", "--severity", "sev1", "--title", "Down"],
  ["check"],
  ["postmortem", "1"],
  ["report", "1", "--format", "html"],
  ["playbook", "--type", "security"],
  ["coverage"],
  ["metrics"],
  ["plan", "--archive", "--local"],
  ["doctor"],
];
/** What a link could lead astray. */
const more: typeof verbs = [
  ["report", "2"],
  ["coverage", "--alerts", "../", "--runbooks", ".."],
  ["apply", "--archive", "--local"],
  ["report", "1", "-o", "../stolen.html"],
  ["postmortem", "1", "-o", "templates/stolen.md"],
];

/** Every file below a folder with its text, links not followed. */
function snapshot(folder: string): string {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return all.map((one) => `${one.parentPath}/${one.name} ${readFileSync(join(one.parentPath, one.name))}`).join("\n");
}

describe("every verb in a broken or hostile working tree", () => {
  let tried = 0;
  it.each(Object.entries(trees))(
    "ends with a code and a reason, and touches nothing outside: %s",
    async (name, make) => {
      const original = kept(make());
      const before = snapshot(outside.path);
      for (const args of name === "links out of the tree" ? [...verbs, ...more] : verbs) {
        // Each verb finds the tree as it was; what stands beside it is ours to look at.
        const room = kept(emptyFolder());
        const cwd = join(room.path, "tree");
        cpSync(original.path, cwd, { recursive: true, verbatimSymlinks: true });
        const { code, out, err } = await cli(cwd, [...args]);
        const what = `${args.join(" ")}\n${err}`;
        expect([0, 1, 2], what).toContain(code);
        if (code !== 0) expect(`${out}${err}`, what).toMatch(/xpected|missing|error|left|unsupported/);
        expect(`${out}${err}`, what).not.toMatch(/\n\s+at |TypeError|fatal:/);
        expect(`${out}${err}`, what).not.toContain(secret);
        const written = args.includes("../stolen.html") && code === 0 ? ["stolen.html", "tree"] : ["tree"];
        expect(readdirSync(room.path).sort(), what).toEqual(written);
        tried++;
      }
      expect(snapshot(outside.path)).toBe(before);
      if (tried === Object.keys(trees).length * verbs.length) {
        console.info(
          `hazard 19: ${tried} command lines in ${Object.keys(trees).length} trees, 0 bytes from or to outside`,
        );
      }
    },
    120_000,
  );

  it("would see a secret, and a file outside", () => {
    writeFileSync(join(outside.path, "new"), "");
    expect(snapshot(outside.path)).toContain(secret);
    expect(snapshot(outside.path)).toContain("/new ");
  });
});
