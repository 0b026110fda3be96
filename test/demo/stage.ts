import { readdirSync, readFileSync } from "node:fs";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";
import { type StoryClock, startClock } from "./clock.ts";

/** A GitHub, our App in front of it, and the story's clock. */
export interface Stage {
  readonly github: TestGitHub;
  readonly app: App;
  readonly clock: StoryClock;
  readonly shop: { readonly owner: string; readonly repo: string };
  /** Until GitHub has told everything and the App has done everything. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const root = new URL("../../", import.meta.url);
const owners = ["octo-qa", "octo-devops", "octo-sre"].map((login) => ({ login, permission: "write" }) as const);

/** The config of the story's repository, where the demo is not given another. */
const ownConfig = "# An empty file works too.\nreviewers: ['@erin']\n";

export async function raiseStage(at: string, config = ownConfig): Promise<Stage> {
  const clock = startClock();
  clock.set(at);
  const github = await startGitHub({ users: owners });
  const app = await startApp({
    baseUrl: github.url,
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    host: "127.0.0.1",
    port: 0,
    logLevel: "warn",
    ticks: false,
  });
  const shop = { owner: github.owner, repo: github.repo };
  await furnish(github, shop, config);
  github.deliveries.to(`${app.url}/api/github/webhooks`);
  const quiet = async (): Promise<void> => {
    for (let calm = 0; calm < 2; ) {
      const before = github.requests.length;
      await github.deliveries.flush();
      await app.idle();
      calm = github.requests.length === before ? calm + 1 : 0;
    }
  };
  const close = async (): Promise<void> => {
    await app.close();
    await github.close();
    clock.restore();
  };
  return { github, app, clock, shop, quiet, close };
}

/** Puts the project's own runbooks and the config into the repository. */
async function furnish(github: TestGitHub, shop: Stage["shop"], config: string): Promise<void> {
  const admin = github.as("octo-admin");
  const folder = new URL("runbooks/", root);
  const files = readdirSync(folder).map(
    (name) => [`runbooks/${name}`, readFileSync(new URL(name, folder), "utf8")] as const,
  );
  for (const [path, text] of [...files, [".github/gitcident.yml", config] as const]) {
    const content = Buffer.from(text).toString("base64");
    await admin.repos.createOrUpdateFileContents({ ...shop, path, message: `Add ${path}`, content });
  }
}
