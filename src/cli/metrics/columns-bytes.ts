// Numbers and texts as bytes that are read without being parsed: a head of JSON that says what follows, then each column as
// the machine holds it, at a multiple of eight.

type Column = Float64Array | Int32Array | Uint8Array;

/** What is put in, and what comes out. */
export interface Columns {
  readonly said: unknown;
  readonly numbers: Readonly<Record<string, Column>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

interface Head {
  readonly said: unknown;
  /** Its name, its kind, its length, and where all that it holds is the same: that. */
  readonly numbers: readonly (readonly [name: string, kind: Kind, length: number, all?: number | null])[];
  readonly texts: readonly (readonly [
    name: string,
    length: number,
    bytes: number,
    encoding: "latin1" | "utf16le",
    between: string,
  ])[];
}

/** What may stand between two texts: the first that is in none of them. No path has the first of all. */
const signs = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code));

type Kind = "F" | "I" | "U";
const kinds = { F: Float64Array, I: Int32Array, U: Uint8Array } as const;
const kindOf = (column: Column): Kind =>
  column instanceof Float64Array ? "F" : column instanceof Int32Array ? "I" : "U";

/** The parts to be written one after the other. Throws where the texts are such as nobody writes. */
export function columnParts({ said, numbers, texts }: Columns): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  const head: Head = {
    said,
    numbers: Object.entries(numbers).map(([name, column]) => {
      if (isOne(column))
        return [name, kindOf(column), column.length, Number.isNaN(column[0]) ? null : (column[0] ?? 0)];
      parts.push(...padded(new Uint8Array(column.buffer, column.byteOffset, column.byteLength)));
      return [name, kindOf(column), column.length];
    }),
    texts: Object.entries(texts).map(([name, list]) => {
      const between = signs.find((sign) => !list.some((text) => text.includes(sign)));
      if (between === undefined) throw new RangeError("Unexpected texts with every control character");
      const all = list.join(between);
      // A lone half of a pair of surrogates, which a text that was cut may end with, has no UTF-8.
      const encoding = Buffer.byteLength(all, "utf8") === all.length ? "latin1" : "utf16le";
      const bytes = Buffer.from(all, encoding);
      parts.push(...padded(bytes));
      return [name, list.length, bytes.length, encoding, between];
    }),
  };
  const text = Buffer.from(JSON.stringify(head), "utf8");
  const size = Buffer.alloc(8);
  size.writeUInt32LE(text.length);
  return [size, ...padded(text), ...parts];
}

/** What was written. Throws where the bytes are none that `columnParts` gave. */
export function columnsIn(bytes: Buffer): Columns {
  const size = bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString("utf8", 8, 8 + size)) as Head;
  let at = 8 + rounded(size);
  const take = (length: number): Buffer => {
    const taken = bytes.subarray(at, at + length);
    if (taken.length !== length) throw new RangeError("Unexpected end of what was kept");
    at += rounded(length);
    return taken;
  };
  const numbers: Record<string, Column> = {};
  for (const [name, kind, length, all] of head.numbers) {
    const make = kinds[kind];
    if (all !== undefined) numbers[name] = new make(length).fill(all ?? Number.NaN);
    else {
      const taken = take(length * make.BYTES_PER_ELEMENT);
      numbers[name] = new make(taken.buffer as ArrayBuffer, taken.byteOffset, length);
    }
  }
  const texts: Record<string, readonly string[]> = {};
  for (const [name, length, size, encoding, between] of head.texts) {
    const list = length === 0 ? [] : take(size).toString(encoding).split(between);
    if (list.length !== length) throw new RangeError("Unexpected texts in what was kept");
    texts[name] = list;
  }
  return { said: head.said, numbers, texts };
}

/** Whether a column holds nothing but one number. */
function isOne(column: Column): boolean {
  const first = column[0];
  for (let at = 1; at < column.length; at += 1) if (!Object.is(column[at], first)) return false;
  return true;
}

const rounded = (length: number): number => Math.ceil(length / 8) * 8;

function padded(bytes: Uint8Array): readonly Uint8Array[] {
  const missing = rounded(bytes.length) - bytes.length;
  return missing === 0 ? [bytes] : [bytes, new Uint8Array(missing)];
}
