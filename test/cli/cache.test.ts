import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualFolder } from "../../src/cli/cache-folder.ts";
import { openCache } from "../../src/cli/check/cache.ts";
import { factsAround, lookAtFile } from "../../src/cli/check/look-at-file.ts";
import { treeFacts } from "../../src/cli/check/tree-facts.ts";
import { stampAt } from "../../src/cli/read-text.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { noFacts } from "../../src/model/facts.ts";
import { mayFallDue } from "../../src/rules/action-items-due.ts";
import { checkIncident } from "../../src/rules/check-incident.ts";
import { corpusFiles } from "../corpus.ts";
import { emptyFolder, type Folder, freshClone } from "../host/clone.ts";
import { failover } from "../rules/check.ts";
import { cli, type Ended } from "./cli.ts";

let folder: Folder;
const numbered = (n: number): string => `incidents/2025/INC-2025-${String(n).padStart(3, "0")}.md`;
const texts = Array.from({ length: 12 }, (_, n) => {
  const text = failover
    .replaceAll("INC-2025-001", `INC-2025-${String(n + 1).padStart(3, "0")}`)
    .replace("issue: 1\n", `issue: ${n + 1}\n`);
  // A third of them with something to find.
  return n % 3 === 0 ? text.replace(/^severity: .*$/m, "severity: sev9") : text;
});
const cache = (): string => join(folder.path, "cache/check.json");
const check = (...args: readonly string[]): Promise<Ended> => cli(folder.path, ["check", "--json", ...args]);
const warm = (): Promise<Ended> => check("--cache", "cache");

beforeAll(() => {
  folder = freshClone();
  for (const [index, text] of texts.entries()) folder.write(numbered(index + 1), text);
});
afterAll(() => folder.remove());

describe("the cache of check", () => {
  it("answers as without it, cold, warm and after changes", async () => {
    const cold = await check("--no-cache");
    expect(await warm()).toEqual(cold);
    expect(await warm()).toEqual(cold);
    folder.write(numbered(2), texts[1]?.replace(/^status: .*$/m, "status: unheard-of") ?? "");
    const changed = await check("--no-cache");
    expect(changed.out).not.toBe(cold.out);
    expect(await warm()).toEqual(changed);
    folder.write(numbered(2), texts[1] ?? "");
    expect(await warm()).toEqual(cold);
    // The config and the present count too.
    folder.write("other.yml", "rules: { frontmatter-schema: warning }\n");
    expect(await check("--cache", "cache", "--config", "other.yml")).toEqual(
      await check("--no-cache", "--config", "other.yml"),
    );
    const early = ["--now", "2025-01-15T03:00:00Z"];
    expect(await check("--cache", "cache", ...early)).toEqual(await check("--no-cache", ...early));
    expect(await warm()).toEqual(cold);
  });

  it("is as good as none when it is cut or flipped at 1,000 offsets, or of an older schema", async () => {
    const cold = await check("--no-cache");
    const place = join(folder.path, "probe");
    const made = openCache(place, "key", "2026-01-01T00:00:00Z");
    const facts = { root: folder.path, config: defaultConfig, templates: {}, now: "2026-01-01T00:00:00Z" };
    for (let n = 1; n <= texts.length; n++) {
      const looked = lookAtFile({ path: numbered(n), sha: undefined }, facts);
      if (looked.kind === "judged") made.learn(numbered(n), looked);
    }
    made.keep(true);
    const whole = readFileSync(join(place, "check.json"));
    const believed = (bytes: Uint8Array): boolean => {
      writeFileSync(join(place, "check.json"), bytes);
      return openCache(place, "key", "2026-01-01T00:00:00Z").shaOf(numbered(2), factsAround(facts)) !== undefined;
    };
    expect(believed(whole)).toBe(true);
    const damaged = Array.from({ length: 1000 }, (_, index) => {
      const at = Math.floor((index * whole.length) / 1000);
      if (index % 2 === 0) return whole.subarray(0, at);
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (index % 8));
      return flipped;
    });
    expect(damaged.filter(believed)).toEqual([]);
    console.info(`hazard 30: 0 of ${damaged.length} damaged caches believed`);
    for (const bytes of [
      damaged[1],
      damaged[500],
      damaged[999],
      Buffer.from(whole.toString().replace("gitcident 2", "gitcident 1")),
      Buffer.from("{}"),
    ]) {
      writeFileSync(cache(), bytes ?? "");
      expect(await warm()).toEqual(cold);
    }
  });

  it("asks again where an answer of the repository around the file is another one", () => {
    const asked = [["kindAt", "runbooks/new.md", '"nothing"']] as const;
    const place = join(folder.path, "around");
    const now = "2026-01-01T00:00:00Z";
    const first = openCache(place, "key", now);
    first.learn("a.md", { sha: "1", stamp: "then", findings: [], lasting: true, asked });
    first.keep(true);
    const tree = () => treeFacts({ root: folder.path, config: defaultConfig });
    const known = () => {
      const cache = openCache(place, "key", now);
      return [cache.untouched("a.md", "then", tree()), cache.shaOf("a.md", tree())];
    };
    expect(known()).toEqual([{ findings: [] }, "1"]);
    folder.write("runbooks/new.md", "x");
    expect(known()).toEqual([undefined, undefined]);
  });

  it("keeps what was switched off, with its reason", async () => {
    const comment = "<!-- gitcident-disable-next-line sections-filled: nobody has counted yet -->";
    const text = (texts[1] ?? "").replace("## Impact\n", `## Impact\n\n${comment}\nTODO\n`);
    folder.write(numbered(2), text);
    const cold = await check("--no-cache");
    const line = text.split("\n").findIndex((one) => one.includes("gitcident-disable")) + 1;
    const said = { path: numbered(2), rule: "sections-filled", line, reason: "nobody has counted yet", findings: 1 };
    expect(JSON.parse(cold.out).disabled).toEqual([said]);
    expect(cold.err).toContain(`Switched off ${numbered(2)}:${line} sections-filled: nobody has counted yet`);
    expect([await warm(), await warm()]).toEqual([cold, cold]);
    folder.write(numbered(2), texts[1] ?? "");
  });

  it("reads only what was touched", () => {
    const place = join(folder.path, "stamps");
    const now = "2026-01-01T00:00:00Z";
    const first = openCache(place, "key", now);
    first.learn("a.md", { sha: "1", stamp: "then", findings: [], lasting: true, asked: [] });
    first.learn("b.md", { sha: "2", stamp: undefined, findings: [], lasting: true, asked: [] });
    first.learn("c.md", { sha: "3", stamp: "then", findings: [], lasting: false, asked: [] });
    first.keep(true);
    const second = openCache(place, "key", now);
    expect(second.untouched("a.md", "then", noFacts)).toEqual({ findings: [] });
    expect(second.untouched("a.md", "later", noFacts)).toBeUndefined();
    expect(second.untouched("a.md", undefined, noFacts)).toBeUndefined();
    expect(second.untouched("b.md", undefined, noFacts)).toBeUndefined();
    expect([second.shaOf("b.md", noFacts), second.shaOf("c.md", noFacts)]).toEqual(["2", undefined]);
    // What held then is not asked of an earlier present, nor of another config.
    expect(openCache(place, "key", "2025-01-01T00:00:00Z").untouched("a.md", "then", noFacts)).toBeUndefined();
    expect(openCache(place, "other", now).untouched("a.md", "then", noFacts)).toBeUndefined();
  });

  it("never believes a stamp that a second write could share", () => {
    folder.write("fresh.md", "a");
    expect(stampAt(join(folder.path, "fresh.md"))).toBeUndefined();
  });

  it("lies in node_modules, unless that leads elsewhere, is not there, or strangers may have brought it", () => {
    const [outside, clone] = [emptyFolder(), freshClone()];
    expect(usualFolder({}, clone.path)).toBeUndefined();
    clone.write("node_modules/x/package.json", "{}");
    expect(usualFolder({}, clone.path)).toBe(join(clone.path, "node_modules/.cache/gitcident"));
    expect(usualFolder({ CI: "true" }, clone.path)).toBeUndefined();
    symlinkSync(outside.path, join(clone.path, "node_modules/.cache"));
    expect(usualFolder({}, clone.path)).toBeUndefined();
    symlinkSync(outside.path, join(outside.path, "node_modules"));
    expect(usualFolder({}, outside.path)).toBeUndefined();
    for (const folder of [outside, clone]) folder.remove();
  });

  it("costs nothing where it can't be written", async () => {
    folder.write("a-file", "x");
    expect(await check("--cache", "a-file/below")).toEqual(await check("--no-cache"));
  });
});

describe("what the cache relies on", () => {
  const at = (now: string, path: string, text: string): readonly string[] =>
    checkIncident({ path, text, now, config: defaultConfig, templates: {} }).findings.map((one) => JSON.stringify(one));
  const moments = [
    "2000-01-01T00:00:00Z",
    "2025-01-15T03:00:00Z",
    "2025-02-20T00:00:00Z",
    "2025-06-01T00:00:00Z",
    "9999-01-01T00:00:00Z",
  ];

  it("holds of every rule: as time goes by, findings only go, but for what is said to fall due", () => {
    const files = [
      ...texts.map((text, index) => ({ path: numbered(index + 1), text })),
      ...(corpusFiles("postmortems") ?? []).slice(0, 150),
    ];
    let gone = 0;
    let due = 0;
    for (const { path, text } of files) {
      const seen = moments.map((now) =>
        at(now, path, text).map((one) => one.replace(/expected (?:a time|one) up to [^"]*/, "")),
      );
      for (const [index, later] of seen.slice(1).entries()) {
        const come = later.filter((one) => !seen[index]?.includes(one));
        if (come.length > 0 && mayFallDue(text, moments[index] ?? "")) {
          expect(come.filter((one) => !one.includes(`"rule":"action-items-due"`))).toEqual([]);
        } else expect(come).toEqual([]);
        gone += (seen[index] ?? []).filter((one) => !later.includes(one)).length;
        due += come.length;
      }
    }
    expect(gone).toBeGreaterThan(0);
    expect(due).toBeGreaterThan(0);
    console.info(
      `${files.length} files at ${moments.length} moments: ${gone} findings went, ${due} fell due, no other came`,
    );
  });

  it("does not keep what a later present would say otherwise", () => {
    const facts = { root: folder.path, config: defaultConfig, templates: {} };
    const wish = { path: numbered(2), sha: undefined };
    expect(lookAtFile(wish, { ...facts, now: "2025-01-01T00:00:00Z" })).toMatchObject({
      kind: "judged",
      lasting: false,
    });
    expect(lookAtFile(wish, { ...facts, now: "2026-01-01T00:00:00Z" })).toMatchObject({
      kind: "judged",
      lasting: true,
    });
    // A comment that switches off what time will end is a finding then.
    const early = { ...facts, now: "2025-01-01T00:00:00Z" };
    const looked = lookAtFile(wish, early);
    const rules = new Set(looked.kind === "judged" ? looked.findings.map(({ rule }) => rule) : []);
    const quiet = `${texts[1]}\n<!-- gitcident-disable-file ${[...rules].join(", ")}: the clock is wrong -->\n`;
    folder.write(numbered(2), quiet);
    expect(lookAtFile(wish, early)).toMatchObject({ kind: "judged", findings: [], lasting: false });
    folder.write(numbered(2), texts[1] ?? "");
  });
});
