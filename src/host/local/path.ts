import { HostError } from "../../model/errors.ts";

/** What git and file systems ignore in a name, so that `.g\u200cit` would be `.git` (CVE-2014-9390). */
const ignorable = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Whether a path can only mean a file below the root, on every file system. */
export function isSafePath(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (path === "" || /[\u0000-\u001f\u007f\\]/.test(path) || /^[A-Za-z]:/.test(path) || !path.isWellFormed())
    return false;
  return path.split("/").every((part) => {
    const plain = part
      .replaceAll(ignorable, "")
      .replace(/[. ]+$/, "")
      .toLowerCase();
    return plain !== "" && plain !== ".git" && plain !== "git~1";
  });
}

/** Throws for a path that could mean something outside of the repository, or inside of git's own folder. */
export function checkPath(path: string): void {
  if (isSafePath(path)) return;
  const message = `Unexpected path ${JSON.stringify(path)}, expected one of a file inside the repository`;
  throw new HostError(message, { status: 422, retryable: false });
}
