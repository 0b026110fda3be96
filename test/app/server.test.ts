import { createHmac } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppProcess, secret, startAppProcess } from "./app-process.ts";

let app: AppProcess;
beforeAll(async () => {
  app = await startAppProcess();
}, 30_000);
afterAll(async () => {
  app.child.kill("SIGTERM");
  await app.exited;
});

const megabyte = 1024 * 1024;
const body = JSON.stringify({ action: "created", sender: { login: "alice" } });
const sign = (text: string, with_ = secret, algorithm = "sha256") =>
  `${algorithm}=${createHmac(algorithm, with_).update(text).digest("hex")}`;
const headersFor = (text: string): Record<string, string> => ({
  "content-type": "application/json",
  "x-github-event": "star",
  "x-github-delivery": crypto.randomUUID(),
  "x-hub-signature-256": sign(text),
});

/** The head of a signed delivery that promises `length` bytes. */
function signedHead(length: number): string {
  const headers = { host: "x", ...headersFor(body), "content-length": length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return ["POST /api/github/webhooks HTTP/1.1", ...lines, "", ""].join("\r\n");
}

async function post(text: string, change: Record<string, string | undefined> = {}): Promise<number> {
  const headers = Object.entries({ ...headersFor(text), ...change }).filter(([, value]) => value !== undefined);
  const answer = await fetch(`${app.url}/api/github/webhooks`, {
    method: "POST",
    body: text,
    headers: headers as [string, string][],
  });
  await answer.text();
  return answer.status;
}

/** Sends `size` bytes until somebody answers; resolves to the answer's status, 0 when the connection was cut. */
function flood(size: number, headers: Record<string, string | number>): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(`${app.url}/api/github/webhooks`, { method: "POST", headers }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.resume().on("end", () => outgoing.destroy());
    });
    outgoing.on("error", () => resolve(0));
    const piece = Buffer.alloc(megabyte, 0x61);
    let sent = 0;
    const write = (): void => {
      while (sent < size && !outgoing.destroyed) {
        sent += piece.length;
        if (!outgoing.write(piece)) return void outgoing.once("drain", write);
      }
      outgoing.end();
    };
    write();
  });
}

describe("the server", () => {
  it.each<[string, number, Record<string, string | undefined>]>([
    ["a signed delivery", 202, {}],
    ["no signature", 401, { "x-hub-signature-256": undefined }],
    ["another secret's signature", 401, { "x-hub-signature-256": sign(body, "another secret") }],
    ["another body's signature", 401, { "x-hub-signature-256": sign(`${body} `) }],
    ["a signature of no shape", 401, { "x-hub-signature-256": "sha256=" }],
    ["an old signature only", 401, { "x-hub-signature-256": undefined, "x-hub-signature": sign(body, secret, "sha1") }],
    ["an old signature in the new place", 401, { "x-hub-signature-256": sign(body, secret, "sha1") }],
    ["a form", 415, { "content-type": "application/x-www-form-urlencoded" }],
    ["no event", 400, { "x-github-event": undefined }],
    ["no delivery id", 400, { "x-github-delivery": undefined }],
  ])("answers %s with %i", async (_what, status, change) => {
    expect(await post(body, change)).toBe(status);
  });

  it.each(["", "null", "7", "{", "\u0000"])("refuses the signed body %j", async (text) => {
    expect(await post(text)).toBe(400);
  });

  it("takes every event and every strange payload without falling over", async () => {
    for (const event of ["issues", "constructor", "installation", "é"]) {
      expect(await post("{}", { "x-github-event": encodeURIComponent(event) })).toBe(202);
    }
    expect(await post('{"installation":null,"repository":[]}', { "x-github-event": "push" })).toBe(202);
    expect(await post("[]", { "x-github-event": "push" })).toBe(202);
  });

  it("says how it is, and knows nothing else", async () => {
    const health = await fetch(`${app.url}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      status: "ok",
      queue: expect.any(Number),
      running: expect.any(Number),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptime: expect.any(Number),
    });
    for (const path of ["/", "/probot", "/api/github/webhooks", "/healthz/x", "/ping", "//"]) {
      expect((await fetch(app.url + path)).status).toBe(404);
    }
  });

  it.each([
    ["its headers", "POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\nX-Slow: "],
    ["its body", `${signedHead(100_000)}{"a":"`],
  ])("hazard 23: cuts off who never ends %s, byte after byte", { timeout: 120_000 }, async (_what, start) => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    let said = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      said += text;
    });
    socket.write(start);
    const drip = setInterval(() => socket.write("a"), 500);
    await new Promise((resolve) => socket.once("close", resolve).on("error", () => {}));
    clearInterval(drip);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(await post(body)).toBe(202);
  });

  it("hazard 23: refuses what is too large before keeping it", async () => {
    await post(body);
    const before = app.peakMemory();
    const wrong = { ...headersFor(body), "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
    const { "x-hub-signature-256": _, ...unsigned } = wrong;
    expect(await flood(400 * megabyte, { ...wrong, "content-length": 400 * megabyte })).toBe(413);
    expect(await flood(400 * megabyte, { ...wrong, "transfer-encoding": "chunked" })).toBe(413);
    expect(await flood(400 * megabyte, { ...unsigned, "transfer-encoding": "chunked" })).toBe(401);
    expect(await flood(400 * megabyte, { ...wrong, "content-length": 400 * megabyte, expect: "100-continue" })).toBe(
      413,
    );
    const many = await Promise.all(Array.from({ length: 12 }, () => flood(24 * megabyte, wrong)));
    expect(many.filter((status) => status !== 401 && status !== 503)).toEqual([]);
    const after = app.peakMemory();
    const grown = (after ?? 0) - (before ?? 0);
    console.log(`hazard 23: peak memory +${grown.toFixed(0)} MB after 4 bodies of 400 MB and 12 at once of 24 MB`);
    expect(grown).toBeLessThanOrEqual(64);
    expect(await post(body)).toBe(202);
  }, 600_000);

  it("answers before the work is done", async () => {
    const payload = JSON.stringify({
      action: "created",
      installation: { id: 1 },
      repository: { name: "shop", owner: { login: "octo" } },
      issue: { number: 1, labels: [{ name: "incident" }] },
    });
    expect(await post(payload, { "x-github-event": "issue_comment" })).toBe(202);
    await sleep(50);
    const { queue } = (await (await fetch(`${app.url}/healthz`)).json()) as { queue: number };
    expect(queue).toBeGreaterThan(0);
  });
});
