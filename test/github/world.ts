import type { Deliveries } from "./deliveries.ts";
import type { Answer, Call, Json } from "./exchange.ts";
import { jsonOf, ok } from "./exchange.ts";
import type { Level } from "./seed.ts";
import type { Upstream } from "./upstream.ts";

/** A pull request as the proxy must remember it, because the emulator can't. */
export interface PullState {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly node: string;
  readonly headRepo: string;
  readonly headRef: string;
  open: boolean;
  /** Where its head is, or was when it was closed. */
  head: string;
  merged: { readonly at: string; readonly by: Json; readonly commit: string; readonly base: string } | undefined;
}

/** What the gaps share: who calls, where branches are, which pull requests exist. */
export interface World {
  readonly url: string;
  readonly upstream: Upstream;
  readonly deliveries: Deliveries;
  /** The authorization of somebody who may do everything. */
  readonly admin: string;
  /** Whose each token is. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly levels: Map<string, Level>;
  /** Installation tokens and the slug of the App that they are for. */
  readonly installationTokens: Map<string, string>;
  readonly pulls: Map<string, PullState>;
  /** Where every branch of a repository is now. */
  heads(repo: string): Promise<Map<string, string>>;
  repository(repo: string): Promise<Json>;
  /** The login that a call is made as, `gitcident[bot]` for our App; undefined: nobody's. */
  login(call: Call): string | undefined;
  level(call: Call): Level;
  /** Asks the emulator as an administrator. */
  ask(method: string, path: string, body?: Json): Promise<Answer>;
  /** Does something in somebody's name, with all that GitHub does besides; `authorization` is a whole header value. */
  act(method: string, path: string, authorization: string, body?: Json): Promise<Answer>;
  /** Says who does what `act` asks for. */
  actThrough(answer: (call: Call) => Promise<Answer>): void;
  /** Asks for JSON that must be there. */
  read(path: string): Promise<Json>;
  /** Every item of a paginated list. */
  readAll(path: string): Promise<Json[]>;
  /** One thing at a time for each name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function bearerOf(call: Call): string | undefined {
  return call.headers.authorization?.replace(/^(bearer|token)\s+/i, "").trim();
}

export function keyOf(repo: string, number: number | string): string {
  return `${repo}#${number}`.toLowerCase();
}

interface Ground {
  readonly url: string;
  readonly upstream: Upstream;
  readonly deliveries: Deliveries;
  readonly admin: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly levels: Map<string, Level>;
}

export function createWorld(ground: Ground): World {
  const heads = new Map<string, Promise<Map<string, string>>>();
  const repositories = new Map<string, Promise<Json>>();
  const queues = new Map<string, Promise<unknown>>();
  const installationTokens = new Map<string, string>();

  let through: (call: Call) => Promise<Answer> = ground.upstream.send;

  const ask = (method: string, path: string, body?: Json) => ground.upstream.ask(method, path, ground.admin, body);

  async function read(path: string): Promise<Json> {
    const answer = await ask("GET", path);
    if (!ok(answer)) throw new Error(`Unexpected ${answer.status} from the emulator for ${path}, expected 200`);
    return jsonOf(answer);
  }

  async function readAll(path: string): Promise<Json[]> {
    const all: Json[] = [];
    for (let page = 1; ; page++) {
      const items = await read(`${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`);
      all.push(...items);
      if (items.length < 100) return all;
    }
  }

  async function loadHeads(repo: string): Promise<Map<string, string>> {
    const answer = await ask("GET", `/repos/${repo}/git/matching-refs/heads/`);
    const refs: Json[] = ok(answer) ? jsonOf(answer) : [];
    return new Map(refs.map((ref) => [ref.ref.slice("refs/heads/".length), ref.object.sha]));
  }

  function once<T>(cache: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
    const known = cache.get(name) ?? load();
    cache.set(name, known);
    return known;
  }

  function login(call: Call): string | undefined {
    const token = bearerOf(call);
    if (token === undefined) return undefined;
    const slug = installationTokens.get(token);
    return slug === undefined ? ground.tokens.get(token) : `${slug}[bot]`;
  }

  return {
    ...ground,
    installationTokens,
    pulls: new Map(),
    heads: (repo) => once(heads, repo.toLowerCase(), () => loadHeads(repo)),
    repository: (repo) => once(repositories, repo.toLowerCase(), () => read(`/repos/${repo}`)),
    login,
    level(call) {
      const token = bearerOf(call);
      if (token !== undefined && installationTokens.has(token)) return "write";
      const name = login(call);
      return name === undefined ? "none" : (ground.levels.get(name) ?? "none");
    },
    ask,
    act(method, path, authorization, body) {
      const [place = "", query] = path.split("?");
      return through({
        method,
        path: place,
        query: new URLSearchParams(query),
        headers: { authorization, accept: "application/json", "content-type": "application/json" },
        body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
      });
    },
    actThrough(answer) {
      through = answer;
    },
    read,
    readAll,
    exclusively(name, work) {
      const before = queues.get(name) ?? Promise.resolve();
      const after = before.then(work, work);
      queues.set(
        name,
        after.catch(() => {}),
      );
      return after;
    },
  };
}
