import type { App, StartOptions } from "../../src/app/app.ts";
import { startApp } from "../../src/app/start.ts";
import { type GitHubOptions, startGitHub, type TestGitHub } from "../github/start.ts";

/** A GitHub with our App in front of it, in this process. */
export interface Stage {
  readonly github: TestGitHub;
  readonly app: App;
  /** Until GitHub has told everything and the App has done everything. */
  readonly quiet: () => Promise<void>;
  /** A tick, and all that follows from it. */
  readonly tick: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const shop = { owner: "octo", repo: "shop" } as const;

/** Nobody waits for limits that the emulator does not have, nor long for a second try. */
export const hasty: Pick<StartOptions, "limits" | "lag" | "pace" | "claim"> = {
  limits: { createdPerMinute: 1_000_000, createdPerHour: 1_000_000, reserve: 0, patience: 60_000 },
  lag: 0,
  pace: { first: 20, most: 200 },
  claim: 20,
};

/** Many incidents are merged at nearly the same moment here, which is more at once than the brake lets through unless told. */
export async function loosenBrake(github: TestGitHub): Promise<void> {
  const content = Buffer.from("brake: 1000\n").toString("base64");
  const config = { ...shop, path: ".github/gitcident.yml", message: "Loosen the brake", content };
  await github.as("octo-admin").repos.createOrUpdateFileContents(config);
}

export function optionsFor(github: TestGitHub, given: Partial<StartOptions> = {}): StartOptions {
  return {
    baseUrl: github.url,
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    host: "127.0.0.1",
    port: 0,
    logLevel: "fatal",
    ticks: false,
    ...hasty,
    ...given,
  };
}

export async function raiseStage(options: GitHubOptions = {}, start: Partial<StartOptions> = {}): Promise<Stage> {
  const github = await startGitHub(options);
  const app = await startApp(optionsFor(github, start));
  github.deliveries.to(`${app.url}/api/github/webhooks`);
  const quiet = async (): Promise<void> => {
    for (let calm = 0; calm < 2; ) {
      const before = github.requests.length;
      await github.deliveries.flush();
      await app.idle();
      calm = github.requests.length === before ? calm + 1 : 0;
    }
  };
  return {
    github,
    app,
    quiet,
    tick: async () => {
      await app.tick();
      await quiet();
    },
    close: async () => {
      await app.close();
      await github.close();
    },
  };
}
