import { createHash } from "node:crypto";

/** The SHA-1 that git gives a file's bytes: 40 hex digits, as in trees and in GitHub's contents API. */
export function blobSha(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
