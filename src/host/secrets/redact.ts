import { maskOf } from "../../model/masked.ts";
import { redactPrivateKeys } from "../../model/private-key.ts";
import { awsSecret, type SecretPattern, secretPatterns } from "../../model/secret-patterns.ts";

export interface Masked {
  readonly text: string;
  /** One for each secret, in no order that means anything. */
  readonly masked: readonly { readonly kind: string }[];
}

/** How every mask starts. What holds one is never masked again, so that masking twice is masking once. */
export const maskStart = maskOf("").slice(0, -1);

/** Replaces what our own patterns know. Synchronous and linear, so that a log can use it for every line. */
export function redact(text: string): Masked {
  const masked: { kind: string }[] = [];
  const found = (kind: string): string => {
    masked.push({ kind });
    return maskOf(kind);
  };
  let result = redactPrivateKeys(text, () => found("private key"));
  for (const pattern of secretPatterns) result = replaceAll(result, pattern, found);
  if (masked.some(({ kind }) => kind === "AWS access key")) result = replaceAll(result, awsSecret, found);
  return { text: result, masked };
}

/** A line for a log: secrets that our own patterns know are replaced by their masks. */
export function redactLine(text: string): string {
  return redact(text).text;
}

function replaceAll(text: string, { kind, pattern, holds }: SecretPattern, found: (kind: string) => string): string {
  return text.replaceAll(pattern, (...match) => {
    const whole = match[0] as string;
    const last: unknown = match.at(-1);
    const groups = (typeof last === "object" ? last : {}) as Readonly<Record<string, string | undefined>>;
    const secret = groups["secret"] ?? whole;
    if (whole.includes(maskStart) || (holds && !holds(secret, groups))) return whole;
    const at = whole.lastIndexOf(secret);
    return `${whole.slice(0, at)}${found(kind)}${whole.slice(at + secret.length)}`;
  });
}
