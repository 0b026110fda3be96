import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { generate } from "../../bench/generate.ts";
import { openFacts } from "../../src/cli/metrics/known-facts.ts";
import { pack, unpack } from "../../src/cli/metrics/packed.ts";
import { readText, stampAt } from "../../src/cli/read-text.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { readFacts } from "../../src/reports/metrics/read-facts.ts";
import { cli } from "./cli.ts";

let root = "";
const run = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await cli(root, args);
  expect([code, err]).toEqual([0, ""]);
  return out;
};
const warm = (...args: readonly string[]): Promise<string> => run("metrics", "--json", "--cache", "kept", ...args);
const cold = (...args: readonly string[]): Promise<string> => run("metrics", "--json", "--no-cache", ...args);

function write(path: string, text: string, age: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const then = Date.now() / 1000 - age;
  utimesSync(join(root, path), then, then);
}

const keptNames = ["config.json", "metrics-files.bin", "metrics-printed.bin", "metrics-table.bin", "metrics-tally.bin"];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-metrics-cache-"));
  write(".git/HEAD", "ref: refs/heads/main\n", 0);
  for (const { path, text } of generate(220)) write(path, text, 60);
});
afterAll(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

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
  for (const name of readdirSync(join(root, "kept"))) {
    expect(readFileSync(join(root, "kept", name), "latin1")).not.toContain("INC-2024-002");
  }
  write(".github/gitcident.yml", "supportHours: { zone: Europe/Berlin }\n", 0);
  expect(await warm()).toBe(await cold());
  rmSync(join(root, ".github/gitcident.yml"));
});

it("hazard 30: is as good as none when it is cut or flipped, or no cache at all", async () => {
  await warm();
  // One of many files is another now: all that is kept is asked, and nothing of it is written anew.
  write("incidents/2024/INC-2024-003.md", "---\nstarted: 2024-01-02T00:00:00Z\n---\n", 30);
  const whole = await cold();
  const names = readdirSync(join(root, "kept")).toSorted();
  expect(names).toEqual(keptNames);
  const wrong = await believed(names, async () => (await warm()) === whole);
  rmSync(join(root, "kept"), { recursive: true });
  writeFileSync(join(root, "kept"), "a file");
  expect(await warm()).toBe(whole);
  rmSync(join(root, "kept"));
  expect(wrong).toBe(0);
});

it("hazard 30: facts of files are those that were learnt, or none", async () => {
  const folder = join(root, "kept");
  const known = openFacts(folder, "key");
  const facts = readFacts([...generate(20)], defaultConfig);
  for (const fact of facts) known.learn(fact.path, "stamp", Buffer.from(fact.path), fact);
  known.keep();
  expect(facts.map(({ path }) => openFacts(folder, "key").untouched(path, "stamp"))).toEqual(facts);
  expect(openFacts(folder, "other key").untouched(facts[0]?.path ?? "", "stamp")).toBeUndefined();
  const wrong = await believed(["facts.json"], async () => {
    const again = openFacts(folder, "key");
    return facts.every((fact) => again.untouched(fact.path, "stamp") === undefined);
  });
  expect(wrong).toBe(0);
  rmSync(folder, { recursive: true });
});

/** How often a damaged file is taken for whole. */
async function believed(names: readonly string[], isRight: () => Promise<boolean>): Promise<number> {
  let [damages, wrong] = [0, 0];
  const whole = join(root, "whole");
  cpSync(join(root, "kept"), whole, { recursive: true });
  for (const name of names) {
    const file = join(root, "kept", name);
    const bytes = readFileSync(file);
    for (let at = 0; at < 60; at += 1) {
      const offset = Math.floor((at / 60) * bytes.length);
      const damaged =
        at % 2 === 0 ? bytes.subarray(0, offset) : Uint8Array.from(bytes, (b, i) => (i === offset ? b ^ 4 : b));
      // Beside what was kept with it: what another run kept would not be believed for that alone.
      cpSync(whole, join(root, "kept"), { recursive: true, force: true });
      writeFileSync(file, damaged);
      damages += 1;
      if (!(await isRight())) wrong += 1;
    }
  }
  rmSync(whole, { recursive: true });
  console.info(`hazard 30: ${damages} damaged files of ${names.join(" and ")}, ${wrong} believed`);
  return wrong;
}

it("answers as without it after any change to the tree", async () => {
  const record = (id: string, more = ""): [string, string] => [
    `incidents/2024/${id}.md`,
    `---\nstarted: 2024-03-0${1 + (id.length % 9)}T00:00:00Z\nseverity: sev2\nstatus: closed\nservices: [${id}, checkout]\nalerts: [${id}]\n${more}---\n\n## Action items\n\n- [ ] Do it ${id} @alice due:2024-02-0${1 + (id.length % 9)}\n`,
  ];
  const first = "incidents/2024/INC-2024-001.md";
  const changes: readonly (() => void)[] = [
    () => write(...record("INC-2024-0001"), 30),
    () => write(...record("INC-2024-950"), 30),
    () => write(...record("INC-2024-950", "resolved: 2024-01-01T00:00:00Z\n"), 25),
    () => rmSync(join(root, "incidents/2024/INC-2024-0001.md")),
    // A link in the place of a file is a file that is gone.
    () => {
      renameSync(join(root, first), join(root, "aside.md"));
      symlinkSync(join(root, "aside.md"), join(root, first));
    },
    () => {
      rmSync(join(root, first));
      renameSync(join(root, "aside.md"), join(root, first));
    },
    () => mkdirSync(join(root, "incidents/2024/INC-2024-777.md")),
    () => rmSync(join(root, "incidents/2024/INC-2024-777.md"), { recursive: true }),
    () => write("incidents/2024/deeper/INC-2024-778.md", record("INC-2024-778")[1], 30),
    // A repository in the repository is another's.
    () => write("incidents/2024/deeper/.git", "gitdir: elsewhere\n", 30),
    () => rmSync(join(root, "incidents/2024/deeper/.git")),
    () => renameSync(join(root, "incidents/2024"), join(root, "incidents/2023")),
    () => renameSync(join(root, "incidents/2023"), join(root, "incidents/2024")),
    () => writeFileSync(join(root, first), "\0"),
    () => write("incidents/2024/INC-2024-779.md", '---\nstarted: 2024-03-01T00:00:00Z\ntype: "a\\0\\x01ü"\n---\n', 30),
    () => write(first, "no frontmatter", 30),
    () => write(".github/gitcident.yml", 'archives: [{ paths: ["old/**/*.md"] }]\n', 0),
    () => write("old/one.md", "---\nstarted: 2024-01-01T00:00:00Z\n---\n", 30),
    () => write("old/a/two.md", "---\nstarted: 2024-01-01 00:00\n---\n", 30),
    () => rmSync(join(root, "old"), { recursive: true }),
    () => rmSync(join(root, ".github/gitcident.yml")),
    () => rmSync(join(root, "incidents"), { recursive: true }),
    () => {
      for (const { path, text } of generate(300, 3)) write(path, text, 60);
    },
    () => write(...record("INC-2024-951"), 30),
    () => rmSync(join(root, "incidents/2024/INC-2024-007.md")),
  ];
  const asked = [[], ["--by", "service"], ["--period", "monthly", "--by", "type"], ["--from", "2024-02-01"]] as const;
  // Whatever changed a moment ago is read and listed anew: an hour later it is not.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  for (const [number, change] of changes.entries()) {
    change();
    for (const which of [asked[0] as readonly string[], asked[number % asked.length] as readonly string[]]) {
      const { code, out, err } = await cli(root, ["metrics", "--json", "--no-cache", ...which]);
      for (let again = 0; again < 2; again += 1) {
        const kept = await cli(root, ["metrics", "--json", "--cache", "kept", ...which]);
        expect([number, kept.code, kept.err]).toEqual([number, code, err]);
        expect(kept.out === out, `change ${number}, time ${again}`).toBe(true);
      }
    }
  }
  vi.useRealTimers();
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
