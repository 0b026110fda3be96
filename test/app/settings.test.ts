import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/app/settings.ts";
import { privateKey } from "./app-process.ts";

const good = { APP_ID: "4242", PRIVATE_KEY: privateKey(), WEBHOOK_SECRET: "s3cret" };
const noFile = (path: string): string => {
  throw new Error(`no such file: ${path}`);
};
const read = (env: Record<string, string>, readFile = noFile) => {
  const result = readSettings(env, readFile);
  return "problems" in result ? result.problems : result.settings;
};

describe("readSettings", () => {
  it("fills in what has a default", () => {
    expect(read(good)).toEqual({
      baseUrl: "https://api.github.com",
      appId: 4242,
      privateKey: privateKey().trim(),
      webhookSecret: "s3cret",
      host: "localhost",
      port: 3000,
      logLevel: "info",
    });
  });

  it("reads a key from a file, with escaped line ends, or in base64", () => {
    const pem = privateKey().trim();
    const file = { APP_ID: "1", WEBHOOK_SECRET: "s", PRIVATE_KEY_PATH: "key.pem" };
    for (const settings of [
      read(file, () => privateKey()),
      read({ ...good, PRIVATE_KEY: pem.replaceAll("\n", "\\n") }),
      read({ ...good, PRIVATE_KEY: Buffer.from(pem).toString("base64") }),
    ]) {
      expect(settings).toMatchObject({ privateKey: pem });
    }
  });

  it("drops the slash at the end of an address", () => {
    expect(read({ ...good, GITHUB_API_URL: "https://git.example.com/api/v3/" })).toMatchObject({
      baseUrl: "https://git.example.com/api/v3",
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "an address",
      { GITHUB_API_URL: "github" },
      /^Unexpected GITHUB_API_URL="github", expected the address of a GitHub API/,
    ],
    ["another protocol", { GITHUB_API_URL: "ftp://x" }, /GITHUB_API_URL/],
    ["an App id", { APP_ID: "Iv1.abc" }, /^Unexpected APP_ID="Iv1.abc", expected the number .*settings page/],
    ["no secret", { WEBHOOK_SECRET: " " }, /^Unexpected WEBHOOK_SECRET \(not set\), expected the secret/],
    ["no key", { PRIVATE_KEY: "" }, /^Unexpected PRIVATE_KEY \(not set\).*PRIVATE_KEY_PATH/],
    [
      "no key file",
      { PRIVATE_KEY: "", PRIVATE_KEY_PATH: "x.pem" },
      /^Unexpected PRIVATE_KEY_PATH \(x.pem\).*no such file/,
    ],
    ["a port", { PORT: "70000" }, /^Unexpected PORT="70000", expected a port from 0/],
    ["a host", { HOST: "a b" }, /^Unexpected HOST="a b"/],
    ["a level", { LOG_LEVEL: "loud" }, /^Unexpected LOG_LEVEL="loud", expected one of trace/],
  ])("says what is wrong with %s", (_what, env, message) => {
    expect(read({ ...good, ...env })).toEqual([expect.stringMatching(message)]);
  });

  it("refuses keys of another kind without showing them", () => {
    const { privateKey: key } = generateKeyPairSync("ed25519", {
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    for (const wrong of [key, "-----BEGIN RSA PRIVATE KEY-----\nnonsense", "hunter2"]) {
      const problems = read({ ...good, PRIVATE_KEY: wrong });
      expect(problems).toEqual([
        expect.stringMatching(/^Unexpected PRIVATE_KEY \(can't be read as a key\), expected an RSA/),
      ]);
      expect(String(problems)).not.toContain(wrong.slice(-8));
    }
  });

  it("names everything that is wrong at once, and ends with exit code 2", () => {
    const main = fileURLToPath(new URL("../../src/app/main.ts", import.meta.url));
    const { status, stderr, stdout } = spawnSync(process.execPath, [main], { env: {}, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[1]),
    ).toEqual(["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]);
  });
});
