const begin = "-----BEGIN ";
const header = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const footer = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const body = /^[A-Za-z0-9+/=\s>|:,\\-]*/;
const longest = 20_000;

/**
 * Replaces PEM and PGP private keys, those without an end included, as in a log that was cut. Scanned by hand: a pattern
 * from BEGIN to END takes quadratic time on a text of many BEGINs.
 */
export function redactPrivateKeys(text: string, mask: () => string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(begin); at !== -1; ) {
    const next = text.indexOf(begin, at + 1);
    header.lastIndex = at;
    const start = header.exec(text)?.[0].length;
    if (start !== undefined) {
      const content =
        body.exec(text.slice(at + start, Math.min(next === -1 ? text.length : next, at + longest)))?.[0] ?? "";
      const stop = content.indexOf("-----END");
      const inside = stop === -1 ? content.trimEnd().length : stop;
      footer.lastIndex = at + start + inside;
      const end = footer.lastIndex + (footer.exec(text)?.[0].length ?? 0);
      if (inside >= 16) {
        result += text.slice(from, at) + mask();
        from = end;
      }
    }
    at = next;
  }
  return result + text.slice(from);
}
