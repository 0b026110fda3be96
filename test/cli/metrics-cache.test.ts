import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../../bench/generate.ts";
import { pack, unpack } from "../../src/cli/metrics/packed.ts";
import { readText, stampAt } from "../../src/cli/read-text.ts";
import { cli } from "./cli.ts";

let root = "";
const cache = (): string => join(root, "kept/metrics.json");
const metrics = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await cli(root, ["metrics", "--json", ...args]);
  expect([code, err]).toEqual([0, ""]);
  return out;
};
const warm = (): Promise<string> => metrics("--cache", "kept");
const cold = (): Promise<string> => metrics("--no-cache");

function write(path: string, text: string, age: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const then = Date.now() / 1000 - age;
  utimesSync(join(root, path), then, then);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-metrics-cache-"));
  write(".git/HEAD", "ref: refs/heads/main\n", 0);
  for (const { path, text } of generate(40)) write(path, text, 60);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("answers as without it: cold, warm, after a merge, a removal and a new config", async () => {
  const before = await cold();
  expect(await warm()).toBe(before);
  expect(await warm()).toBe(before);
  write(
    "incidents/2024/INC-2024-001.md",
    "---\nstarted: 2024-01-01T00:00:00Z\nseverity: sev1\nstatus: closed\n---\n",
    30,
  );
  write("incidents/2024/INC-2024-900.md", "---\nstarted: 1024-01-01T00:00:00Z\nservices: [α, α]\n---\n", 30);
  const merged = await cold();
  expect(merged).not.toBe(before);
  expect(await warm()).toBe(merged);
  rmSync(join(root, "incidents/2024/INC-2024-002.md"));
  const removed = await cold();
  expect(await warm()).toBe(removed);
  expect(readFileSync(cache(), "utf8")).not.toContain("INC-2024-002");
  write(".github/gitcident.yml", "supportHours: { zone: Europe/Berlin }\n", 0);
  expect(await warm()).toBe(await cold());
  rmSync(join(root, ".github/gitcident.yml"));
});

it("hazard 30: is as good as none when it is cut or flipped, or no cache at all", async () => {
  const whole = await cold();
  await warm();
  const bytes = readFileSync(cache());
  let wrong = 0;
  for (let at = 0; at < 60; at += 1) {
    const offset = Math.floor((at / 60) * bytes.length);
    const damaged =
      at % 2 === 0 ? bytes.subarray(0, offset) : Uint8Array.from(bytes, (b, i) => (i === offset ? b ^ 4 : b));
    writeFileSync(cache(), damaged);
    if ((await warm()) !== whole) wrong += 1;
  }
  console.info(`hazard 30: 60 damaged caches of metrics, ${wrong} believed`);
  expect(wrong).toBe(0);
  rmSync(join(root, "kept"), { recursive: true });
  writeFileSync(join(root, "kept"), "a file");
  expect(await warm()).toBe(whole);
});

it("a file that was written a moment ago has no stamp, so that a second write is seen", () => {
  writeFileSync(join(root, "fresh.md"), "one");
  expect(stampAt(join(root, "fresh.md"))).toBeUndefined();
});

it("a room to read into is read over, and one that is too small is left alone", () => {
  writeFileSync(join(root, "short.md"), "short");
  const long = "x".repeat(100);
  writeFileSync(join(root, "long.md"), long);
  const room = Buffer.alloc(20, "?");
  const textAt = (name: string): string | undefined => {
    const read = readText(join(root, name), room);
    return read.kind === "text" ? read.text : undefined;
  };
  expect([textAt("short.md"), textAt("long.md"), textAt("short.md")]).toEqual(["short", long, "short"]);
});

it("what is packed comes back as it was", () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.constantFrom(null, true, false, undefined, 1.5, -1_704_067_200_000, ""),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(
        fc.string({ maxLength: 3 }).filter((key) => key !== "__proto__"),
        tie("any"),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      expect(unpack(pack(one))).toEqual(one);
    }),
  );
});
