import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

// A file of what was kept: a head of three numbers (the CRC-32 of all that follows it, how long the file is, how long the key), the key, and
// the bytes that were kept, which begin at a multiple of eight. The key is compared as it is, so that nothing is ever taken for what
// was kept under another; the checksum tells of what was cut or has a bit turned. Whoever can write there can write what they like, as they can
// with any hash that has no secret: places that a stranger can write to are never read (cache-folder.ts).

const headLength = 16;
const crcLength = 4;
/** More than this nobody kept. */
const most = 2 ** 30;

/**
 * The bytes that were kept in a file under a key, which stands for all that they depend on; they begin at a multiple of eight. Undefined
 * where there are none, where the key is another, and where the file was cut or has a bit turned: it must not be believed
 * anywhere then.
 */
export function readSealed(file: string, key: string): Buffer | undefined {
  const bytes = bytesOf(file);
  if (!bytes || bytes.length < headLength || bytes.length !== bytes.readUInt32LE(4)) return undefined;
  if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(crcLength))) return undefined;
  const wanted = Buffer.from(key, "utf8");
  const end = headLength + bytes.readUInt32LE(8);
  return bytes.subarray(headLength, end).equals(wanted) ? bytes.subarray(rounded(end)) : undefined;
}

function bytesOf(file: string): Buffer | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.size > most) return undefined;
    const bytes = Buffer.allocUnsafeSlow(facts.size);
    for (let at = 0, read = 1; at < bytes.length; at += read) {
      read = readSync(handle, bytes, at, bytes.length - at, null);
      if (read === 0) return undefined;
    }
    return bytes;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Keeps bytes under a key, in one step. Never throws: what can't be kept is found out again. */
export function writeSealed(folder: string, name: string, key: string, parts: readonly Uint8Array[]): void {
  const own = join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    const handle = openSync(own, "wx", 0o644);
    try {
      for (const part of [headOf(key, parts), ...parts]) {
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

/** The head and the key. */
function headOf(key: string, parts: readonly Uint8Array[]): Buffer {
  const wanted = Buffer.from(key, "utf8");
  const head = Buffer.alloc(rounded(headLength + wanted.length));
  head.writeUInt32LE(
    parts.reduce((sum, part) => sum + part.length, head.length),
    4,
  );
  head.writeUInt32LE(wanted.length, 8);
  wanted.copy(head, headLength);
  head.writeUInt32LE(
    parts.reduce((crc, part) => crc32(part, crc), crc32(head.subarray(crcLength))),
    0,
  );
  return head;
}

const rounded = (length: number): number => Math.ceil(length / 8) * 8;
