import { generateKeyPairSync } from "node:crypto";
import type { EmitterWebhookEvent } from "@octokit/webhooks";
import { Probot } from "probot";
import { expect, it } from "vitest";
import { unusedOctokit } from "../../src/app/unused-octokit.ts";
import { gitcident } from "../../src/app/webhooks.ts";

const payload = {
  installation: { id: 7 },
  repository: { name: "shop", owner: { login: "octo" } },
  action: "opened",
  issue: { number: 1, labels: [{ name: "incident" }] },
};

/** Probot with the app in it, and how many deliveries the app has told of. */
async function listening(): Promise<{ readonly receive: (id: string) => Promise<void>; readonly told: () => number }> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  let told = 0;
  const probot = new Probot({ appId: 1, privateKey, secret: "s", logLevel: "fatal", Octokit: unusedOctokit });
  await probot.load(
    gitcident({
      self: () => "gitcident[bot]",
      heard: (event, place, targets) => {
        expect([event, place.installation, targets.length > 0]).toEqual(["issues", 7, true]);
        told += 1;
      },
    }),
  );
  const receive = (id: string) => probot.receive({ id, name: "issues", payload } as unknown as EmitterWebhookEvent);
  return { receive, told: () => told };
}

it("tells of a delivery once, as long as its id is among the last five thousand", async () => {
  const { receive, told } = await listening();
  await receive("first");
  await receive("first");
  expect(told()).toBe(1);
  for (let n = 0; n < 4999; n++) await receive(`other ${n}`);
  await receive("first");
  expect(told()).toBe(5000);
  for (let n = 4999; n < 12_000; n++) await receive(`other ${n}`);
  expect(told()).toBe(12_001);
  // What is forgotten costs a look, and its memory is free again.
  await receive("first");
  expect(told()).toBe(12_002);
});
