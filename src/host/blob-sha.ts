import { createHash } from "node:crypto";

/** The SHA-1 that git gives a file's bytes: 40 hex digits, as in trees and in GitHub's contents API. */
export function blobSha(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
