import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** GitHub caps payloads at 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export const maxBodyBytes = 25 * 1024 * 1024;
/** A body up to here is read whoever sends it; all larger ones share `maxLargeBytes`, so that a crowd of them can't fill the memory. */
const smallBytes = 256 * 1024;
const maxLargeBytes = maxBodyBytes + 1024 * 1024;

/** Why a delivery was not taken, as an answer. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** What can be said of a delivery from its headers alone; undefined when its body is worth reading. */
export function refusalOf({ headers }: IncomingMessage): Refusal | undefined {
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes) return tooLarge;
  const signature = headers["x-hub-signature-256"];
  if (typeof signature !== "string" || !/^sha256=[0-9a-f]{64}$/.test(signature)) return unsigned;
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) {
    return {
      status: 415,
      reason: "Unexpected content type, expected application/json: set it in the webhook's settings",
    };
  }
  if (!headers["x-github-event"] || !headers["x-github-delivery"]) {
    return { status: 400, reason: "Unexpected delivery, expected the headers X-GitHub-Event and X-GitHub-Delivery" };
  }
  return undefined;
}

const tooLarge: Refusal = { status: 413, reason: `Unexpected body, expected at most ${maxBodyBytes} bytes` };
const crowded: Refusal = {
  status: 503,
  reason: "Unexpected number of large bodies at once, expected fewer: try again",
};
const unsigned: Refusal = {
  status: 401,
  reason: "Unexpected X-Hub-Signature-256, expected the body signed with the webhook secret (SHA-256)",
};

/** Reads bodies, counting and hashing as they come, so that nothing is kept of one that is too large. */
export function bodyReader(secret: string): (request: IncomingMessage) => Promise<string | Refusal> {
  let large = 0;
  return (request) =>
    new Promise((resolve, reject) => {
      const hmac = createHmac("sha256", secret);
      const chunks: Buffer[] = [];
      let size = 0;
      let reserved = 0;
      /** Makes room for a body of so many bytes; false where there is none. */
      const reserve = (bytes: number): boolean => {
        if (bytes <= smallBytes) return true;
        large += bytes - reserved;
        reserved = bytes;
        return large <= maxLargeBytes;
      };
      const end = (outcome: string | Refusal): void => {
        large -= reserved;
        reserved = 0;
        chunks.length = 0;
        request.off("data", take).off("end", finish).off("close", lose);
        resolve(outcome);
      };
      const take = (chunk: Buffer): void => {
        size += chunk.length;
        hmac.update(chunk);
        chunks.push(chunk);
        if (size > maxBodyBytes) end(tooLarge);
        // One whose length was not said may become as large as any.
        else if (size > Math.max(reserved, smallBytes) && !reserve(maxBodyBytes)) end(crowded);
      };
      const finish = (): void => {
        const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
        const right = Buffer.from(`sha256=${hmac.digest("hex")}`);
        const same = given.length === right.length && timingSafeEqual(given, right);
        end(same ? Buffer.concat(chunks).toString("utf8") : unsigned);
      };
      const lose = (): void => {
        reject(new Error("Unexpected end of a request, expected its whole body"));
        end(unsigned);
      };
      if (!reserve(Number(request.headers["content-length"] ?? 0))) {
        end(crowded);
        return;
      }
      request
        .on("data", take)
        .on("end", finish)
        .on("close", lose)
        .on("error", () => {});
    });
}
