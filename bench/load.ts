import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Sends `count` signed deliveries of one body over 32 connections, and expects each to be taken. */
export async function load(url: string, event: string, body: string, secret: string, count: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const times: number[] = [];
  let left = count;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const since = performance.now();
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-github-event": event,
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": signature,
      };
      const outgoing = request(`${url}/api/github/webhooks`, { method: "POST", agent, headers }, (answer) => {
        answer.resume().on("end", () => {
          times.push(performance.now() - since);
          if (answer.statusCode === 200 || answer.statusCode === 202) resolve();
          else reject(new Error(`Unexpected ${answer.statusCode}, expected 2xx`));
        });
      });
      outgoing.on("error", reject).end(body);
    });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (left-- > 0) await one();
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { perSecond: count / seconds, p99: times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] as number };
}
