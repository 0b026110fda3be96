import { describe, expect, it } from "vitest";
import { nextOf, type Page, type PageAsked, pageBehind, readPages } from "../../src/host/github/pages.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const ids = (items: readonly unknown[]) => items.map((item) => (item as { id: number }).id);

/** A server that shows at most `cap` items at once, of which it hides some after it has cut the page. */
function server(items: readonly { id: number }[], cap = 100, hidden: readonly number[] = []) {
  const asked: PageAsked[] = [];
  const read = async (wanted: PageAsked): Promise<Page> => {
    asked.push(wanted);
    const [size, page] = [Math.min(cap, Number(wanted["per_page"])), Number(wanted["page"] ?? 1)];
    const shown = items.slice((page - 1) * size, page * size).filter(({ id }) => !hidden.includes(id));
    return { items: shown, next: page * size < items.length ? { page: String(page + 1) } : undefined };
  };
  return { asked, read };
}

describe("readPages", () => {
  it.each([0, 1, 100, 101, 197, 198, 1000, 2551])("reads %i items once, in order", async (count) => {
    const { asked, read } = server(numbered(count));
    expect(ids(await readPages(read, "it"))).toEqual(ids(numbered(count)));
    // The overlap costs one request in six at most.
    expect(asked.length).toBeLessThanOrEqual(Math.ceil(count / 83) || 1);
  });

  it("asks for pages that begin before the end of what was read, and reach as far as they can", () => {
    expect(pageBehind(100)).toEqual({ page: 2, per_page: 97 });
    for (let count = 1; count < 5000; count++) {
      const { page, per_page: size } = pageBehind(count);
      if (count > 3) expect((page - 1) * size, String(count)).toBeLessThanOrEqual(count - 3);
      if (count >= 100) expect(page * size, String(count)).toBeGreaterThan(count + 60);
    }
  });

  it("copes with a server that shows fewer than were asked for, and with pages that have holes", async () => {
    expect(ids(await readPages(server(numbered(250), 30).read, "it"))).toEqual(ids(numbered(250)));
    const hidden = [96, 97, 98, 99, 100, 150];
    const seen = ids(await readPages(server(numbered(250), 100, hidden).read, "it"));
    expect(seen).toEqual(ids(numbered(250)).filter((id) => !hidden.includes(id)));
  });

  it("follows cursors as they are given", async () => {
    const asked: PageAsked[] = [];
    const pages: Record<string, Page> = {
      none: { items: [{ id: 1 }], next: { page: "2", after: "x" } },
      x: { items: [{ id: 2 }], next: undefined },
    };
    const read = async (wanted: PageAsked): Promise<Page> => {
      asked.push(wanted);
      return pages[String(wanted["after"] ?? "none")] as Page;
    };
    expect(ids(await readPages(read, "it"))).toEqual([1, 2]);
    expect(asked.at(-1)).toEqual({ per_page: 100, page: "2", after: "x" });
  });

  it("refuses a list that is never twice the same", async () => {
    let next = 0;
    const read = async ({ page }: PageAsked): Promise<Page> => {
      const items = Array.from({ length: 100 }, () => ({ id: ++next }));
      return { items, next: Number(page ?? 1) < 3 ? { page: String(Number(page ?? 1) + 1) } : undefined };
    };
    await expect(readPages(read, "GET /it")).rejects.toThrow(
      /Unexpected changes of GET \/it while it was read 6 times/,
    );
  });

  it("reads the Link header of both kinds of lists", () => {
    expect(nextOf('<https://x.test/repos/o/r/issues?per_page=97&page=3>; rel="next"')).toEqual({ page: "3" });
    expect(nextOf('<https://x.test/i?after=Y3&page=2>; rel="next", <https://x.test/i?page=9>; rel="last"')).toEqual({
      page: "2",
      after: "Y3",
    });
    expect(nextOf('<https://x.test/i?page=1>; rel="first"')).toBeUndefined();
  });
});
