import { hash } from "node:crypto";
import { closeSync, constants, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What was kept in a file under a key, which stands for all that it depends on. Undefined where there is none, where the
 * key is another, and where the file was cut or has a bit turned: it must not be believed anywhere then.
 */
export function readSealed(file: string, key: string): string | undefined {
  try {
    const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const text = readFileSync(handle, "utf8");
    closeSync(handle);
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return text.slice(0, end) === sealOf(key, body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a body under a key, in one step. Never throws: what can't be kept is found out again. */
export function writeSealed(folder: string, name: string, key: string, body: string): void {
  const own = join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, `${sealOf(key, body)}\n${body}`, { flag: "wx" });
    renameSync(own, join(folder, name));
  } catch {
    try {
      rmSync(own, { force: true });
    } catch {}
  }
}

function sealOf(key: string, body: string): string {
  return `gitcident 2 ${hash("sha256", `${key}\n${body}`)}`;
}
