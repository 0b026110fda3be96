import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../bench/generate.ts";
import { actionFields, readActionItems } from "../../../src/markdown/action-items.ts";
import { readDocument } from "../../../src/markdown/document.ts";
import { sectionOf } from "../../../src/markdown/section-names.ts";
import { skimSections } from "../../../src/markdown/skim-sections.ts";
import { defaultConfig } from "../../../src/model/config.ts";
import { bodyReader } from "../../../src/reports/metrics/record-body.ts";
import { corpusFiles } from "../../corpus.ts";
import { cpuTime } from "../../cpu-time.ts";
import { watchedAtBest } from "../../rules/watched-expressions.ts";

const read = bodyReader(defaultConfig);

/** Where lines and the parser disagree about a text; empty where they agree or the lines say that they can't tell. */
function differences(text: string): readonly string[] {
  const tree = readDocument("", text);
  if (tree.kind !== "ok") return [];
  const { document } = tree;
  const skimmed = skimSections(text);
  // Titles are compared as they are looked up, and so without markup.
  const plain = (title: string): string => title.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const expected = document.sections.map(({ title, start, end }) => `${start}-${end} ${plain(title)}`);
  const said = skimmed?.map(({ title, start, end }) => `${start}-${end} ${plain(title)}`) ?? expected;
  const section = sectionOf(document, "Action items", defaultConfig);
  const items = section ? readActionItems(document, section) : [];
  const none = (value: string | undefined): string | null => value ?? null;
  const wanted = items.map(({ done, item }) => {
    const { owner, due, priority, type } = actionFields(item.source);
    return JSON.stringify([done, none(owner), none(due), none(priority), none(type)]);
  });
  const taken = (read(text)?.actions ?? []).map((one) =>
    JSON.stringify([one.done, one.owner, one.due, one.priority, one.type]),
  );
  return [
    ...(said.join("\n") === expected.join("\n") ? [] : [`sections: ${said.join(", ")} for ${expected.join(", ")}`]),
    ...(taken.join("\n") === wanted.join("\n") ? [] : [`items: ${taken.join(", ")} for ${wanted.join(", ")}`]),
  ];
}

const files = ["postmortems", "runbooks", "incidents", "templates"].map(corpusFiles);
const real = files.flatMap((some) => some ?? []);

describe("what is read by lines", () => {
  it.skipIf(real.length === 0)("is what the parser reads, in every file that teams published", () => {
    const wrong = real.flatMap(({ path, text }) => differences(text).map((one) => `${path}: ${one}`));
    const byLines = real.filter(({ text }) => skimSections(text) !== undefined).length;
    console.info(`${real.length} files, ${byLines} by their lines alone, ${wrong.length} read in another way`);
    expect(wrong).toEqual([]);
    expect(byLines).toBeGreaterThan(real.length / 2);
  });

  it("is what the parser reads, in generated records", () => {
    const texts = [...generate(300)].map(({ text }) => text);
    expect(texts.flatMap(differences)).toEqual([]);
    expect(texts.every((text) => skimSections(text) !== undefined)).toBe(true);
  });

  it("begins behind a byte order mark", () => {
    const text = "\uFEFF# Action items\n- [ ] Do it @alice\n\n# Impact\n";
    expect(skimSections(text)?.map(({ title }) => title)).toEqual(["Action items", "Impact"]);
    expect(read(text)?.actions).toHaveLength(1);
  });

  it("is what the parser reads, in lines put together at random", () => {
    const line = fc.constantFrom(
      ...["# A", "## Action items", "## Root cause ##", "### Deep", "####### no", "#no", "  ## Lessons learned", "   "],
      ...[
        "- [ ] Do it @alice due:2025-01-01",
        "- [x] Done priority:High type:prevent #12",
        "- plain",
        "* [ ] star",
        "",
      ],
      ...[
        "  more",
        "```",
        "~~~sh",
        "````",
        "    ## code",
        "> ## quoted",
        "<!-- ## gone",
        "-->",
        "<!-- one -->",
        "<div>",
      ],
      ...["words", "===", "---", "| a | b |", "|---|---|", "1. one", "- [ ] # heading", "- ```", "\t## tab", "<!---->"],
      ...["## [Action items](x)", "## **Action items**", "<https://a.example>", "- [ ]", "- [ ] 1. nested", "[a]: b"],
      ...["- [ ] www.a.example", "- [ ] a@b.example is an address", "- [ ] (@bob) due:soon"],
    );
    let n = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom("\n", "\r\n"), (lines, eol) => {
        n += 1;
        expect(differences(lines.join(eol))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(n).toBeGreaterThanOrEqual(3000);
  });

  it.each([
    ["<!--", 60_000],
    ["<!-- x --> ", 20_000],
    ["## Root cause\n", 8000],
    ["- [ ] a\n", 12_000],
    ["`", 60_000],
    ["# ", 30_000],
    [" ", 60_000],
    ["## Action items\n- [ ] due:due:due:", 4000],
  ])("hazard 22: %j many times takes little", (part, times) => {
    const text = `## Root cause\n${part.repeat(times)}`;
    for (const [source, ms] of watchedAtBest(20, () => read(text))) expect(ms, source).toBeLessThanOrEqual(20);
    // The whole reader, the parser included where lines can't tell.
    expect(cpuTime(() => read(text))).toBeLessThan(1000);
  });
});
