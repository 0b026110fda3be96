/** Fake secrets, put together here so that no scanner finds one in this repository. */
const secrets: readonly (readonly [name: string, secret: string])[] = [
  ["{github token}", `ghp_${"a1B2c3D4e5F6".repeat(3)}`],
  ["{aws key}", ["AKIA", "Q3EGRIXWPN7M", "5TZB"].join("")],
  ["{database}", ["postgres://shop:", "Tr0ub4dor-9x", "@db.internal:5432/shop"].join("")],
];

/** A script's text with the secrets that its placeholders stand for. */
export function withSecrets(text: string): string {
  return secrets.reduce((to, [name, secret]) => to.replaceAll(name, secret), text);
}

/** The other way round: in what a story leaves behind, a placeholder shows that a secret was not masked. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((to, [name, secret]) => to.replaceAll(secret, name), text);
}
