import retextEnglish from "retext-english";
import retextEquality from "retext-equality";
import { unified } from "unified";
import { VFile } from "vfile";
import { describe, expect, it } from "vitest";
import { splice } from "../../src/markdown/text.ts";
import { otherWords } from "../../src/rules/inclusive-words.ts";
import { corpusFiles } from "../corpus.ts";
import { check } from "./check.ts";

const equality = unified().use(retextEnglish).use(retextEquality);

/** What retext-equality says of a text. */
function equalityOn(text: string): readonly (string | undefined)[] {
  const file = new VFile(text);
  equality.runSync(equality.parse(file), file);
  return file.messages.map(({ actual }) => actual);
}

const head = "---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev4\nstatus: resolved\n---\n\n# A\n\n";
const found = (text: string) => check(text).findings.filter(({ rule }) => rule === "inclusive-words");

describe("inclusive-words", () => {
  it.each(Object.entries(otherWords))("retext-equality knows %j too, and not %j", (word, other) => {
    expect(equalityOn(`There was ${word} in it.`)).toContain(word);
    expect(equalityOn(`There was ${other} in it.`)).toEqual([]);
    expect(found(`${head}There was ${word} in it.\n`)).toHaveLength(1);
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
  }, 60_000);

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
