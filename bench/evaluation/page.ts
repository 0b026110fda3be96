import { allRules } from "../../src/rules/all.ts";
import type { Asked } from "./ask.ts";
import { notAsked } from "./ask.ts";
import { samplesPart } from "./samples-part.ts";
import { tableOf } from "./table.ts";
import { timelinesPart } from "./timelines-part.ts";

/** The page of the evaluation: numbers from the documents, judgements from judged.json. No clock, no lots but by seed. */
export function pageOf(asked: readonly Asked[]): string {
  const real = asked.filter(({ written }) => !written.blank);
  const blank = asked.filter(({ written }) => written.blank);
  return [
    "# Real post-mortems",
    "",
    "What the rules say of post-mortems that other teams published. `node bench/evaluate.ts` writes this page; the documents lie beside the",
    "project, in `../shared/corpus`, and are not copied. The judgements are in `bench/evaluation/judged.json`.",
    "",
    "## How they are asked",
    "",
    "None of the documents has our frontmatter. Each is asked under made-up fields, those of a closed SEV-2 of type availability: so the rules for grave",
    "incidents are asked too. `started` and `resolved` are the first and last time of its timeline, where that is read, else the day in the file's name. Their",
    "own frontmatter, where they have one, is left blank. Findings on the made-up fields are left out. The config maps the headings of each team to",
    "our sections (`bench/evaluation/ask.ts`), as a team would that adopts Gitcident; what one author alone calls otherwise is not mapped.",
    "",
    `Not asked: ${notAsked
      .slice(0, -1)
      .map((rule) => `\`${rule}\``)
      .join(", ")} (timelines in other forms are read, not judged: below) and`,
    `\`${notAsked.at(-1)}\` (it holds the text against fields, and those are made up). Nothing is known of the repository around a file: rules that ask whether a`,
    "path, a person or an issue exists find nothing. Rules on the fields alone have nothing to find.",
    "",
    "## By source",
    "",
    ...bySource(real),
    "",
    `${count(
      real.filter(({ crash }) => crash !== undefined),
      "crash",
      "crashes",
    )}; ${count(
      real.filter(({ unread }) => unread !== undefined),
      "unread document",
      "unread documents",
    )}.`,
    ...asked.flatMap(({ written, unread, crash }) =>
      (unread ?? crash) ? [`- \`${written.path}\`: ${unread ?? crash}`] : [],
    ),
    "Left out because they are no post-mortems: `LICENSE`, `.gitignore`, `mortems.json`, every `README.md` and `index.md`.",
    "",
    "## By rule",
    "",
    ...byRule(real),
    "",
    "## Blank templates",
    "",
    "None may pass. Seven are of a public collection, five are the teams' own.",
    "",
    ...tableOf(
      ["Template", "Blocking findings", "of them beside missing sections"],
      blank.map(({ written, findings }) => {
        const blocking = findings.filter(({ severity }) => severity === "error");
        return [
          nameOf(written.path),
          blocking.length,
          blocking.filter(({ rule }) => rule !== "required-sections").length,
        ];
      }),
    ),
    "",
    ...timelinesPart(),
    "",
    ...samplesPart(real),
    "",
  ].join("\n");
}

const sources = (asked: readonly Asked[]) => [...new Set(asked.map(({ written }) => written.source))];
const nameOf = (path: string): string => `\`${path.slice(path.lastIndexOf("/") + 1)}\``;
const count = (items: readonly unknown[], one: string, many: string): string =>
  `${items.length} ${items.length === 1 ? one : many}`;

function bySource(real: readonly Asked[]): readonly string[] {
  const rows = sources(real).map((source) =>
    rowsOf(
      source,
      real.filter(({ written }) => written.source === source),
    ),
  );
  const all = rowsOf("all", real);
  return tableOf(["Source", "Documents", "Blocking", "Advice", "Findings a document", "Would pass"], [...rows, all]);
}

function rowsOf(name: string, asked: readonly Asked[]): readonly (string | number)[] {
  const findings = asked.flatMap((one) => one.findings);
  const blocking = findings.filter(({ severity }) => severity === "error").length;
  const passing = asked.filter((one) => !one.findings.some(({ severity }) => severity === "error")).length;
  const each = (findings.length / asked.length).toFixed(1);
  return [name, asked.length, blocking, findings.length - blocking, each, passing];
}

function byRule(real: readonly Asked[]): readonly string[] {
  const names = sources(real);
  const found = real.flatMap(({ written, findings }) => findings.map(({ rule }) => ({ rule, source: written.source })));
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const rows = rules
    .map((rule) => {
      const ours = found.filter((one) => one.rule === rule);
      return [rule, ...names.map((name) => ours.filter(({ source }) => source === name).length), ours.length] as const;
    })
    .toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || (a[0] < b[0] ? -1 : 1));
  const silent = allRules.map(({ name }) => name).filter((name) => !rules.includes(name) && !notAsked.includes(name));
  return [
    ...tableOf(["Rule", ...names, "all"], rows),
    "",
    `Without a finding: ${silent.map((name) => `\`${name}\``).join(", ")}.`,
  ];
}
