/** YAML or JSON as read, each value with its offsets. Values are texts as they are written: what they mean is the reader's to say. */
export type Located = LocatedMap | LocatedList | LocatedText;

export interface LocatedMap {
  readonly kind: "map";
  readonly start: number;
  readonly end: number;
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry {
  readonly key: string;
  /** The offset of the key. */
  readonly at: number;
  readonly value: Located;
}

export interface LocatedList {
  readonly kind: "list";
  readonly start: number;
  readonly end: number;
  readonly items: readonly Located[];
}

export interface LocatedText {
  readonly kind: "text";
  readonly start: number;
  readonly end: number;
  /** Undefined: null, or nothing at all. */
  readonly text: string | undefined;
}

/** Where a text stops being what a reader can read. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly at: number;

  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

/** The entry of a key of a map; undefined where there is none. */
export function entryOf(node: Located | undefined, key: string): LocatedEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The value that lies behind keys, one inside the other. */
export function valueAt(node: Located | undefined, ...keys: readonly string[]): Located | undefined {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
}

/** The text of a value, without spaces around it; undefined where it is none or blank. */
export function textOf(node: Located | undefined): string | undefined {
  const text = node?.kind === "text" ? node.text?.trim() : undefined;
  return text === "" ? undefined : text;
}

/** The items of a list; nothing where it is none. */
export function itemsOf(node: Located | undefined): readonly Located[] {
  return node?.kind === "list" ? node.items : [];
}

/** The entries of a map; nothing where it is none. */
export function entriesOf(node: Located | undefined): readonly LocatedEntry[] {
  return node?.kind === "map" ? node.entries : [];
}
