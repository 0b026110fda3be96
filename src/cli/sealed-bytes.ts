import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A hash of 32 bytes before the bytes that it is of. */
const sealed = 32;
/** More than this nobody kept. */
const most = 2 ** 30;

export interface SealedBytes {
  readonly bytes: Buffer;
  /** Stands for the bytes and their key. */
  readonly digest: Buffer;
}

/**
 * The bytes that were kept in a file under a key, which stands for all that they depend on; they begin at a multiple of eight. Undefined
 * where there are none, where the key is another, and where the file was cut or has a bit turned: it must not be believed
 * anywhere then.
 */
export function readSealedBytes(file: string, key: string): Buffer | undefined {
  return readDigested(file, key)?.bytes;
}

/** The same, with what stands for them. */
export function readDigested(file: string, key: string): SealedBytes | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.size < sealed || facts.size > most) return undefined;
    const bytes = Buffer.allocUnsafeSlow(facts.size);
    for (let at = 0, read = 1; at < bytes.length; at += read) {
      read = readSync(handle, bytes, at, bytes.length - at, null);
      if (read === 0) return undefined;
    }
    const [digest, body] = [bytes.subarray(0, sealed), bytes.subarray(sealed)];
    return digest.equals(digestOf(key, [body])) ? { bytes: body, digest } : undefined;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Keeps bytes under a key, in one step. Never throws: what can't be kept is found out again. */
export function writeSealedBytes(folder: string, name: string, key: string, parts: readonly Uint8Array[]): void {
  const own = join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    const handle = openSync(own, "wx", 0o644);
    try {
      for (const part of [digestOf(key, parts), ...parts]) {
        for (let at = 0; at < part.length; ) at += writeSync(handle, part, at);
      }
    } finally {
      closeSync(handle);
    }
    renameSync(own, join(folder, name));
  } catch {
    try {
      rmSync(own, { force: true });
    } catch {}
  }
}

/** What stands for bytes and their key. */
export function digestOf(key: string, parts: readonly Uint8Array[]): Buffer {
  const made = createHash("sha256").update(`gitcident 3 ${key.length} ${key}`);
  for (const part of parts) made.update(part);
  return made.digest();
}
