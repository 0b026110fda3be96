const begin = "-----BEGIN ";
const header = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const footer = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const body = /^[A-Za-z0-9+/=\s>|:,\\-]*/;
const longest = 20_000;

/** Where a private key stands: half-open offsets. */
interface Stand {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds PEM and PGP private keys, those without an end included, as in a log that was cut. Scanned by hand: a pattern
 * from BEGIN to END takes quadratic time on a text of many BEGINs.
 */
export function privateKeysIn(text: string): readonly Stand[] {
  const found: Stand[] = [];
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
      if (inside >= 16) found.push({ start: at, end });
    }
    at = next;
  }
  return found;
}

/** Replaces private keys by masks. */
export function redactPrivateKeys(text: string, mask: () => string): string {
  let result = "";
  let from = 0;
  for (const { start, end } of privateKeysIn(text)) {
    result += text.slice(from, start) + mask();
    from = end;
  }
  return result + text.slice(from);
}
