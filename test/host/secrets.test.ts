import { describe, expect, test } from "vitest";
import { maskSecrets } from "../../src/host/secrets/mask.ts";
import { maskingSource } from "../../src/host/secrets/masking-source.ts";
import { redactLine } from "../../src/host/secrets/redact.ts";
import { safeBlock, safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import type { Source } from "../../src/model/ask.ts";
import { maskedKinds } from "../../src/model/masked.ts";
import { secretPatterns } from "../../src/model/secret-patterns.ts";
import { cpuTime, cpuTimeOf } from "../cpu-time.ts";

/** Seeded (mulberry32), so that a failure can be repeated. Secrets are made here: none is written in this repository. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const chars = (alphabet: string, n: number) =>
    Array.from({ length: n }, () => alphabet[below(alphabet.length)]).join("");
  return { below, pick, chars };
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const hex = "0123456789abcdef";
const upper = lower.toUpperCase();
const base62 = lower + upper + digits;
const base64 = `${base62}+/`;
const url64 = `${base62}-_`;

type Dice = ReturnType<typeof dice>;
const one = ({ below, pick, chars }: Dice): readonly ((() => { secret: string; text: string }) | (() => string))[] => {
  const joined = (...parts: readonly string[]) => parts.join("");
  const jwtPart = () => joined("ey", "J", chars(url64, 30 + below(60)));
  const password = () =>
    joined(chars(base62, 6 + below(10)), pick(digits.split("")), pick(["!", "$", "%", "", "&", "*"]), chars(base62, 3));
  const inside = (secret: string, before: string, after = "") => ({ secret, text: before + secret + after });
  const key = (name: string) => joined("-----", "BEGIN ", name, "PRIVATE KEY", "-----\n");
  const host = () => `${chars(lower, 6)}.${pick(["internal", "example.com", "svc.cluster.local", "db.io"])}`;
  return [
    () => joined("gh", pick(["p", "o", "u", "s", "r"]), "_", chars(base62, 36)),
    () => joined("github", "_pat_", chars(base62, 22), "_", chars(base62, 59)),
    () => joined(pick(["AK", "AS"]), "IA", chars(`${upper}234567`, 16)),
    () =>
      inside(
        chars(base64, 40).replace(/^./, "k").replace(/.$/, "Z"),
        pick(["aws_secret_access_key = ", "AWS_SECRET_ACCESS_KEY=", 'SecretAccessKey": "']),
      ),
    () =>
      joined("xo", "x", pick(["b", "p", "a"]), "-", chars(digits, 12), "-", chars(digits, 12), "-", chars(base62, 24)),
    () =>
      inside(
        `${chars(upper, 9)}/B${chars(upper, 8)}/${chars(base62, 24)}`,
        joined("https://hooks.sl", "ack.com/services/T"),
      ),
    () => joined("s", "k_", pick(["live", "test"]), "_", chars(base62, 24 + below(60))),
    () => joined("r", "k_live_", chars(base62, 24)),
    () => joined("wh", "sec_", chars(base62, 32)),
    () => joined("AI", "za", chars(url64, 34), "a"),
    () => joined("np", "m_", chars(base62, 36)),
    () => joined("sk-", "ant-api03-", chars(url64, 93), "AA"),
    () => joined("sk-", "proj-", chars(base62, 40), "9aA"),
    () => joined("sk-", chars(base62, 20), "T3Blbk", "FJ", chars(base62, 20)),
    () => joined("S", "G.", chars(base62, 22), ".", chars(base62, 43)),
    () => joined("S", "K", chars(hex, 32)),
    () => joined(jwtPart(), ".", jwtPart(), ".", chars(url64, 43)),
    () =>
      inside(
        chars(base64, 400).replace(/(.{64})/g, "$1\n"),
        key(pick(["RSA ", "EC ", "", "OPENSSH "])),
        "\n-----END PRIVATE KEY-----\n",
      ),
    ...["postgres", "postgresql", "mongodb+srv", "redis", "rediss", "amqp", "mysql", "https", "ftp", "clickhouse"].map(
      (scheme) => () =>
        inside(password(), `${scheme}://${pick(["app", "admin", "", "svc_user"])}:`, `@${host()}:5432/shop`),
    ),
    ...["password=", "Password: ", "DB_PASSWORD=", "PGPASSWORD=", '"password": "', "passwd: ", "pwd = '"].map(
      (name) => () => inside(password(), name),
    ),
    ...[
      "token: ",
      "api_key=",
      "API_KEY: ",
      "client_secret=",
      "apiKey: '",
      "secret_key = ",
      "--token ",
      "X-Api-Key: ",
      '"access_token":"',
      "SECRET=",
    ].map(
      (name) => () =>
        inside(joined(chars(base62, 10), pick(digits.split("")), chars(base62, 9 + below(20))), ` ${name}`),
    ),
    () => inside(chars(url64, 40), "Authorization: Bearer "),
    () => inside(joined(chars(base62, 30), "="), "authorization: Basic "),
    () => inside(joined(chars(base62, 12), "7aB", chars(base62, 20)), "curl -H 'Authorization: token "),
    () => inside(joined(chars(base62, 20), "7aB"), "sent Bearer "),
    () => joined("gl", "pat-", chars(url64, 20)),
    () => joined("h", "f_", chars(lower + upper, 34)),
    () => joined("hv", "s.", chars(url64, 90)),
    () => joined("dckr", "_pat_", chars(url64, 27)),
    () => joined("ya", "29.", chars(url64, 80)),
    () => joined(chars(digits, 9), ":A", "A", chars(url64, 33)).replace(/[-_]$/, "a"),
  ];
};

const around = [
  (text: string) => text,
  (text: string) => `02:45 the failover used ${text} and then it failed`,
  (text: string) => `- log line: \`${text}\` (@alice)`,
  (text: string) => `Look at this:\n\n\`\`\`sh\n${text}\n\`\`\`\n\nthanks`,
  (text: string) => `error="${text}", retry in 5s`,
];

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
  }, 60_000);

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
  }, 60_000);

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

describe("hazard 22: slow patterns", () => {
  const nasties = [
    "a",
    "A1",
    "-",
    "_",
    " ",
    "\n",
    "://",
    "http://a:",
    "a:b@",
    "password=",
    "token: ",
    "api_key",
    "bearer ",
    "authorization: ",
    "eyJ",
    "eyJaaaaaaaa.",
    "sk-",
    "sk-a",
    "SG.",
    "ghp_",
    "xoxb-",
    "AKIA",
    "key-",
    "0",
    "1:AA",
    "-u a:",
    " --token ",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "https://hooks.slack.com/services/",
    "a.",
    "a-b",
    "?sig=",
    '"',
    "\\n",
    "é",
  ];

  test("each of ours takes at most 20 ms for 64 KB", () => {
    const slow: string[] = [];
    let worst = 0;
    for (const nasty of nasties) {
      const text = nasty.repeat(Math.ceil(65_536 / nasty.length));
      for (const { pattern } of secretPatterns) {
        // The machine is shared: what is slow once is timed again, and only what stays slow counts.
        let took = cpuTime(() => text.replaceAll(pattern, ""));
        for (let again = 0; again < 8 && took > 20; again += 1)
          took = Math.min(
            took,
            cpuTime(() => text.replaceAll(pattern, "")),
          );
        worst = Math.max(worst, took);
        if (took > 20) slow.push(`${pattern} on ${JSON.stringify(nasty)}: ${took.toFixed(0)} ms`);
      }
    }
    console.log(`hazard 22: the slowest secret pattern takes ${worst.toFixed(1)} ms for 64 KB`);
    expect(slow).toEqual([]);
  }, 60_000);

  test("a comment of 1 MB takes at most 2 s", async () => {
    const token = ["gh", "p_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    const docker = ["dckr", "_pat_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N"].join("");
    for (const nasty of [...nasties, `${token} `, `${docker} `, "lorem ipsum dolor sit amet "]) {
      const text = nasty.repeat(Math.ceil(1_048_576 / nasty.length));
      let took = Number.POSITIVE_INFINITY;
      for (let again = 0; again < 4 && took > 2000; again += 1) {
        took = Math.min(took, await cpuTimeOf(() => maskSecrets(text)));
      }
      expect(took, JSON.stringify(nasty)).toBeLessThan(2000);
    }
  }, 120_000);
});

describe("maskingSource", () => {
  test("masks titles, bodies and renames, and leaves the rest alone", async () => {
    const token = ["gh", "p_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    const person = { login: "alice", bot: false };
    const issue = {
      number: 1,
      id: 1,
      title: `broke ${token}`,
      body: `see ${token}`,
      state: "open",
      stateReason: null,
      labels: [token],
      assignees: [],
      author: person,
      comments: 0,
      createdAt: "2025-01-15T02:30:00Z",
      updatedAt: "2025-01-15T02:30:00Z",
      closedAt: null,
    } as const;
    const comment = {
      id: 2,
      author: person,
      body: `x ${token}`,
      createdAt: "2025-01-15T02:30:00Z",
      updatedAt: "2025-01-15T02:30:00Z",
      reactions: undefined,
    };
    const renamed = {
      id: 3,
      actor: person,
      createdAt: "2025-01-15T02:30:00Z",
      change: { kind: "renamed", from: `x ${token}`, to: `y ${token}` },
    } as const;
    const source = maskingSource({
      issue: async ({ number }) => (number === 1 ? issue : null),
      issues: async () => [issue],
      comments: async () => [comment],
      events: async () => [renamed],
      blob: async () => token,
    } as Partial<Source> as Source);

    const masked = { ...issue, title: "broke [masked: GitHub token]", body: "see [masked: GitHub token]" };
    for (let time = 0; time < 2; time += 1) {
      expect(await source.issue({ kind: "issue", number: 1 })).toEqual(masked);
      expect(await source.issue({ kind: "issue", number: 2 })).toBeNull();
      expect(await source.issues({ kind: "issues", label: "incident", state: "open" })).toEqual([masked]);
      expect(await source.comments({ kind: "comments", issue: 1 })).toEqual([
        { ...comment, body: "x [masked: GitHub token]" },
      ]);
      expect(await source.events({ kind: "events", issue: 1 })).toEqual([
        { ...renamed, change: { kind: "renamed", from: "x [masked: GitHub token]", to: "y [masked: GitHub token]" } },
      ]);
      expect(await source.blob({ kind: "blob", sha: "0" })).toBe(token);
    }
  });
});

test("a log line is redacted without waiting", () => {
  const token = ["gh", "s_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
  expect(redactLine(`{"msg":"GET /x","authorization":"token ${token}"}`)).not.toContain(token);
  expect(redactLine("GET /repos/octo/shop 200 in 12 ms")).toBe("GET /repos/octo/shop 200 in 12 ms");
});
