import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen, type ProxyServer } from "./proxy.ts";
import { startGitHub, type TestGitHub } from "./start.ts";

const at = { owner: "octo", repo: "shop" };

describe("deliveries", () => {
  let github: TestGitHub;
  let app: ProxyServer;
  let got: { id: string; event: string; title: string; signed: boolean }[];

  beforeEach(async () => {
    github = await startGitHub();
    app = await listen();
    got = [];
    app.answerWith(async ({ headers, body }) => {
      const signature = `sha256=${createHmac("sha256", github.webhookSecret).update(body).digest("hex")}`;
      got.push({
        id: String(headers["x-github-delivery"]),
        event: String(headers["x-github-event"]),
        title: JSON.parse(body.toString()).issue?.title,
        signed: headers["x-hub-signature-256"] === signature,
      });
      return { status: 202, headers: {}, body: Buffer.alloc(0) };
    });
  });
  afterEach(async () => {
    await github.close();
    await app.close();
  });

  async function openTen() {
    for (let n = 0; n < 10; n++) await github.as("alice").rest.issues.create({ ...at, title: `${n}` });
  }
  const inOrder = "0,1,2,3,4,5,6,7,8,9";
  const titles = () => got.map((one) => one.title).join();

  it("wait for an app that does not listen yet, then come signed, once and in order", async () => {
    await openTen();
    await github.deliveries.flush();
    expect(got).toEqual([]);
    github.deliveries.to(`${app.url}/api/github/webhooks`);
    await github.deliveries.flush();
    expect(titles()).toBe(inOrder);
    expect(got.every((one) => one.signed && one.event === "issues")).toBe(true);
    expect(new Set(got.map((one) => one.id)).size).toBe(10);
  });

  it("get lost, doubled and shuffled as asked", async () => {
    github.deliveries.to(app.url);
    github.deliveries.setMode({ drop: 0.4, seed: 3 });
    await openTen();
    await github.deliveries.flush();
    expect(got.length).toBe(github.deliveries.log.filter((one) => !one.dropped).length);
    expect(got.length).toBeLessThan(10);
    got.length = 0;
    github.deliveries.to(undefined);
    github.deliveries.setMode({ duplicate: 3, shuffle: true, delayMs: [0, 3], seed: 5 });
    await openTen();
    await github.deliveries.flush();
    github.deliveries.to(app.url);
    await github.deliveries.flush();
    expect(got.length).toBeGreaterThan(10);
    expect(new Set(got.map((one) => one.id)).size).toBe(10);
    expect(titles()).not.toBe([...got.map((one) => one.title)].sort().join());
  });

  it("are lost where nobody answers, and the log says so", async () => {
    await app.close();
    github.deliveries.to(app.url);
    await github.as("alice").rest.issues.create({ ...at, title: "Lost" });
    await github.deliveries.flush();
    expect(github.deliveries.log.map((one) => [one.event, one.action, one.statuses])).toEqual([
      ["issues", "opened", [0]],
    ]);
  });
});
