import { createSign } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { createEmulator } from "emulate";
import { createAllowance } from "./allowance.ts";
import { createDeliveries, type Deliveries, type DeliveryMode } from "./deliveries.ts";
import { createDrift, type Drift } from "./drift.ts";
import { type Answer, bodyOf, type Call, type Gap, jsonOf, match, ok } from "./exchange.ts";
import { createFaults, type Faults } from "./faults.ts";
import { type Feature, gapsOf } from "./gaps.ts";
import { listen } from "./proxy.ts";
import { authKindOf, type Recorded } from "./record.ts";
import * as seeds from "./seed.ts";
import { connect } from "./upstream.ts";
import { createValidation, type Validation } from "./validate.ts";
import { createWorld, type World } from "./world.ts";

export interface GitHubOptions {
  /** The emulator as it is, without what the proxy adds: like an older server that lacks much. */
  readonly bare?: boolean;
  /** Features that this server shall lack, though all else is as on GitHub. */
  readonly without?: readonly Feature[];
  /** People besides `people` of seed.ts. */
  readonly users?: readonly seeds.SeedUser[];
  /** Repositories besides `octo/shop`. */
  readonly repositories?: readonly seeds.SeedRepository[];
  readonly deliveries?: DeliveryMode;
  /** False lets `close` pass over requests that GitHub doesn't know. */
  readonly strict?: boolean;
}

export interface TestGitHub {
  /** What `GITHUB_API_URL` must be. */
  readonly url: string;
  readonly owner: string;
  readonly repo: string;
  readonly webhookSecret: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly installationId: number;
  readonly tokens: Readonly<Record<string, string>>;
  /** A client that acts as a person. */
  as(login: string): Octokit;
  /** A fresh installation token of our App. */
  installationToken(): Promise<string>;
  /** A client that acts as our App, `gitcident[bot]`. */
  asApp(): Promise<Octokit>;
  /** A client that acts as somebody else's App, `helpful[bot]`. */
  asOtherBot(): Promise<Octokit>;
  readonly requests: readonly Recorded[];
  resetCounts(): void;
  readonly deliveries: Omit<Deliveries, "accept" | "stir" | "close">;
  readonly faults: Faults;
  readonly drift: Omit<Drift, "gap" | "count">;
  readonly validation: Validation;
  /** Stops everything. Throws when a request was sent that GitHub doesn't know, and says which. */
  close(): Promise<void>;
}

const webhookPath = "/_emulator/webhook";

/** Starts a GitHub of its own on a free port, with `octo/shop` in it. */
export async function startGitHub(options: GitHubOptions = {}): Promise<TestGitHub> {
  const proxy = await listen();
  const users = [...seeds.people, ...(options.users ?? [])];
  const repositories = [{ owner: "octo", name: "shop" }, ...(options.repositories ?? [])];
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: seeds.seedOf(users, repositories, `${proxy.url}${webhookPath}`),
  });
  const upstream = connect(emulator.url, proxy.url);
  let prepare: ReturnType<typeof gapsOf>["prepare"] = (event, payload) => ({ event, payload });
  // Every delivery to an App names its installation, also those that the proxy makes up.
  const installation = { id: seeds.installationId };
  const deliveries = createDeliveries(seeds.webhookSecret, (event, payload) =>
    prepare(event, { installation, ...payload }),
  );
  deliveries.setMode(options.deliveries ?? {});
  const world = createWorld({
    url: proxy.url,
    upstream,
    deliveries,
    admin: `token ${seeds.tokenOf("octo-admin")}`,
    tokens: new Map(
      users.flatMap(({ login }) =>
        Array.from({ length: seeds.spareTokens }, (_, spare) => [seeds.tokenOf(login, spare), login] as const),
      ),
    ),
    levels: new Map(users.map(({ login, permission }) => [login, permission])),
  });
  const mint = (token: string) => {
    const slug = world.installationTokens.get(token);
    return slug === undefined ? undefined : installationToken(world, slug);
  };
  upstream.authorizeBy(createAllowance(world.tokens, mint));
  await inviteWriters(world, users, repositories);

  const validation = createValidation();
  const faults = createFaults();
  const drift = createDrift(() => proxy.url);
  const requests: Recorded[] = [];
  const additions = options.bare ? { gaps: [], prepare } : gapsOf(world, repositories, options.without);
  prepare = additions.prepare;
  const answer = chain([faults.gap, drift.gap, ...additions.gaps], async (call) => {
    const given = await upstream.send(call);
    if (call.method !== "GET") deliveries.stir();
    return given;
  });

  world.actThrough(answer);

  proxy.answerWith(async (call) => {
    if (call.path === webhookPath) return takeIn(call, deliveries);
    const recorded: Recorded = {
      method: call.method,
      path: call.path,
      query: call.query.toString(),
      operationId: validation.check(call),
      authKind: authKindOf(call, world),
      login: world.login(call),
      status: undefined,
    };
    requests.push(recorded);
    drift.count();
    const given = await faults.around(call, () => answer(call));
    if (given !== "cut") noteToken(call, given, world);
    recorded.status = given === "cut" ? 0 : given.status;
    return given;
  });

  const client = (token: string) => new Octokit({ auth: token, baseUrl: proxy.url, log: silent });

  return {
    url: proxy.url,
    owner: "octo",
    repo: "shop",
    webhookSecret: seeds.webhookSecret,
    appId: seeds.appId,
    privateKey: seeds.privateKey(),
    installationId: seeds.installationId,
    tokens: Object.fromEntries(users.map(({ login }) => [login, seeds.tokenOf(login)])),
    as: (login) => client(seeds.tokenOf(login)),
    installationToken: () => installationToken(world, "gitcident"),
    asApp: async () => client(await installationToken(world, "gitcident")),
    asOtherBot: async () => client(await installationToken(world, "helpful")),
    requests,
    resetCounts: () => requests.splice(0),
    deliveries,
    faults,
    drift,
    validation,
    async close() {
      deliveries.close();
      await proxy.close();
      upstream.close();
      await emulator.close();
      if (options.strict !== false) validation.assertValid();
    },
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The first gap is asked first. */
function chain(gaps: readonly Gap[], last: (call: Call) => Promise<Answer>): (call: Call) => Promise<Answer> {
  return gaps.reduceRight<(call: Call) => Promise<Answer>>((next, gap) => (call) => gap(call, next), last);
}

function takeIn(call: Call, deliveries: Deliveries): Answer {
  deliveries.accept(String(call.headers["x-github-event"]), bodyOf(call));
  return { status: 202, headers: {}, body: Buffer.alloc(0) };
}

function noteToken(call: Call, answer: Answer, world: World): void {
  if (!ok(answer) || !match(call, "POST", "/app/installations/:id/access_tokens")) return;
  const claims = call.headers.authorization?.split(".")[1] ?? "";
  const { iss } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
  world.installationTokens.set(jsonOf(answer).token, Number(iss) === seeds.appId ? "gitcident" : "helpful");
}

async function inviteWriters(
  world: World,
  users: readonly seeds.SeedUser[],
  repositories: readonly seeds.SeedRepository[],
): Promise<void> {
  const emulated = { admin: "admin", write: "push", read: "pull" } as const;
  for (const { owner, name } of repositories) {
    for (const { login, permission } of users) {
      if (permission === "none" || login === "octo-admin") continue;
      const body = { permission: emulated[permission] };
      await world.ask("PUT", `/repos/${owner}/${name}/collaborators/${login}`, body);
    }
  }
}

async function installationToken(world: World, slug: string): Promise<string> {
  const [app, installation] =
    slug === "gitcident" ? [seeds.appId, seeds.installationId] : [seeds.otherAppId, seeds.otherInstallationId];
  const authorization = `Bearer ${jwtOf(app, seeds.privateKey())}`;
  const given = await world.act("POST", `/app/installations/${installation}/access_tokens`, authorization, {});
  const { token } = jsonOf(given);
  world.installationTokens.set(token, slug);
  return token;
}

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function jwtOf(app: number, key: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 540, iss: String(app) })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
}
