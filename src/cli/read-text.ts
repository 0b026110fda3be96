import { isAscii } from "node:buffer";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { maxFileBytes } from "../model/ask.ts";

export type FileRead =
  | { readonly kind: "text"; readonly text: string; readonly bytes: Buffer; readonly stamp: string | undefined }
  | { readonly kind: "skipped"; readonly reason: string };

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export type BytesRead =
  | { readonly kind: "bytes"; readonly bytes: Buffer; readonly stamp: string | undefined }
  | { readonly kind: "skipped"; readonly reason: string };

/**
 * Reads a file as text without following a link, waiting for a pipe or reading more than `maxFileBytes`. Who reads thousands
 * gives a room to read into, where the bytes are until the next file is read.
 */
export function readText(path: string, shared?: Buffer): FileRead {
  const read = readBytes(path, shared);
  if (read.kind === "skipped") return read;
  const { bytes } = read;
  try {
    const text = isAscii(bytes) ? bytes.toString("latin1") : decoder.decode(bytes);
    return {
      kind: "text",
      text,
      bytes,
      get stamp() {
        return read.stamp;
      },
    };
  } catch {
    return skipped("not UTF-8");
  }
}

/** The bytes of a file that holds text, as far as that can be told without looking whether it is UTF-8. */
export function readBytes(path: string, shared?: Buffer): BytesRead {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return skipped(reasonOf(error as NodeJS.ErrnoException));
  }
  try {
    const facts = fstatSync(file);
    const { size } = facts;
    if (!facts.isFile()) return skipped("not a regular file");
    if (size > maxFileBytes) return skipped(`larger than 1 MB (${(size / maxFileBytes).toFixed(1)} MB)`);
    const room = shared && shared.length >= size ? shared : Buffer.allocUnsafe(size);
    let length = 0;
    for (let read = 1; read > 0 && length < size; length += read) {
      read = readSync(file, room, length, size - length, null);
    }
    const bytes = room.subarray(0, length);
    if (bytes.includes(0)) return skipped("binary: it holds a NUL byte");
    const now = Date.now();
    return {
      kind: "bytes",
      bytes,
      // To say it costs a tenth of reading, and who keeps nothing never asks.
      get stamp() {
        return stampOf(facts, now);
      },
    };
  } catch (error) {
    return skipped(reasonOf(error as NodeJS.ErrnoException));
  } finally {
    closeSync(file);
  }
}

/** Milliseconds in which a second write may leave a file's times as they are. */
const racy = 2000;

/** What changes with every write of a file, as git's index has it; undefined where it is too fresh to tell. */
function stampOf(facts: Stats, now: number): string | undefined {
  const { size, mtimeMs, ctimeMs, ino, dev } = facts;
  if (!facts.isFile() || now - ctimeMs < racy) return undefined;
  return `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`;
}

/** The stamp of the file at a path, undefined where there is none or it is too fresh. */
export function stampAt(path: string): string | undefined {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  return facts && stampOf(facts, Date.now());
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ELOOP" || code === "EMLINK") return "a symbolic link, which is never followed";
  if (code === "ENOENT") return "gone";
  if (code === "EACCES" || code === "EPERM") return "not readable: permission denied";
  if (code === "EMFILE" || code === "ENFILE") return "not readable: too many open files";
  return `not readable: ${code ?? message}`;
}

function skipped(reason: string): { readonly kind: "skipped"; readonly reason: string } {
  return { kind: "skipped", reason };
}
