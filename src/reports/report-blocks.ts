import type { Headline } from "./report-headlines.ts";

/** A text to show: ours or a plain value, shown letter by letter; or Markdown of the record. */
export type Said = { readonly plain: string } | { readonly markdown: string };

/** What a report consists of, whatever it is rendered to. */
export type Block =
  | { readonly kind: "part" | "subpart"; readonly title: string }
  | { readonly kind: "numbers"; readonly numbers: readonly Headline[] }
  | { readonly kind: "facts"; readonly title: string; readonly rows: readonly (readonly [string, Said])[] }
  | {
      readonly kind: "table";
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Said[])[];
    }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Said[] }
  | { readonly kind: "prose"; readonly markdown: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "picture" };

export const plain = (text: string): Said => ({ plain: text });
export const marked = (text: string): Said => ({ markdown: text });
export const part = (title: string): Block => ({ kind: "part", title });
export const subpart = (title: string): Block => ({ kind: "subpart", title });
export const missing: Block = { kind: "note", text: "Not recorded." };

export const prose = (markdown: string): readonly Block[] =>
  markdown === "" ? [missing] : [{ kind: "prose", markdown }];
export const list = (items: readonly string[], ordered = false): readonly Block[] =>
  items.length === 0 ? [missing] : [{ kind: "list", ordered, items: items.map(marked) }];
export const table = (title: string, head: readonly string[], rows: readonly (readonly Said[])[]): readonly Block[] =>
  rows.length === 0 ? [missing] : [{ kind: "table", title, head, rows }];
