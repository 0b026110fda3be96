import { afterEach, beforeEach, expect, it } from "vitest";
import { originAddress } from "../../src/cli/origin-address.ts";
import { openGit } from "../../src/host/local/git.ts";
import { remoteOf } from "../../src/host/local/repository.ts";
import { cloneWith, emptyFolder, type Folder, gitEnv } from "../host/clone.ts";

let folder: Folder;
beforeEach(() => {
  folder = cloneWith();
});
afterEach(() => folder.remove());

const shop = "https://github.com/octo/shop";
const origin = '[remote "origin"]\n\turl = ';

it.each<readonly [string, string, string | undefined]>([
  ["as git writes it", `${origin}git@github.com:octo/shop.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`, shop],
  ["with a password", `${origin}https://x:secret@github.com/octo/shop\n`, shop],
  ["in one line, in capitals", `[REMOTE "origin"] URL=${shop}.git`, shop],
  ["quoted, with a comment, on Windows", `${origin}"${shop}" # ours\r\n`, shop],
  ["with a comment that looks like it", `# ${origin}x\n; [remote "origin"] url = y\n${origin}${shop};z\n`, shop],
  ["twice", `${origin}https://github.com/octo/old\n${origin}${shop}\n`, shop],
  ["another's section after it", `${origin}${shop}\n[branch "main"]\n\turl = https://github.com/a/b\n`, shop],
  ["beside others", `[remote "a"]\n\turl = https://github.com/a/b\n${origin}${shop}\n`, shop],
  ["where none is called origin", `[remote "up"]\nurl = ${shop}\n[remote "z"]\nurl = https://github.com/z/z\n`, shop],
  ["where the first has no address", `[remote "a"]\nfetch = x\n[remote "b"]\nurl = ${shop}\n`, undefined],
  ["with an escape in its name", `[remote "or\\igin"]\nurl = ${shop}\n`, shop],
  ["a folder", `${origin}/srv/git/octo/shop.git\n`, undefined],
  ["nothing", "", undefined],
])("says where the origin leads as git does: %s", async (_, text, address) => {
  folder.write(".git/config", text);
  expect((await remoteOf(openGit(folder.path, gitEnv)))?.url).toBe(address);
  expect(originAddress(folder.path)).toBe(address);
});

it("knows a worktree's and a submodule's", () => {
  folder.git("remote", "add", "origin", shop);
  const other = emptyFolder();
  try {
    folder.git("worktree", "add", "-q", `${other.path}/tree`);
    expect(originAddress(`${other.path}/tree`)).toBe(shop);
  } finally {
    other.remove();
  }
  const library = cloneWith();
  try {
    folder.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", library.path, "lib");
    expect(originAddress(`${folder.path}/lib`)).toBeUndefined();
    folder.git("-C", "lib", "remote", "set-url", "origin", "https://github.com/octo/lib");
    expect(originAddress(`${folder.path}/lib`)).toBe("https://github.com/octo/lib");
  } finally {
    library.remove();
  }
});

it("is none where the config can't be read", () => {
  const bare = emptyFolder();
  try {
    expect(originAddress(bare.path)).toBeUndefined();
    bare.write(".git/HEAD", "ref: refs/heads/main\n");
    expect(originAddress(bare.path)).toBeUndefined();
  } finally {
    bare.remove();
  }
});
