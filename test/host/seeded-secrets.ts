/** Seeded (mulberry32), so that a failure can be repeated. Secrets are made here: none is written in this repository. */
export function dice(seed: number) {
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

export const lower = "abcdefghijklmnopqrstuvwxyz";
export const digits = "0123456789";
export const hex = "0123456789abcdef";
export const upper = lower.toUpperCase();
export const base62 = lower + upper + digits;
export const base64 = `${base62}+/`;
export const url64 = `${base62}-_`;

export type Dice = ReturnType<typeof dice>;
export const one = ({
  below,
  pick,
  chars,
}: Dice): readonly ((() => { secret: string; text: string }) | (() => string))[] => {
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

export const around = [
  (text: string) => text,
  (text: string) => `02:45 the failover used ${text} and then it failed`,
  (text: string) => `- log line: \`${text}\` (@alice)`,
  (text: string) => `Look at this:\n\n\`\`\`sh\n${text}\n\`\`\`\n\nthanks`,
  (text: string) => `error="${text}", retry in 5s`,
];
