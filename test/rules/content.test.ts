import { describe, expect, it } from "vitest";
import { posixPath } from "../../src/rules/repository-path.ts";
import { withSecrets } from "../stories/fake-secrets.ts";
import { check, failover } from "./check.ts";
import { exampleFacts } from "./example-facts.ts";

const head = "---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\n---\n\n# A\n\n";
const found = (rule: string, text: string) =>
  check(`${head}${text}\n`, { facts: exampleFacts }).findings.filter((finding) => finding.rule === rule);

describe("secrets", () => {
  const [base62, hex] = ["aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYz1A2b3C4", "0123456789abcdef".repeat(4)];
  const samples: Readonly<Record<string, string>> = {
    "GitHub token": withSecrets("{github token}"),
    "AWS access key": withSecrets("{aws key}"),
    "password in an address": withSecrets("{database}"),
    "fine-grained token": `github_${"pat_"}${base62}`,
    GitLab: `gl${"pat-"}${base62.slice(0, 20)}`,
    Slack: `xox${"b-"}123456789012-${base62.slice(0, 24)}`,
    "Slack hook": `https://hooks.slack.com/ser${"vices/"}T0123/B0123/${base62.slice(0, 24)}`,
    Stripe: `sk_${"live_"}${base62.slice(0, 24)}`,
    webhook: `wh${"sec_"}${base62.slice(0, 32)}`,
    "Google key": `AI${"za"}${base62.slice(0, 35)}`,
    "Google token": `ya${"29."}${base62}`,
    npm: `np${"m_"}${base62.slice(0, 36)}`,
    PyPI: `py${"pi-"}${base62}${base62}`,
    Anthropic: `sk-${"ant-"}api03-${base62}`,
    OpenAI: `sk-${"proj-"}${base62}`,
    SendGrid: `S${"G."}${base62.slice(0, 22)}.${base62}`,
    Twilio: `S${"K"}${hex.slice(0, 32)}`,
    Mailgun: `ke${"y-"}${hex.slice(0, 32)}`,
    "Hugging Face": `h${"f_"}${base62.slice(0, 34)}`,
    DigitalOcean: `dop_${"v1_"}${hex}`,
    Vault: `hv${"s."}${base62}`,
    Shopify: `shp${"at_"}${base62.slice(0, 32)}`,
    Grafana: `gl${"sa_"}${base62}`,
    Atlassian: `AT${"ATT3"}${base62}${base62}`,
    "New Relic": `NR${"AK-"}${base62.slice(0, 27).toUpperCase()}`,
    Telegram: `123456789:${"AA"}${base62.slice(0, 33)}`,
    Age: `AGE-SECRET-${"KEY-1"}${base62.toUpperCase()}${base62.slice(0, 18).toUpperCase()}`,
    "web token": `ey${"JhbGciOiJIUzI1NiJ9"}.ey${"JzdWIiOiI0MiJ9"}.${base62}`,
    authorization: `Authorization: Bearer ${base62}`,
    bearer: `sent bearer ${base62}`,
    signature: `https://blob.example.com/x?sig=${base62}`,
    account: `Account${"Key="}${base62}${base62}==`,
    user: `curl -u admin:${base62.slice(0, 12)} host`,
    flag: `run --password ${base62.slice(0, 16)}`,
    password: `DB_PASS${"WORD="}${base62.slice(0, 14)}`,
    "api key": `api_key: ${base62.slice(0, 24)}`,
    "signing key": `signing_key = ${base62.slice(0, 24)}`,
    credentials: `credentials: ${base62.slice(0, 24)}`,
    "private key": `-----BEGIN RSA ${"PRIVATE KEY-----"}\n${base62}\n${base62}\n-----END RSA PRIVATE KEY-----`,
  };

  it.each(Object.entries(samples))("%s", (_kind, text) => {
    for (const around of [`It used \`${text}\`.`, `\`\`\`\n${text}\n\`\`\``]) {
      const [first, ...rest] = found("secrets", around);
      expect(rest).toEqual([]);
      expect(first).toMatchObject({ severity: "error", edit: { text: expect.stringMatching(/^\[masked: .+\]$/) } });
      expect(JSON.stringify(first)).not.toContain(base62.slice(0, 12));
    }
  });

  it.each([
    "Commit 3f786850e387550fdab836ed7e6dc881de23001b of 9f1c2d3e-4b5a-6978-8a9b-0c1d2e3f4a5b.",
    "Set `password=$DB_PASSWORD` and `token: {{ secrets.TOKEN }}`.",
    "The token expired; the secret: rotation. Password: see the vault.",
    "It held [masked: GitHub token].",
  ])("is content with: %s", (text) => {
    expect(found("secrets", text)).toEqual([]);
  });
});

describe("personal-data", () => {
  it.each([
    ["Mail from erika.mustermann@gmx.de.", 1],
    ["`erika.mustermann@gmx.de` logged in", 1],
    ["Called +49 (30) 901820-44.", 1],
    ["Charged 4532015112830366 twice.", 1],
    ["The customer's IP 91.12.44.8 was blocked.", 1],
    ["Mail to support@octo.dev and no-reply@octo.dev.", 0],
    ["Mail of user@example.com, root@db.internal and git@github.com:octo/shop.git.", 0],
    ["`getty@tty1.service`, `react@18.2.0`, `postgres://shop@db.octo.dev/shop`", 0],
    ["From 8.8.8.8 to 10.0.0.1, version 1.2.3.4.", 0],
    ["The user's address 192.168.0.4 and the customer's 203.0.113.9.", 0],
    ["Order 4532015112830367, trace 4111111111111112345, +12 345 requests.", 0],
    ["Co-authored by 3069354+alice@users.noreply.github.com.", 0],
  ])("%s: %i", (text, count) => {
    expect(found("personal-data", text)).toHaveLength(count);
  });
});

describe("where a link leads", () => {
  it.each([
    ["b.md", "incidents/2025/b.md", ""],
    ["../../docs/limits.md#timeouts", "docs/limits.md", "timeouts"],
    ["/docs/a%20b.md?plain=1#L10", "docs/a b.md", "L10"],
    ["#impact", "", "impact"],
    ["./", "incidents/2025", ""],
  ])("%s", (address, path, anchor) => {
    expect(posixPath("incidents/2025", address)).toEqual({ path, anchor });
  });

  it.each(["https://example.com/a", "mailto:a@b.c", "//example.com", "../../../issues/5", "%zz", "/"])(
    "%s: elsewhere",
    (address) => {
      expect(posixPath("incidents/2025", address)).toBeUndefined();
    },
  );

  it("finds links in lists, tables, images and definitions", () => {
    const text = "- [a](a.md)\n\n| [b](b.md) |\n| - |\n\n![c](c.png) and [d]\n\n[d]: d.md\n\n[e](https://e.example)";
    expect(found("links", text).map(({ place }) => place.line)).toEqual([11, 13, 16, 18]);
  });

  it.each(['<h2 id="cost">Cost</h2>\n\n[cost](#cost)', "<a name='x'></a> [x](#x)", "[top](#top) [a](#a)"])(
    "knows the anchor of: %s",
    (text) => {
      expect(found("links", text)).toEqual([]);
    },
  );
});

describe("the finished incident", () => {
  it("has all that is asked of it, and loses it piece by piece", () => {
    const whole = (text: string) => check(text, { path: "incidents/2025/INC-2025-001.md" }).findings;
    const without = (pattern: RegExp, by = ""): readonly string[] => {
      expect(failover).toMatch(pattern);
      return [...new Set(whole(failover.replace(pattern, by)).map(({ rule }) => rule))];
    };
    expect(whole(failover)).toEqual([]);
    expect(without(/5\. Why .*\n/)).toEqual(["five-whys"]);
    expect(without(/ every:3mo/)).toEqual([]);
    expect(without(/ type:mitigate/)).toEqual(["action-items-type"]);
    expect(without(/Implement the circuit/, "Look into the circuit")).toEqual(["action-items-vague"]);
    expect(without(/due:2025-01-16/, "due:2024-01-16")).toEqual(["action-items-due"]);
    expect(without(/- Network partition between the database nodes\n---/, "- Human error\n---")).toEqual([
      "human-error",
    ]);
    expect(without(/- \[ \] Conduct the quarterly failover drill.*\n/)).toEqual(["review-date"]);
  });
});
