import { generateKeyPairSync } from "node:crypto";

export type Level = "admin" | "write" | "read" | "none";

export interface SeedUser {
  readonly login: string;
  readonly permission: Level;
}

export interface SeedRepository {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
}

/** People of every test: all of them may write, but for `mallory`, who is nobody here. */
export const people: readonly SeedUser[] = [
  { login: "octo-admin", permission: "admin" },
  ...["alice", "bob", "carol", "dave", "erin", "octo-db", "octo-platform", "sre"].map(
    (login) => ({ login, permission: "write" }) as const,
  ),
  { login: "trent", permission: "read" },
  { login: "mallory", permission: "none" },
];

export const appId = 4242;
export const installationId = 777;
export const webhookSecret = "a-secret-for-webhooks";
/** A second App, so that a bot that is not ours can talk too. */
export const otherAppId = 4343;
export const otherInstallationId = 778;

/** How many interchangeable tokens each person has, so that the emulator's 5,000 requests an hour last. */
export const spareTokens = 20;

export function tokenOf(login: string, spare = 0): string {
  return spare === 0 ? `token-of-${login}` : `token-of-${login}-${spare}`;
}

let key: string | undefined;

/** One RSA key for each process: generating it takes longer than a test. */
export function privateKey(): string {
  key ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
  return key;
}

const permissions = {
  metadata: "read",
  members: "read",
  issues: "write",
  contents: "write",
  pull_requests: "write",
  checks: "write",
};

const events = [
  "issues",
  "issue_comment",
  "pull_request",
  "pull_request_review",
  "check_run",
  "check_suite",
  "push",
  "create",
  "delete",
  "label",
];

export function seedOf(
  users: readonly SeedUser[],
  repositories: readonly SeedRepository[],
  webhookUrl: string,
): Record<string, unknown> {
  const owners = [...new Set(repositories.map((repository) => repository.owner))];
  const organizations = owners.filter((owner) => !users.some((user) => user.login === owner));
  const installations = (first: number) =>
    owners.map((account, index) => ({ installation_id: first + index * 100, account, repository_selection: "all" }));
  const secret = { private_key: privateKey(), permissions, events };
  return {
    tokens: Object.fromEntries(
      users.flatMap(({ login }) =>
        Array.from({ length: spareTokens }, (_, spare) => [tokenOf(login, spare), { login, scopes: ["repo"] }]),
      ),
    ),
    github: {
      users: users.map(({ login }) => ({ login, name: login, email: `${login}@example.com` })),
      orgs: organizations.map((login) => ({ login, members: [{ login: "octo-admin", role: "admin" }] })),
      repos: repositories.map((repository) => ({ ...repository, auto_init: true, default_branch: "main" })),
      apps: [
        {
          ...secret,
          app_id: appId,
          slug: "gitcident",
          name: "Gitcident",
          webhook_url: webhookUrl,
          webhook_secret: webhookSecret,
          installations: installations(installationId),
        },
        {
          ...secret,
          app_id: otherAppId,
          slug: "helpful",
          name: "Helpful",
          events: [],
          installations: installations(otherInstallationId),
        },
      ],
    },
  };
}
