/** Columns of numbers, texts and bytes under their names. */
export type Part = Uint8Array | Uint32Array | Float64Array;
export type Parts = Readonly<Record<string, Part>>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** Parts as one run of bytes: the length of the list of parts, the list, the parts, each from a multiple of eight on. */
export function joinParts(parts: Parts): Uint8Array {
  const list = encoder.encode(
    JSON.stringify(Object.entries(parts).map(([name, { byteLength }]) => [name, byteLength])),
  );
  const start = padded(8 + list.length);
  const total = Object.values(parts).reduce((sum, { byteLength }) => sum + padded(byteLength), start);
  const joined = new Uint8Array(total);
  new DataView(joined.buffer).setUint32(0, list.length);
  joined.set(list, 8);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of Object.values(parts)) {
    joined.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  return joined;
}

/** Parts that were joined, none of them copied. What is asked for and is not there is empty. */
export interface PartsRead {
  readonly bytes: (name: string) => Uint8Array;
  readonly counts: (name: string) => Uint32Array;
  readonly numbers: (name: string) => Float64Array;
  readonly text: (name: string) => string;
  readonly json: (name: string) => unknown;
}

/** `joined` begins at a multiple of eight of its buffer, and is whole: who read it from a file has seen to that. */
export function readParts(joined: Uint8Array): PartsRead {
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
  const length = view.getUint32(0);
  const list = JSON.parse(decoder.decode(joined.subarray(8, 8 + length))) as readonly (readonly [string, number])[];
  const spans = new Map<string, readonly [from: number, length: number]>();
  let at = padded(8 + length);
  for (const [name, size] of list) {
    spans.set(name, [at, size]);
    at += padded(size);
  }
  const bytes = (name: string): Uint8Array => {
    const [from, size] = spans.get(name) ?? [0, 0];
    return joined.subarray(from, from + size);
  };
  const text = (name: string): string => decoder.decode(bytes(name));
  return {
    bytes,
    counts: (name) => {
      const { buffer, byteOffset, byteLength } = bytes(name);
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    },
    numbers: (name) => {
      const { buffer, byteOffset, byteLength } = bytes(name);
      return new Float64Array(buffer, byteOffset, byteLength / 8);
    },
    text,
    json: (name) => JSON.parse(text(name)),
  };
}

export const textPart = (text: string): Uint8Array => encoder.encode(text);
export const jsonPart = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));
