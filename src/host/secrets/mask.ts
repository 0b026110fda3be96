import { maskOf } from "../../model/masked.ts";
import { type Masked, maskStart, redact } from "./redact.ts";

/** Texts are linted in pieces: secretlint takes quadratic time in the number of secrets that it finds. */
const pieceLength = 65_536;

/**
 * Nothing that secretlint's rules know is shorter than a word of 16, an address with a password, a key block or an
 * `_authToken=`; most comments hold none of them and need not wait for forty rules.
 */
const worthLinting = /[\w+/=.-]{16}|:\/\/|PRIVATE KEY|_authToken/;

/**
 * Replaces secrets in a text by masks such as `[masked: GitHub token]`, with our own patterns and then with secretlint's
 * recommended rules. Masking a masked text changes nothing.
 */
export async function maskSecrets(text: string): Promise<Masked> {
  const own = redact(text);
  if (!worthLinting.test(own.text)) return own;
  const linted: Masked[] = [];
  for (const piece of piecesOf(own.text)) linted.push(await lint(piece));
  return {
    text: linted.map((piece) => piece.text).join(""),
    masked: [...own.masked, ...linted.flatMap((piece) => piece.masked)],
  };
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = from + pieceLength;
    const space = end < text.length ? Math.max(text.lastIndexOf(" ", end), text.lastIndexOf("\n", end)) : text.length;
    const to = space > from ? Math.min(text.length, space + 1) : end;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

async function lint(content: string): Promise<Masked> {
  const { lintSource, config } = await linter();
  const { messages } = await lintSource({
    source: { filePath: "text.txt", content, ext: ".txt", contentType: "text" },
    options: { config, noPhysicFilePath: true },
  });
  const masked: { kind: string }[] = [];
  let text = "";
  let from = 0;
  for (const message of messages.toSorted((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])) {
    const [start, end] = message.range;
    if (end <= from || content.slice(Math.max(start, from), end).includes(maskStart)) continue;
    const kind = kindOf(message.ruleId);
    masked.push({ kind });
    text += content.slice(from, Math.max(start, from)) + maskOf(kind);
    from = end;
  }
  return { text: text + content.slice(from), masked };
}

const kinds: Readonly<Record<string, string>> = {
  "1password": "1Password token",
  aws: "AWS key",
  basicauth: "password in an address",
  "database-connection-string": "connection string",
  gcp: "Google key",
  "hashicorp-vault": "Vault token",
  npm: "npm token",
  privatekey: "private key",
};

function kindOf(ruleId: string): string {
  const name = ruleId.replace(/^.*secretlint-rule-/, "");
  return kinds[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)} token`;
}

type LintSource = typeof import("@secretlint/core").lintSource;
type Config = Parameters<LintSource>[0]["options"]["config"];

let loaded: Promise<{ lintSource: LintSource; config: Config }> | undefined;

/**
 * Loaded at the first text, since start-up should not wait for it. The preset's rules are taken one by one to leave one
 * out: `secretlint-disable` in a comment would switch the masking off. An AWS account number is not a secret.
 */
function linter(): NonNullable<typeof loaded> {
  loaded ??= Promise.all([import("@secretlint/core"), import("@secretlint/secretlint-rule-preset-recommend")]).then(
    ([{ lintSource }, { rules }]) => ({
      lintSource,
      config: {
        rules: rules
          .filter((rule) => !rule.meta.id.endsWith("-filter-comments"))
          .map((rule) => ({
            id: rule.meta.id,
            rule,
            allowMessageIds: ["AWSAccountID"],
          })) as Config["rules"],
      },
    }),
  );
  return loaded;
}
