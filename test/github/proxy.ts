import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, Call } from "./exchange.ts";

export interface ProxyServer {
  readonly url: string;
  /** Who answers; until somebody does, callers get 503. */
  answerWith(respond: (call: Call) => Promise<Answer | "cut">): void;
  close(): Promise<void>;
}

/** A bare HTTP server on a free port of this machine that turns requests into calls and answers into responses. */
export async function listen(): Promise<ProxyServer> {
  let respond: (call: Call) => Promise<Answer | "cut"> = async () => ({
    status: 503,
    headers: {},
    body: Buffer.from("Starting"),
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const address = new URL(request.url ?? "/", "http://proxy");
    const answer = await respond({
      method: request.method ?? "GET",
      path: address.pathname,
      query: address.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    if (answer === "cut") {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
    response.end(answer.body);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || request.socket.destroyed) return;
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`The test's GitHub failed: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith(next) {
      respond = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
