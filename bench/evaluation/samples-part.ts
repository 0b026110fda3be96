import type { Asked } from "./ask.ts";
import judged from "./judged.json" with { type: "json" };
import { drawSample, sizeOfSample } from "./sample.ts";
import { tableOf } from "./table.ts";

/** The verdicts of a person on random samples: how many, what was mended after each, and every row. */
export function samplesPart(real: readonly Asked[]): readonly string[] {
  const { samples } = judged;
  const last = samples.at(-1);
  const rows = samples.map(({ seed, rows: judgements, mended }) => {
    const of = (verdict: string): number => judgements.filter((one) => one.verdict === verdict).length;
    const share = ((of("wrong") / judgements.length) * 100).toFixed(1);
    return [seed, of("right"), of("arguable"), of("wrong"), `${share} %`, mended || "nothing"];
  });
  return [
    "## Judged by hand",
    "",
    `Samples of ${sizeOfSample} findings, each judged by reading its line, and its section where that is what the rule looks at; for a missing`,
    "heading the list of headings, for a missing review a search for dates beside such words. The rules take turns, and each draws one of its findings by lot, so that the few that",
    "find most don't fill the sample. _Right_: a reviewer would say the same, given what Gitcident asks for. _Arguable_: true by the letter, but a reviewer might let it",
    "pass. _Wrong_: not so. After each of the first samples the rules were mended, and a new one was drawn with a new seed. One judge, no second opinion.",
    "",
    ...tableOf(["Seed", "Right", "Arguable", "Wrong", "Wrong, share", "Mended afterwards"], rows),
    "",
    "What these numbers don't say: the mending looked at the same 113 documents, so the last sample tells nothing of how the rules do on others. Rules with few",
    `findings are in every sample whole or nearly so. None wrong of ${sizeOfSample} leaves, at 95 %, room for 5 % (the rule of three). What the rules miss was not counted.`,
    ...(last ? stands(last.seed, last.rows, real) : []),
    "",
    ...samples.toReversed().flatMap(({ seed, rows: judgements }, index) => [
      `### Seed ${seed}${index === 0 ? "" : ", earlier"}`,
      "",
      ...tableOf(
        ["Document", "Line", "Rule", "Verdict", "Why"],
        judgements.map(({ path, line, rule, verdict, why }) => [shortName(path), line, rule, verdict, why]),
      ),
      "",
    ]),
  ];
}

/** Whether the last sample is still what its seed draws. */
function stands(
  seed: number,
  rows: readonly { readonly path: string; readonly line: number; readonly rule: string }[],
  real: readonly Asked[],
): readonly string[] {
  const key = (one: { readonly path: string; readonly line: number; readonly rule: string }): string =>
    [one.path, one.line, one.rule].join("\n");
  const drawn = new Set(drawSample(real, seed).map(key));
  const same = rows.filter((row) => drawn.has(key(row))).length;
  if (same === rows.length) return [];
  return ["", `The rules changed since: ${same} of the ${rows.length} findings are what the seed draws today.`];
}

/** A file's name, cut in the middle where it is long. */
function shortName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.length > 44 ? `\`${name.slice(0, 20)}…${name.slice(-22)}\`` : `\`${name}\``;
}
