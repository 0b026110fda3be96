import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Relay {
  readonly url: string;
  /** Which events get through from now on; all of them when none are named. The others are lost, as deliveries may be. */
  readonly pass: (...events: readonly string[]) => void;
  readonly close: () => void;
}

/** A postman between GitHub and the app, so that one flow at a time can be measured. */
export async function relayTo(target: string): Promise<Relay> {
  let passing: readonly string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const event = String(request.headers["x-github-event"]);
    const given = Object.entries(request.headers).filter(([name]) => /^(?:content-type|x-)/.test(name));
    const headers = Object.fromEntries(given) as Record<string, string>;
    const lost = passing.length > 0 && !passing.includes(event);
    const status = lost ? 202 : (await fetch(target, { method: "POST", headers, body: Buffer.concat(chunks) })).status;
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pass: (...events) => {
      passing = events;
    },
    close: () => server.close().closeAllConnections(),
  };
}
