import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newGate } from "../../src/host/github/gate.ts";
import { gitHubHost } from "../../src/host/github/github-host.ts";
import { newMemory } from "../../src/host/github/memory.ts";
import { connect } from "../../src/host/github/octokit.ts";
import type { Host } from "../../src/host/host.ts";

export interface Asked {
  readonly method: string;
  /** Without `/repos/octo/shop`, with the query. */
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it sent
  readonly body: any;
}

/** What the server says: JSON, `Said` with a status, or undefined for 404. */
export type Script = (asked: Asked) => unknown;

export interface Said {
  readonly status: number;
  readonly json: unknown;
  /** The connection breaks in the middle of the body. */
  readonly cut?: boolean;
}

/** A host in front of a server that says what GitHub would and the emulator can't (limits, odd repositories). */
export async function scripted(
  script: Script,
): Promise<{ readonly host: Host; readonly asked: Asked[]; readonly notes: string[]; close(): void }> {
  const asked: Asked[] = [];
  const notes: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const path = decodeURIComponent((request.url ?? "").replace("/repos/octo/shop", ""));
    const one = { method: request.method ?? "", path, body: text === "" ? undefined : JSON.parse(text) };
    asked.push(one);
    const answer = script(one) ?? { status: 404, json: { message: "Not Found" } };
    const said = isSaid(answer) ? answer : { status: 200, json: answer };
    const body = Buffer.from(JSON.stringify(said.json));
    response.writeHead(said.status, { "content-type": "application/json", "content-length": body.length });
    if (!said.cut) return void response.end(body);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  }).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const clock = { now: Date.now, sleep: async () => {} };
  const octokit = connect({ baseUrl: `http://127.0.0.1:${port}`, auth: { token: "t" }, gate: newGate({}), clock });
  const place = {
    owner: "octo",
    repo: "shop",
    self: "gitcident[bot]",
    branchTtl: 0,
    documentsFrom: Number.POSITIVE_INFINITY,
  };
  const host = gitHubHost({ ...place, octokit, memory: newMemory(), log: (note) => notes.push(note) });
  return { host, asked, notes, close: () => void server.close() };
}

function isSaid(answer: unknown): answer is Said {
  const { status } = answer as { status?: unknown };
  return typeof status === "number" && "json" in (answer as object);
}
