import { describe, expect, it } from "vitest";
import { newMemory } from "../../src/host/github/memory.ts";
import { lru } from "../../src/host/lru.ts";

describe("what a process remembers", () => {
  it("knows for ten minutes what it made", () => {
    let time = 0;
    const memory = newMemory({ now: () => time });
    memory.remember("action:1", 57);
    time = 599_999;
    expect(memory.made("action:1")).toBe(57);
    time = 600_000;
    expect(memory.made("action:1")).toBeUndefined();
  });

  it("holds back a second try until lists can be believed", () => {
    let time = 0;
    const memory = newMemory({ now: () => time });
    memory.settled("reply:1");
    memory.doubt("reply:1");
    time = 12_000;
    expect(() => memory.settled("reply:1")).toThrow(expect.objectContaining({ retryable: true, retryAfter: 18_000 }));
    memory.settled("reply:2");
    time = 30_000;
    memory.settled("reply:1");
  });

  it("keeps no answer that was asked for before it had to forget", async () => {
    const memory = newMemory({ now: () => 0 });
    const late = Promise.withResolvers<string>();
    const first = memory.brief("branch main", 1000, () => late.promise);
    memory.forget();
    late.resolve("old");
    expect(await first).toBe("old");
    expect(await memory.brief("branch main", 1000, async () => "new")).toBe("new");
    expect(await memory.brief("branch main", 1000, async () => "newer")).toBe("new");
    memory.forget("other");
    expect(await memory.brief("branch main", 1000, async () => "newer")).toBe("new");
    await memory.brief("repository", 1000, async () => "kept");
    memory.forget("main");
    expect(await memory.brief("branch main", 1000, async () => "newer")).toBe("newer");
    expect(await memory.brief("repository", 1000, async () => "other")).toBe("kept");
  });

  it("fetches once for everybody who asks at once, and again after a failure", async () => {
    const memory = newMemory();
    let fetched = 0;
    const fetch = async () => {
      fetched += 1;
      await Promise.resolve();
      if (fetched === 1) throw new Error("lost");
      return fetched;
    };
    const first = await Promise.allSettled([memory.joined("tree a", fetch), memory.joined("tree a", fetch)]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await Promise.all([memory.joined("tree a", fetch), memory.joined("tree a", fetch)])).toEqual([2, 2]);
    expect(await memory.joined("tree b", fetch)).toBe(3);
  });

  it("knows where its own commit brought a branch", async () => {
    const memory = newMemory({ now: () => 0 });
    const main = { name: "main", sha: "a", tree: "b", protected: true };
    const asked = () => memory.brief("branch main", 1000, async () => main);
    memory.move("main", "c", "d");
    expect(await asked()).toBe(main);
    memory.move("main", "c", "d");
    expect(await asked()).toEqual({ ...main, sha: "c", tree: "d" });
  });

  it("forgets the oldest beyond its weight", () => {
    const texts = lru<string>(10, (text) => text.length);
    texts.set("a", "12345");
    texts.set("b", "12345");
    expect(texts.get("a")).toBe("12345");
    texts.set("c", "123");
    expect([texts.get("a"), texts.get("b"), texts.get("c")]).toEqual(["12345", undefined, "123"]);
    texts.set("d", "larger than everything");
    expect([texts.get("a"), texts.get("d")]).toEqual(["12345", undefined]);
  });
});
