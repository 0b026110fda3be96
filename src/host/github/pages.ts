import { HostError } from "../../model/errors.ts";
import { at, numberAt, textAt } from "./json.ts";

/** What asks for one page: `page` and `per_page`, or the cursor of a list that has some. */
export type PageAsked = Readonly<Record<string, string | number>>;

export interface Page {
  readonly items: readonly unknown[];
  /** What asks for the page behind it, as the server says; undefined: it is the last. */
  readonly next: PageAsked | undefined;
}

/** The most that GitHub shows at once. */
const most = 100;
/** How many items of a page are asked for again with the next one: as many, less one, may go away in between. */
export const overlap = 3;
/** How often a list that never looks the same twice is read. */
const tries = 6;

/**
 * Every item of a list, once, though the list changes while it is read page by page. Where an item of a page that was
 * read goes away, all behind it move up, and the first of the next page would be shown by none. So pages overlap: what
 * shares an item with what has been seen leaves nothing out in between. Where pages don't, the list is read page by page
 * until two readings in a row show the same. `HostError` where there never are two.
 */
export async function readPages(read: (asked: PageAsked) => Promise<Page>, what: string): Promise<readonly unknown[]> {
  const whole = await readOverlapping(read);
  if (whole) return whole;
  let before = await readBehindEachOther(read);
  for (let tried = 1; tried < tries; tried++) {
    const again = await readBehindEachOther(read);
    if (namesOf(before) === namesOf(again)) return again;
    before = again;
  }
  const said = `Unexpected changes of ${what} while it was read ${tries} times, expected two readings that agree`;
  throw new HostError(said, { status: 200, retryable: true });
}

/** Undefined where a page shares nothing with those before, so that something in between may be missing, or adds nothing. */
async function readOverlapping(read: (asked: PageAsked) => Promise<Page>): Promise<readonly unknown[] | undefined> {
  const seen = new Map<string, unknown>();
  let page = await read({ per_page: most });
  addTo(seen, page.items);
  while (page.next) {
    // A cursor names an item, whatever goes away before it.
    const counted = !("after" in page.next || "before" in page.next);
    const count = seen.size;
    page = await read(counted ? pageBehind(count) : { per_page: most, ...page.next });
    if (counted && !page.items.some((item) => seen.has(nameOf(item)))) return undefined;
    addTo(seen, page.items);
    if (page.next && seen.size === count) return undefined;
  }
  return [...seen.values()];
}

/** Page by page as the server says, as often as it takes for servers whose pages are shorter than asked for. */
async function readBehindEachOther(read: (asked: PageAsked) => Promise<Page>): Promise<readonly unknown[]> {
  const seen = new Map<string, unknown>();
  for (let asked: PageAsked | undefined = { per_page: most }; asked; ) {
    const page: Page = await read(asked);
    addTo(seen, page.items);
    asked = page.next && { per_page: most, ...page.next };
  }
  return [...seen.values()];
}

/** Of all pages that begin before the last few of `count` items, the one that reaches farthest. */
export function pageBehind(count: number): { readonly page: number; readonly per_page: number } {
  let best = { page: 1, per_page: most };
  for (let size = most; size > overlap; size--) {
    const page = Math.floor(Math.max(0, count - overlap) / size) + 1;
    if (page * size > best.page * best.per_page) best = { page, per_page: size };
  }
  return best;
}

/** What was seen keeps its place; what was seen again is as it is now. */
function addTo(seen: Map<string, unknown>, items: readonly unknown[]): void {
  for (const item of items) seen.set(nameOf(item), item);
}

/** What tells an item from the others of its list. */
export function nameOf(item: unknown): string {
  const id = textAt(item, "id") || String(numberAt(item, "id") || "");
  return id || textAt(item, "name") || JSON.stringify(item) || "";
}

function namesOf(items: readonly unknown[]): string {
  return items.map(nameOf).join("\n");
}

/** What a Link header says of the next page. Some lists count pages, some pass a cursor. */
export function nextOf(link: string): PageAsked | undefined {
  const next = /<([^<>]+)>;\s*rel="next"/.exec(link)?.[1];
  if (next === undefined) return undefined;
  const query = new URL(next, "https://api.github.com").searchParams;
  const wanted = ["page", "after", "before"].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return wanted.length > 0 ? Object.fromEntries(wanted) : undefined;
}

/** The items of an answer, which may be inside its `field`; undefined where it is no list. */
export function itemsIn(answer: unknown, field: string | undefined): readonly unknown[] | undefined {
  const items = Array.isArray(answer) ? answer : at(answer, field ?? "items");
  return Array.isArray(items) ? items : undefined;
}
