import { afterAll, beforeAll } from "vitest";
import type { App } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { type GitHubOptions, startGitHub, type TestGitHub } from "../github/start.ts";

/** The GitHub of the file's tests, and the App in front of it; there once `onStage` has raised them. */
export let github: TestGitHub;
export let app: App;
export const shop = { owner: "octo", repo: "shop" } as const;

/** Raises both before the file's tests, and takes them down after. */
export function onStage(options: GitHubOptions = {}): void {
  beforeAll(async () => {
    github = await startGitHub(options);
    const { url: baseUrl, appId, privateKey, webhookSecret } = github;
    const listening = { host: "127.0.0.1", port: 0, logLevel: "warn", ticks: false } as const;
    app = await startApp({ baseUrl, appId, privateKey, webhookSecret, ...listening });
    github.deliveries.to(`${app.url}/api/github/webhooks`);
  });
  afterAll(async () => {
    await app?.close();
    await github?.close();
  });
}

/** Until GitHub has said everything and we have done everything, which makes GitHub say more. */
export async function quiet(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await github.deliveries.flush();
    await app.idle();
  }
}
