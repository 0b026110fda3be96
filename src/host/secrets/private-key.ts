const begin = "-----BEGIN ";
const header = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const footer = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const body = /(?:[A-Za-z0-9+/=\s>|:,-]|\\[nr])*/y;

/**
 * Replaces PEM and PGP private keys, those without an end included, as in a log that was cut. Scanned by hand: a pattern
 * from BEGIN to END takes quadratic time on a text of many BEGINs.
 */
export function redactPrivateKeys(text: string, mask: () => string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, Math.max(from, at + 1))) {
    header.lastIndex = at;
    const start = header.exec(text);
    if (!start) continue;
    body.lastIndex = at + start[0].length;
    const content = body.exec(text)?.[0] ?? "";
    const stop = content.indexOf("-----END");
    const next = content.indexOf(begin);
    const inside = next !== -1 && (stop === -1 || next < stop) ? next : stop === -1 ? content.trimEnd().length : stop;
    let end = at + start[0].length + inside;
    footer.lastIndex = end;
    const close = stop === inside ? footer.exec(text.slice(0, end + 120)) : null;
    if (close?.index === end) end += close[0].length;
    if (inside < 16) continue;
    result += text.slice(from, at) + mask();
    from = end;
  }
  return result + text.slice(from);
}
