import { readFileSync, writeFileSync } from "node:fs";
import retextEnglish from "retext-english";
import retextEquality from "retext-equality";
import { unified } from "unified";
import { VFile } from "vfile";
import { describe, expect, it } from "vitest";
import { splice } from "../../src/markdown/text.ts";
import { equalityWords } from "../../src/rules/equality-words.ts";
import { ownWords } from "../../src/rules/inclusive-words.ts";
import { corpusFiles } from "../corpus.ts";
import { check } from "./check.ts";
import { leftOut } from "./equality-left-out.ts";
import { equalityPhrases, equalityWordsText } from "./equality-words.ts";

const equality = unified().use(retextEnglish).use(retextEquality);

/** What retext-equality says of a text. */
function equalityOn(text: string): readonly (string | undefined)[] {
  const file = new VFile(text);
  equality.runSync(equality.parse(file), file);
  return file.messages.map(({ actual }) => actual);
}

const head = "---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev4\nstatus: resolved\n---\n\n# A\n\n";
const found = (text: string) => check(text).findings.filter(({ rule }) => rule === "inclusive-words");

const phrases = equalityWords.split("\n").flatMap((line) => line.split(" = ")[0]?.split("|") ?? []);

const updates = process.env["UPDATE"] === "1";

describe("the words of retext-equality", () => {
  it("are in the generated file (UPDATE=1 rewrites it), but for those that are left out for a reason", () => {
    const path = "src/rules/equality-words.ts";
    if (updates) writeFileSync(path, equalityWordsText());
    expect(readFileSync(path, "utf8")).toBe(equalityWordsText());
    const all = equalityPhrases.map(([phrase]) => phrase);
    const out = Object.values(leftOut).flat();
    expect(out.filter((phrase) => !all.includes(phrase))).toEqual([]);
    expect(new Set(out).size).toBe(out.length);
    if (!updates) expect([...phrases, ...out].toSorted()).toEqual([...all].toSorted());
    console.info(`${phrases.length} of ${all.length} phrases of retext-equality, ${out.length} left out`);
  });

  // What was just written is read with the next run.
  it.skipIf(updates)("each is found, with its other word, and nothing is found of those that are left out", () => {
    const texts = phrases.map((phrase) => found(`${head}There was ${phrase} in it.\n`));
    expect(phrases.filter((_, index) => texts[index]?.length !== 1)).toEqual([]);
    expect(texts.flat().filter(({ message }) => !/, expected e\.g\. `[^`]+`(?: or `[^`]+`)?$/.test(message))).toEqual(
      [],
    );
    // What stands for any words holds words that are found by themselves.
    const left = Object.values(leftOut)
      .flat()
      .filter((phrase) => !phrase.includes("*"));
    expect(left.filter((phrase) => found(`${head}There was ${phrase} in it.\n`).length > 0)).toEqual([]);
  });
});

describe("inclusive-words", () => {
  it.each(Object.entries(ownWords))("offers instead of %j, which retext-equality knows, not %j", (word, other) => {
    expect(equalityOn(`There was ${word} in it.`)).toContain(word);
    expect(equalityOn(`There was ${other} in it.`)).toEqual([]);
    expect(found(`${head}There was ${word} in it.\n`).map(({ edit }) => edit?.text)).toEqual([other]);
    expect(found(`${head}There was ${other} in it.\n`)).toEqual([]);
  });

  it("finds in real post-mortems nothing that retext-equality does not find", () => {
    const texts = corpusFiles("postmortems") ?? [];
    const words = texts.flatMap(({ text }) => {
      const body = text.replace(/^---\n[\s\S]*?\n---\n/, "");
      const whole = head + body;
      const [known, lines] = [equalityOn(body).map((one) => one?.toLowerCase()), whole.split("\n")];
      return found(whole).map(({ place }) => {
        const word = lines[place.line - 1]?.slice(place.column - 1, place.endColumn - 1).toLowerCase();
        expect(known).toContain(word);
        return word;
      });
    });
    console.info(`${words.length} words of ${texts.length} post-mortems: ${words.join(", ")}`);
  }, 600_000);

  it("offers the other word with the capital of the one that it stands for", () => {
    const text = `${head}Blacklist and\nman\nhours.\n`;
    const edits = check(text).findings.flatMap(({ edit }) => edit ?? []);
    const lines = text.split("\n");
    const offset = (line: number, column: number): number =>
      lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    const spans = edits.map(({ place, text: insert }) => ({
      start: offset(place.line, place.column),
      end: offset(place.endLine, place.endColumn),
      insert,
    }));
    expect(splice(text, spans)).toBe(`${head}Blocklist and\nhours of work.\n`);
  });
});
