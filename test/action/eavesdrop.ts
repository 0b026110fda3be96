import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Eavesdropper {
  readonly url: string;
  /** Every request that writes, as `POST /path`; a GraphQL mutation is one, a query is none. */
  readonly writes: readonly string[];
  /** Every request. */
  readonly requests: readonly string[];
  readonly forget: () => void;
  readonly close: () => void;
}

/** Passes everything on to a GitHub, and remembers what was asked. */
export async function eavesdrop(github: string): Promise<Eavesdropper> {
  const requests: string[] = [];
  const writes: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { method = "GET", url = "/" } = request;
    const what = `${method} ${url}`;
    requests.push(what);
    const reads =
      method === "GET" || (url.endsWith("/graphql") && /^\s*(?:query\b|\{)/.test(JSON.parse(`${body}`).query));
    if (!reads) writes.push(what);
    const { host: _, connection: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
    const answer = await fetch(github + url, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
      redirect: "manual",
    });
    const { "content-encoding": _____, "transfer-encoding": ______, ...given } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, given).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    writes,
    forget: () => {
      requests.splice(0);
      writes.splice(0);
    },
    close: () => server.close().closeAllConnections(),
  };
}
