import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { bodyReader, type Refusal, refusalOf } from "./read-body.ts";

export const webhookPath = "/api/github/webhooks";

export interface Delivery {
  readonly id: string;
  readonly event: string;
  /** A JSON object of which nothing else is known. */
  readonly payload: object;
}

export interface ServerOptions {
  readonly secret: string;
  /** Takes a delivery whose signature was right. It only notes what is to be done: the answer waits for it. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  readonly health: () => { readonly status: "ok" | "draining" };
  /** Told of what went wrong with a request. */
  readonly failed: (error: unknown) => void;
}

/** Milliseconds in which a request must have arrived, headers and body: longer is a slow loris, not GitHub. */
const patience = { headers: 5000, request: 15_000 };
/** Milliseconds for which who sends a refused body has time to read why. Nothing of the body is read meanwhile. */
const linger = 2000;

/** Takes deliveries at `webhookPath`, says how it is at `/healthz`, and knows nothing else. */
export function createWebhookServer(options: ServerOptions): Server {
  const read = bodyReader(options.secret);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0];
    const reading = request.method === "GET" || request.method === "HEAD";
    const health = options.health();
    const draining = health.status === "draining";
    if (path === "/healthz" && reading) return say(response, draining ? 503 : 200, health);
    if (path !== webhookPath || request.method !== "POST") {
      return refuse(response, {
        status: 404,
        reason: `Unexpected request, expected POST ${webhookPath} or GET /healthz`,
      });
    }
    if (draining) return refuse(response, { status: 503, reason: "Unexpected delivery, expected none: shutting down" });
    const body = refusalOf(request) ?? (await read(request));
    if (typeof body !== "string") return refuse(response, body);
    const payload = parse(body);
    if (payload === undefined)
      return refuse(response, { status: 400, reason: "Unexpected body, expected a JSON object" });
    const [id, event] = [request.headers["x-github-delivery"], request.headers["x-github-event"]].map(String);
    await options.receive({ id: id as string, event: event as string, payload });
    say(response, 202, { accepted: id });
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    answer(request, response).catch((error) => {
      if (request.destroyed && !request.complete) return;
      options.failed(error);
      if (!response.headersSent)
        refuse(response, { status: 500, reason: "Unexpected failure, expected none: see the log" });
    });
  }

  const server = createServer(
    { headersTimeout: patience.headers, requestTimeout: patience.request, connectionsCheckingInterval: 1000 },
    handle,
  );
  // Who asks before sending a body learns at once that it is not wanted.
  server.on("checkContinue", (request, response) => {
    if (refusalOf(request) === undefined) response.writeContinue();
    handle(request, response);
  });
  server.maxConnections = 256;
  return server;
}

function parse(body: string): object | undefined {
  try {
    const payload: unknown = JSON.parse(body);
    return payload !== null && typeof payload === "object" ? payload : undefined;
  } catch {
    return undefined;
  }
}

function say(response: ServerResponse, status: number, body: object, end = true): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  if (end) response.end(text);
  else response.write(text);
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  const { req: request } = response;
  response.setHeader("connection", "close");
  if (status === 503) response.setHeader("retry-after", "5");
  say(response, status, { error: reason }, request.complete);
  if (request.complete) return;
  // To end the answer is to cut the connection, which would take the answer away from who is still sending.
  request.pause();
  setTimeout(() => response.end(), linger).unref();
}
