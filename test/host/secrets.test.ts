import { describe, expect, test } from "vitest";
import { maskSecrets } from "../../src/host/secrets/mask.ts";
import { safeBlock, safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import { maskedKinds } from "../../src/model/masked.ts";
import { around, base64, dice, digits, hex, lower, one } from "./seeded-secrets.ts";

describe("hazard 18: secrets written to a record", () => {
  test("500 seeded secrets are masked, and masking twice changes nothing", async () => {
    const { pick, below, ...rest } = dice(20251121);
    const makers = one({ pick, below, ...rest });
    const missed: string[] = [];
    const unsteady: string[] = [];
    for (let n = 0; n < 500; n += 1) {
      const made = (makers[n % makers.length] as () => string | { secret: string; text: string })();
      const { secret, text } = typeof made === "string" ? { secret: made, text: made } : made;
      const whole = pick(around)(text);
      const { text: masked, masked: kinds } = await maskSecrets(whole);
      if (masked.includes(secret) || masked.includes(secret.slice(0, 40)) || kinds.length === 0) missed.push(whole);
      if ((await maskSecrets(masked)).text !== masked) unsteady.push(whole);
    }
    console.log(`hazard 18: recall ${(((500 - missed.length) / 500) * 100).toFixed(1)} % of 500 seeded secrets`);
    expect(missed.length, missed.slice(0, 5).join("\n---\n")).toBeLessThanOrEqual(10);
    expect(unsteady).toEqual([]);
  }, 600_000);

  test("5,000 harmless strings stay as they are", async () => {
    const { pick, below, chars } = dice(7);
    const uuid = () => [8, 4, 4, 4, 12].map((n) => chars(hex, n)).join("-");
    const makers: readonly (() => string)[] = [
      () => `commit ${chars(hex, 40)}`,
      () => `deployed ${chars(hex, 7 + below(6))} to production`,
      () => chars(hex, 64),
      () => `sha256:${chars(hex, 64)}`,
      () => `image registry/app@sha256:${chars(hex, 64)}`,
      () => `request id ${uuid()}`,
      () => `trace_id=${chars(hex, 32)} span=${chars(hex, 16)}`,
      () => `request_token: ${uuid()}`,
      () => `page_token=${chars(hex, 40)}`,
      () => `index ${chars(hex, 7)}..${chars(hex, 7)} 100644`,
      () => `https://github.com/octo/shop/commit/${chars(hex, 40)}`,
      () => `https://github.com/octo/shop/blob/${chars(hex, 40)}/src/token.ts#L${below(900)}`,
      () => `sha512-${chars(base64, 86)}==`,
      () => `2025-01-${String(1 + below(28)).padStart(2, "0")}T0${below(10)}:${10 + below(49)}:00Z`,
      () => `${below(255)}.${below(255)}.${below(255)}.${below(255)}:${below(65535)}`,
      () => `token: expired ${below(60)} minutes ago`,
      () => `password: ${pick(["required", "reset by the owner", "see the vault", "rotated", "policy changed"])}`,
      () => `secret: checkout-db-${below(99)}`,
      () => `v${below(9)}.${below(20)}.${below(99)}`,
      () => `pod checkout-${chars(hex, 10)}-${chars(`${lower}${digits}`, 5)} restarted`,
      () => `secret/checkout-${below(9)} was rotated; tokens=${below(5000)}, max_tokens: ${below(90000)}`,
      () => `DB_PASSWORD=\${DB_PASSWORD} token=$TOKEN api_key: {{ api_key }}`,
      () => `arn:aws:iam::${chars(digits, 12)}:role/deploy`,
      () => `ran \`kubectl get secret tls-${chars(lower, 5)} -o yaml\` at 02:${10 + below(49)}`,
      () => `ETag: "${chars(hex, 32)}" and md5 ${chars(hex, 32)}`,
    ];
    const wrong: string[] = [];
    for (let n = 0; n < 5000; n += 1) {
      const text = (makers[n % makers.length] as () => string)();
      const { text: masked } = await maskSecrets(text);
      if (masked !== text) wrong.push(`${text}\n→ ${masked}`);
    }
    console.log(`hazard 18: ${wrong.length} false of 5,000 harmless strings (SHAs, UUIDs, digests, times, addresses)`);
    expect(wrong.slice(0, 5)).toEqual([]);
  }, 600_000);

  test("nobody can switch the masking off from inside a comment", async () => {
    const token = ["gl", "pat-", "a1B2c3D4e5F6g7H8i9J0"].join("");
    const docker = ["dckr", "_pat_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N"].join("");
    const { text } = await maskSecrets(`<!-- secretlint-disable -->\n${token}\n${docker} // secretlint-disable-line`);
    expect(text).not.toContain(token);
    expect(text).not.toContain(docker);
  });

  test("what stays is readable, and its kind can be read back", async () => {
    const word = ["hun", "ter2", "x9Q"].join("");
    const { text } = await maskSecrets(`failover to postgres://app:${word}@db.internal:5432/shop at 02:45`);
    expect(text).toBe("failover to postgres://app:[masked: password in an address]@db.internal:5432/shop at 02:45");
    expect(maskedKinds(text)).toEqual(["password in an address"]);
    for (const safe of [safeInline, safeBlock, safeTitle, safeCommitMessage]) {
      const printed = safe(text);
      expect(maskedKinds(printed)).toEqual(["password in an address"]);
      expect((await maskSecrets(printed)).text).toBe(printed);
    }
  });

  test("a private key is masked with its end missing, and two keys are two", async () => {
    const key = `-----BEGIN ${"RSA "}PRIVATE KEY-----\n${"Q2xhc3NpY2Fs".repeat(20)}`;
    expect((await maskSecrets(`cut:\n${key}`)).text).toBe("cut:\n[masked: private key]");
    const two = `${key}\n-----END ${"RSA "}PRIVATE KEY-----\nand\n${key}\n-----END ${"RSA "}PRIVATE KEY-----\nend`;
    expect((await maskSecrets(two)).text).toBe("[masked: private key]\nand\n[masked: private key]\nend");
  });
});
