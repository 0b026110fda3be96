import { Agent, request } from "node:http";
import type { Answer, Call, Json } from "./exchange.ts";

/** The emulator as the proxy sees it. */
export interface Upstream {
  /** Passes a call on and returns the answer as GitHub would write it: the proxy's addresses, whole seconds. */
  send(call: Call): Promise<Answer>;
  /** Asks on behalf of somebody; `authorization` is a whole header value. */
  ask(method: string, path: string, authorization: string, body?: Json): Promise<Answer>;
  /** Lays something between a call's authorization and the emulator. */
  authorizeBy(swap: (authorization: string) => Promise<string>): void;
  close(): void;
}

const milliseconds = /("\w*(?:_at|date|timestamp|due_on)":"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.\d+Z"/g;

/** GitHub gives times in whole seconds. https://docs.github.com/en/rest/using-the-rest-api/timezones-and-the-rest-api */
export function wholeSeconds(text: string): string {
  return text.replace(milliseconds, '$1Z"');
}

export function connect(emulator: string, proxy: string): Upstream {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(emulator);
  const { host } = new URL(proxy);

  let swap = async (authorization: string) => authorization;

  async function send(call: Call): Promise<Answer> {
    const query = call.query.toString();
    const headers: Record<string, string | string[] | undefined> = { ...call.headers, host };
    for (const name of ["connection", "transfer-encoding", "accept-encoding", "expect"]) delete headers[name];
    if (call.headers.authorization) headers["authorization"] = await swap(call.headers.authorization);
    headers["content-length"] = String(call.body.length);
    return new Promise((resolve, reject) => {
      const sent = request(
        { agent, hostname, port, method: call.method, path: query ? `${call.path}?${query}` : call.path, headers },
        (received) => {
          const chunks: Buffer[] = [];
          received.on("data", (chunk: Buffer) => chunks.push(chunk));
          received.on("error", reject);
          received.on("end", () => {
            const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...kept } = received.headers;
            const json = String(received.headers["content-type"] ?? "").includes("json");
            const bytes = Buffer.concat(chunks);
            const body = json ? Buffer.from(asGitHub(bytes.toString("utf8"))) : bytes;
            resolve({ status: received.statusCode ?? 500, headers: kept, body });
          });
        },
      );
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The emulator closed an idle connection just as it was used again: it has not read the request.
        if (sent.reusedSocket && error.code === "ECONNRESET") resolve(send(call));
        else reject(error);
      });
      sent.end(call.body);
    });
  }

  function asGitHub(text: string): string {
    return wholeSeconds(text).replaceAll(emulator, proxy);
  }

  return {
    send,
    ask(method, path, authorization, body) {
      const address = new URL(path, proxy);
      return send({
        method,
        path: address.pathname,
        query: address.searchParams,
        headers: { authorization, accept: "application/json", "content-type": "application/json" },
        body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
      });
    },
    authorizeBy(next) {
      swap = next;
    },
    close: () => agent.destroy(),
  };
}
