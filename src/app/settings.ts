import { createPrivateKey } from "node:crypto";

/** What the app must know to run. */
export interface Settings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];
type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from environment variables. `problems` has one line for each variable that is missing or wrong:
 * which, what was expected, how to mend it. `readFile` reads the file that `PRIVATE_KEY_PATH` names.
 */
export function readSettings(
  env: Env,
  readFile: (path: string) => string,
): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = <T>(
    name: string,
    fallback: string | undefined,
    wanted: string,
    parse: (text: string) => T | undefined,
  ) => {
    const text = env[name]?.trim() || fallback;
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined) problems.push(`Unexpected ${shown(name, env[name])}, expected ${wanted}`);
    return value as T;
  };
  const settings: Settings = {
    baseUrl: read(
      "GITHUB_API_URL",
      "https://api.github.com",
      "the address of a GitHub API: unset it for github.com, or set e.g. https://github.example.com/api/v3",
      (text) => (/^https?:$/.test(protocolOf(text)) ? text.replace(/\/+$/, "") : undefined),
    ),
    appId: read(
      "APP_ID",
      undefined,
      "the number of your GitHub App: copy it from the App's settings page, General, About",
      (text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined),
    ),
    privateKey: readKey(env, readFile, problems),
    webhookSecret: read(
      "WEBHOOK_SECRET",
      undefined,
      "the secret that signs deliveries: set the same one here and in the App's settings page, Webhook",
      (text) => text,
    ),
    host: read("HOST", "localhost", "a host name or address to listen on, e.g. 0.0.0.0", (text) =>
      /^[\w.:-]+$/.test(text) ? text : undefined,
    ),
    port: read("PORT", "3000", "a port from 0 (any free one) to 65535", (text) =>
      /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
    ),
    logLevel: read("LOG_LEVEL", "info", `one of ${logLevels.join(", ")}`, (text) =>
      logLevels.find((level) => level === text.toLowerCase()),
    ),
  };
  return problems.length > 0 ? { problems } : { settings };
}

/** The key itself, with real line ends, with `\n` for them, or in base64; or the path of a file with it. */
function readKey(env: Env, readFile: (path: string) => string, problems: string[]): string {
  const advice = "an RSA private key in PEM form: make one on the App's settings page, Private keys, Generate";
  const path = env["PRIVATE_KEY_PATH"]?.trim();
  let text = env["PRIVATE_KEY"]?.trim() ?? "";
  let place = "PRIVATE_KEY";
  if (text === "" && path) {
    place = `PRIVATE_KEY_PATH (${path})`;
    try {
      text = readFile(path).trim();
    } catch (error) {
      problems.push(`Unexpected ${place}, expected a file with ${advice} (${(error as Error).message})`);
      return "";
    }
  }
  if (text === "") {
    problems.push(`Unexpected PRIVATE_KEY (not set), expected ${advice}; or name its file in PRIVATE_KEY_PATH`);
    return "";
  }
  const key = (text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8")).replaceAll(
    "\\n",
    "\n",
  );
  try {
    if (createPrivateKey(key).asymmetricKeyType === "rsa") return key;
  } catch {}
  // The text is never shown: it may be a key after all.
  problems.push(`Unexpected ${place} (can't be read as a key), expected ${advice}`);
  return "";
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === "") return `${name} (not set)`;
  return name === "WEBHOOK_SECRET" ? name : `${name}=${JSON.stringify(value.slice(0, 80))}`;
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}
