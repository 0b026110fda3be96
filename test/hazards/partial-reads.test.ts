import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newGate, systemClock } from "../../src/host/github/gate.ts";
import { gitHubHost } from "../../src/host/github/github-host.ts";
import { newMemory } from "../../src/host/github/memory.ts";
import { connect } from "../../src/host/github/octokit.ts";
import type { Effect } from "../../src/model/effect.ts";
import { HostError } from "../../src/model/errors.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { disorderly, pathOf } from "../action/many-findings.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers of a server.
type Body = any;
interface Answered {
  readonly status: number;
  readonly body: Body;
}
/** What a server says instead of all that it has; undefined: this answer can't be partial in that way. */
type Spoil = (answer: Answered, path: string) => Answered | undefined;

/** The answer with every text of this name changed; undefined where it has none. */
function changed({ status, body }: Answered, name: string, to: (text: string) => string | null): Answered | undefined {
  let found = false;
  const copy = JSON.stringify(body, (key, value) => {
    if (key !== name || typeof value !== "string" || value === "") return value;
    found = true;
    return to(value);
  });
  return found ? { status, body: JSON.parse(copy) } : undefined;
}

const isList = (body: Body): boolean => Array.isArray(body) || Array.isArray(body?.tree) || Array.isArray(body?.files);
const spoils: Readonly<Record<string, Spoil>> = {
  "not found in between": () => ({ status: 404, body: { message: "Not Found" } }),
  "a listing cut short that says so": ({ status, body }, path) =>
    path.includes("recursive=1") && Array.isArray(body?.tree)
      ? { status, body: { ...body, truncated: true, tree: body.tree.slice(0, 2) } }
      : undefined,
  "a folder cut short that says so": ({ status, body }, path) =>
    path.includes("/git/trees/") && Array.isArray(body?.tree)
      ? { status, body: { ...body, truncated: true, tree: body.tree.slice(0, 1) } }
      : undefined,
  "nothing where there was something": ({ status, body }) =>
    body && !isList(body)
      ? { status, body: Object.fromEntries(Object.keys(body).map((key) => [key, null])) }
      : undefined,
  "a text that is left out": (answer) => changed(answer, "content", () => "") ?? changed(answer, "text", () => null),
  "half of a text": (answer) =>
    changed(answer, "content", (text) => text.slice(0, Math.floor(text.length / 8) * 4)) ??
    changed(answer, "text", (text) => text.slice(0, text.length / 2)),
  "an answer in words": () => ({ status: 200, body: "<html>Unicorn!</html>" }),
  "an empty answer": () => ({ status: 200, body: "" }),
};

let github: TestGitHub;
let relay: Server;
let url = "";
let count = 0;
let spoil: { readonly at: number; readonly how: Spoil; readonly again: boolean } | undefined;
let spoiled = "";

beforeAll(async () => {
  github = await startGitHub({});
  const admin = github.as("octo-admin");
  const shop = { owner: "octo", repo: "shop" };
  const { data: base } = await admin.git.getRef({ ...shop, ref: "heads/main" });
  const files = Object.fromEntries(Array.from({ length: 3 }, (_, n) => [pathOf(101 + n), disorderly(101 + n, 0)]));
  const runbook = "---\ntitle: Failover\nservices: [checkout]\n---\n\n# Failover\n";
  const tree = await admin.git.createTree({
    ...shop,
    base_tree: (await admin.git.getCommit({ ...shop, commit_sha: base.object.sha })).data.tree.sha,
    tree: Object.entries({ ...files, "runbooks/failover.md": runbook, ".github/gitcident.yml": "brake: 5\n" }).map(
      ([path, content]) => ({ path, content, mode: "100644", type: "blob" }) as const,
    ),
  });
  const parents = [base.object.sha];
  const made = await admin.git.createCommit({ ...shop, message: "x", tree: tree.data.sha, parents });
  await admin.git.updateRef({ ...shop, ref: "heads/main", sha: made.data.sha });
  relay = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const { host: _, connection: __, ...headers } = request.headers;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "GET" } = request;
    const sent = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const { "content-length": ___, "transfer-encoding": ____, ...kept } = headers;
    const answer = await fetch(github.url + path, { method, headers: kept as Record<string, string>, ...sent });
    const text = await answer.text();
    if (path === "/graphql" && !documents) {
      response.writeHead(404, { "content-type": "application/json" }).end('{"message":"Not Found"}');
      return;
    }
    const full = { status: answer.status, body: text === "" ? "" : JSON.parse(text) };
    const wanted = spoil && (spoil.again && spoiled !== "" ? path === spoiled : count === spoil.at);
    count++;
    const partial = wanted ? spoil?.how(full, path) : undefined;
    if (partial) spoiled = path;
    const { status, body } = partial ?? full;
    const type = answer.headers.get("content-type") ?? "application/json";
    const link = answer.headers.get("link");
    response.writeHead(status, { "content-type": type, ...(link && { link: link.replaceAll(github.url, url) }) });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
}, 600_000);
afterAll(async () => {
  relay?.close().closeAllConnections();
  await github?.close();
});

/** Whether the server knows GraphQL. */
let documents = true;

/** What would be written for the archive, seen by somebody who knows nothing yet. */
async function planned(): Promise<readonly Effect[]> {
  count = 0;
  spoiled = "";
  const clock = { ...systemClock, sleep: async () => {} };
  const octokit = connect({ baseUrl: url, auth: { token: github.tokens["octo-admin"] ?? "" }, gate: newGate(), clock });
  const host = gitHubHost({ octokit, owner: "octo", repo: "shop", self: "gitcident[bot]", memory: newMemory() });
  const seen = await observe(lookAt({ kind: "archive" }, "2025-03-01T00:00:00Z"), host.source);
  return (await planFor(seen)).effects;
}

it.each([
  ["REST", false],
  ["GraphQL", true],
])(
  "hazard 28: never publishes a smaller report of what it could read in part only, by %s",
  async (by, given) => {
    documents = given;
    const whole = JSON.stringify(await planned());
    const reads = count;
    expect(whole).toContain("reports/runbook-coverage.md");
    expect(reads).toBeGreaterThan(5);
    const ends = { refused: 0, whole: 0, smaller: [] as string[] };
    const faults = Object.entries(spoils).flatMap(([name, how]) =>
      [false, true].flatMap((again) => Array.from({ length: reads }, (_, at) => ({ name, how, again, at }))),
    );
    for (const { name, how, again, at } of faults) {
      spoil = { at, how, again };
      const what = await planned().then(JSON.stringify, (error: unknown) => {
        // Anything else would be a crash.
        if (!(error instanceof HostError)) throw new Error(`${name}, ${spoiled}`, { cause: error });
      });
      spoil = undefined;
      if (spoiled === "") continue;
      if (what === undefined) ends.refused++;
      else if (what === whole) ends.whole++;
      else ends.smaller.push(`${name}: ${spoiled.replace(/[0-9a-f]{40}/, "…")}`);
    }
    const { refused, whole: healed, smaller } = ends;
    const all = refused + healed + smaller.length;
    console.info(
      `hazard 28 (${by}): ${all} partial reads, ${refused} refused, ${healed} healed, ${smaller.length} believed`,
    );
    expect([...new Set(smaller)]).toEqual([]);
  },
  300_000,
);
