/** Shannon entropy of a word's characters, in bits per character (Shannon 1948, H = −Σ p log₂ p). */
export function entropyOf(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const n of counts.values()) sum -= (n / word.length) * Math.log2(n / word.length);
  return sum;
}

/** Upper and lower case and digits, as random base62 of 20 or more has. */
export function mixed(word: string): boolean {
  return /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word);
}

const harmless: readonly RegExp[] = [
  /^(?:\$|\{\{|%[({A-Z]|\*{3,}|x{3,}|#\{|\.{3}|\(|\/\/|&)/i,
  /^(?:null|none|nil|true|false|undefined|redacted|placeholder|changeme|example|your[_-]|my[_-]|process\.env|os\.environ|env\.|secrets?\.|vault:|file:|arn:|ref\+|op:\/\/)/i,
  /:\/\//,
  // A date or time, an IP address, a version, a number with its unit.
  /^\d{4}-\d\d-\d\d(?:[T ]\S*)?$/,
  /^\d{1,2}:\d\d(?::\d\d)?\S{0,6}$/,
  /^\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d+)?$/,
  /^v?\d+(?:\.\d+)+\S{0,20}$/,
  /^[\d.,:_/-]+[a-zµ%]{0,8}$/i,
  // Calls, member access, paths, file names.
  /[(){}]/,
  /^(?:\.{0,2}|~)\/[\w.-]+(?:\/[\w.-]+)*$/,
  /^sha\d{1,3}[:-]/i,
  // Words with separators between: names of things.
  /^[A-Za-z]{1,19}(?:[-_./:@+]+[A-Za-z]{1,19})*$/,
];

/** Names of things with short numbers in them, `checkout-db-01`: as a password, `hunter2` is one all the same. */
const numbered = /^(?:[A-Za-z]{1,24}\d{0,2}|\d{1,4})(?:[-_./:@+]+(?:[A-Za-z]{1,24}\d{0,2}|\d{1,4}))*$/;

const digest =
  /^(?:[0-9a-f]{7,12}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/**
 * Whether a word that stands where a secret would is one: random enough, and no placeholder, name, time, address or
 * path. Digests, commits and UUIDs are identifiers, unless the name before them says `password` or `api key`.
 */
export function looksSecret(
  word: string,
  named: { readonly pass?: string | undefined; readonly strong?: string | undefined } = {},
): boolean {
  const value = word.replace(/(?:\\n|[.,;:!?*)\]}])+$/, "");
  const wanted = named.pass ? 6 : 8;
  if (value.length < wanted) return false;
  if (digest.test(value)) return Boolean(named.strong ?? named.pass) && value.length > 12;
  if (/^[A-Za-z0-9/+]{40}$/.test(value) && mixed(value)) return true;
  if (harmless.some((shape) => shape.test(value))) return Boolean(named.pass) && /^\d{6,}$/.test(value);
  if (named.pass ? value.length >= 20 : numbered.test(value)) return Boolean(named.pass);
  if (/\d/.test(value) && /[A-Za-z]/.test(value)) return entropyOf(value) >= (named.pass ? 2.2 : 2.75);
  if (named.pass && /[^A-Za-z0-9]/.test(value)) return entropyOf(value) >= 2.2;
  return value.length >= 12 && /[a-z][A-Z].*[a-z][A-Z]/.test(value) && entropyOf(value) >= 3.3;
}
