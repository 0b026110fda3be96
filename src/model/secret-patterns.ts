import { looksSecret, mixed } from "./secret-entropy.ts";

/**
 * One shape of a secret. Only the group `secret` is replaced (the whole match where there is none). Every pattern starts
 * with something rare and has no unbounded run inside another, so that none takes more than linear time.
 */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Whether a match is a secret and not a placeholder, a name or a digest. */
  readonly holds?: (secret: string, groups: Readonly<Record<string, string | undefined>>) => boolean;
}

const strong = /pass|pwd|secret|api|private/i;

/** Tokens that say what they are. */
const tokens: readonly SecretPattern[] = [
  { kind: "GitHub token", pattern: /\bgh[pousr]_[A-Za-z0-9_.-]{29,600}[A-Za-z0-9_]/g },
  { kind: "GitHub token", pattern: /\bgithub_pat_\w{30,255}/g },
  { kind: "GitLab token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|soat|agent)-[\w-]{20,255}/g },
  { kind: "AWS access key", pattern: /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { kind: "Slack token", pattern: /\bxox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10,255}/g },
  { kind: "Slack token", pattern: /\bxapp-\d-[A-Za-z0-9-]{10,255}/g },
  {
    kind: "webhook address",
    pattern: /\bhooks\.slack(?:-gov)?\.com\/(?<keep>services|workflows|triggers)\/(?<secret>[A-Za-z0-9/_-]{20,255})/g,
  },
  {
    kind: "webhook address",
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/(?<secret>[\w-]{30,255})/g,
  },
  { kind: "Stripe key", pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}/g },
  { kind: "webhook secret", pattern: /\bwhsec_[A-Za-z0-9+/=]{24,255}/g },
  { kind: "Google API key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "Google OAuth secret", pattern: /\bGOCSPX-[\w-]{20,100}/g },
  { kind: "Google OAuth token", pattern: /\bya29\.[\w-]{20,2048}/g },
  { kind: "npm token", pattern: /\bnpm_\w{30,255}/g },
  { kind: "PyPI token", pattern: /\bpypi-[\w-]{50,512}/g },
  { kind: "Anthropic key", pattern: /\bsk-ant-[\w-]{20,255}/g },
  { kind: "OpenAI key", pattern: /\bsk-(?:(?:proj|svcacct|admin|or-v1)-)?[\w-]{20,255}/g, holds: mixed },
  { kind: "SendGrid key", pattern: /\bSG\.[\w-]{16,64}\.[\w-]{16,128}/g },
  { kind: "Twilio key", pattern: /\bSK[0-9a-fA-F]{32}\b/g },
  { kind: "Mailgun key", pattern: /\bkey-[0-9a-f]{32}\b/g },
  { kind: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,100}/g },
  { kind: "DigitalOcean token", pattern: /\bdo[opr]_v1_[0-9a-f]{64}/g },
  { kind: "Vault token", pattern: /\bhv[sbr]\.[\w-]{24,512}/g },
  { kind: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[A-Za-z0-9]{32,64}/g },
  { kind: "Grafana token", pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/=_]{32,512}/g },
  { kind: "Atlassian token", pattern: /\bAT(?:ATT|CTT)3[\w=-]{40,512}/g },
  { kind: "New Relic key", pattern: /\bNRAK-[A-Z0-9]{27}/g },
  { kind: "Telegram token", pattern: /\b\d{8,10}:AA[\w-]{32,34}\b/g },
  { kind: "Age key", pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{50,64}/g },
  { kind: "JSON web token", pattern: /\beyJ[\w-]{8,8192}\.eyJ[\w-]{8,8192}(?:\.[\w-]{0,8192})?/g },
];

/** Secrets that only their place gives away. */
const places: readonly SecretPattern[] = [
  {
    kind: "password in an address",
    pattern:
      /(?<keep>\b[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>[\]]{0,100}:)(?<secret>[^\s/"'`<>[\]]{1,256})(?=@[\w[.-])/g,
    holds: (secret) => !/^(?:\$|\{|%\(|\*+$|x{3,}$|\.{3}$)/i.test(secret),
  },
  {
    kind: "token in an address",
    pattern: /(?<keep>\bhttps?:\/\/)(?<secret>[A-Za-z0-9_.-]{20,256})(?=@[\w.-]{1,253})/g,
    holds: mixed,
  },
  {
    kind: "authorization header",
    pattern:
      /(?<keep>\bauthorization["'`]?\s{0,4}[:=]\s{0,4}["'`]?(?:(?:bearer|basic|token|digest|apikey)\s{1,4})?)(?<secret>[^\s"'`,;<>[\]]{6,8192})/gi,
    holds: (secret) =>
      !/^(?:\$|\{|\*+$|x+$|bearer$|basic$|token$|digest$|header|failed|denied|required|missing|errors?$)/i.test(secret),
  },
  {
    kind: "authorization header",
    pattern: /(?<keep>\b(?:bearer|basic)\s{1,4})(?<secret>[A-Za-z0-9._~+/-]{16,8192}={0,2})/gi,
    holds: looksSecret,
  },
  {
    kind: "signature in an address",
    pattern: /(?<keep>[?&](?:sig|x-amz-signature|x-goog-signature)=)(?<secret>[A-Za-z0-9%/+=_-]{20,1024})/gi,
  },
  {
    kind: "account key",
    pattern:
      /(?<keep>\b(?:AccountKey|SharedAccessKey|SharedSecretValue)\s{0,2}=\s{0,2})(?<secret>[A-Za-z0-9+/]{20,256}={0,2})/gi,
  },
  {
    kind: "password",
    pattern: /(?<keep>\s(?:-u|--user)[ =]["'`]?[^\s:"'`]{1,100}:)(?<secret>[^\s"'`[\]]{4,256})/g,
    holds: (secret) => !/^[$\d]+$/.test(secret),
  },
  {
    kind: "password",
    pattern: /(?<keep>\s--(?:password|passwd|pass|token|api-key|secret)[ =]["'`]?)(?<secret>[^\s"'`<>[\]]{6,512})/g,
    holds: (secret) => looksSecret(secret, { pass: "yes" }),
  },
];

const assigned: readonly SecretPattern[] = [
  {
    kind: "password",
    pattern:
      /(?<keep>(?<pass>password|passwd|passphrase|pwd)\d{0,2}["'`*]{0,3}\s{0,3}(?:=>|:=|==?|:)\s{0,3}["'`*]{0,3})(?<secret>[^\s"'`<>[\]]{6,512})/gi,
    holds: looksSecret,
  },
  {
    kind: "secret",
    pattern:
      /(?<keep>(?<name>secret|token|api[_ -]?key|access[_-]?key|(?:secret|private|auth|signing|encryption|master|account|app|application|license)[_-]?key(?:_base)?|credentials?)\d{0,2}["'`*]{0,3}\s{0,3}(?:=>|:=|==?|:)\s{0,3}["'`*]{0,3})(?<secret>[^\s"'`<>[\]]{8,4096})/gi,
    holds: (secret, { name = "" }) => looksSecret(secret, strong.test(name) ? { strong: "yes" } : {}),
  },
];

export const secretPatterns: readonly SecretPattern[] = [...tokens, ...places, ...assigned];

/** A bare AWS secret key is 40 characters of base64 like many digests: only believed beside an access key. */
export const awsSecret: SecretPattern = {
  kind: "AWS secret key",
  pattern: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
  holds: (secret) => mixed(secret) && !/^[0-9a-f]+$/i.test(secret),
};
