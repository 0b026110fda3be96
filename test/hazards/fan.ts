import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AppChild } from "./app-child.ts";

const path = "/api/github/webhooks";

export interface Fan {
  readonly url: string;
  readonly close: () => void;
}

/** Hands every delivery to every app that runs, at the same moment. */
export async function openFan(apps: () => readonly AppChild[]): Promise<Fan> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.entries(request.headers).filter(
      ([name]) => name.startsWith("x-") || name === "content-type",
    );
    const post = ({ url }: AppChild) =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks),
      }).catch(() => undefined);
    await Promise.all(apps().map(post));
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => server.close() };
}
