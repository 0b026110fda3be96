import type { Span } from "../markdown/text.ts";
import { maskOf } from "../model/masked.ts";
import { privateKeysIn } from "../model/private-key.ts";
import { awsSecret, type SecretPattern, secretPatterns } from "../model/secret-patterns.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** No key, token or password stands in a record: what Gitcident itself writes is masked before, what people write is not. */
export const secrets: Rule = {
  name: "secrets",
  severity: "error",
  what: "No token, key, password or connection string stands in the file.",
  why: "A record is read by more people than any vault, and git keeps what was once in it for as long as it is cloned.",
  fix: "Revoke the secret first: taking it out of the file leaves it in the history. Then write the mask in its place.",
  check,
};

/** What every pattern begins with or has near its start: most files hold none of it, and need not wait for fifty patterns. */
const hints: readonly RegExp[] = [
  /gh[pousr]_|github_pat_|gl[a-z]{1,5}[-_]|A3T|AKIA|ASIA|ABIA|ACCA|xox[a-z]|xapp-|hooks\.slack|discord|[sr]k_(?:live|test)|whsec_|AIza|GOCSPX|ya29\.|npm_\w|pypi-|\bsk-|\bSG\.|\bSK[0-9a-fA-F]{8}|\bkey-[0-9a-f]{8}|\bhf_|\bdo[opr]_v1|\bhv[sbr]\.|shp(?:at|ca|pa|ss)_|AT[AC]TT3|NRAK-|:AA|AGE-SECRET|eyJ|PRIVATE KEY/,
  /authorization["'`]?\s{0,4}[:=]|\b(?:bearer|basic)\s{1,4}\S{16}|sig(?:nature)?=|(?:AccountKey|SharedAccessKey|SharedSecretValue)\s{0,2}=|(?:pass\w{0,8}|pwd|secret|token|key\w{0,5}|credentials?)\d{0,2}["'`*]{0,3}\s{0,3}[=:]/i,
  /:\/\/[^\s/@]{1,360}@|\s-u[ =]|\s--(?:user|pass|token|api-key|secret)/,
];

interface Found extends Span {
  readonly kind: string;
}

function check({ document: { text } }: RuleContext): readonly RuleFinding[] {
  if (!hints.some((hint) => hint.test(text))) return [];
  const keys = privateKeysIn(text).map((span): Found => ({ ...span, kind: "private key" }));
  const found = [...keys, ...secretPatterns.flatMap((pattern) => matchesOf(text, pattern))];
  const paired = found.some(({ kind }) => kind === "AWS access key") ? matchesOf(text, awsSecret) : [];
  const ordered = [...found, ...paired].toSorted((a, b) => a.start - b.start || b.end - a.end);
  // A token in an address is one secret, whichever patterns know it.
  let end = 0;
  return ordered.flatMap(({ kind, ...span }) => {
    if (span.start < end) return [];
    end = span.end;
    const message = `Unexpected ${kind}, expected no secret in a record`;
    return [{ span, message, edit: { ...span, insert: maskOf(kind) } }];
  });
}

function matchesOf(text: string, { kind, pattern, holds }: SecretPattern): readonly Found[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const groups = match.groups ?? {};
    const secret = groups["secret"] ?? match[0];
    if (match[0].includes("[masked: ") || (holds && !holds(secret, groups))) return [];
    const start = match.index + match[0].lastIndexOf(secret);
    return [{ kind, start, end: start + secret.length }];
  });
}
