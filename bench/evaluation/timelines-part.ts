import { readDocument } from "../../src/markdown/document.ts";
import { readAdoptedTimeline } from "../../src/markdown/timelines/adopted-timeline.ts";
import { mappingOf, type Team, teams } from "../../test/corpus-mappings.ts";
import { documents } from "./documents.ts";
import { tableOf } from "./table.ts";

interface Read {
  readonly team: Team;
  readonly name: string;
  readonly times: number;
  readonly unread: readonly { readonly line: number; readonly problem: string }[];
}

/** What was read of the timelines, and every document of which no time was. */
export function timelinesPart(): readonly string[] {
  const reads = readAll();
  const rows = teams.map((team) => {
    const ours = reads.filter((read) => read.team === team);
    const sum = (of: (read: Read) => number): number => ours.reduce((all, read) => all + of(read), 0);
    const some = ours.filter(({ times }) => times > 0).length;
    return [team, ours.length, some, sum(({ times }) => times), sum(({ unread }) => unread.length)];
  });
  const none = reads.filter(({ times }) => times === 0);
  return [
    "## Timelines",
    "",
    "Read by the mapping of each team (`test/corpus-mappings.ts`; [configuration](configuration.md#archives)). The times of all 39 documents of dfds agree with numbers",
    "that were counted by other code (`test/markdown/timelines/corpus.test.ts`): how many, the first, the last, their span, and whether they are in order. For the other",
    "teams there are no such numbers.",
    "",
    ...tableOf(["Source", "Documents", "with times", "Times read", "Lines not read"], rows),
    "",
    `No time was read of ${none.length} documents:`,
    "",
    ...tableOf(
      ["Document", "Line", "Why"],
      none.map(({ name, unread }) => {
        const [first] = unread;
        const more = unread.length > 1 ? ` (and ${unread.length - 1} more)` : "";
        return [`\`${name}\``, first?.line ?? 1, `${reasonOf(first?.problem ?? "")}${more}`];
      }),
    ),
  ];
}

/** The reason without the words of the document. */
function reasonOf(problem: string): string {
  const read = /^Unexpected .*: ([^:]+), expected/.exec(problem);
  return read?.[1] ?? problem.replace(/^Unexpected /, "").replace(/, expected.*$/, "");
}

function readAll(): readonly Read[] {
  return (documents() ?? []).flatMap(({ source, path, text, blank }) => {
    const team = teams.find((one) => one === source);
    const result = readDocument(path, text);
    if (blank || team === undefined || result.kind !== "ok") return [];
    const { entries, unread } = readAdoptedTimeline(result.document, mappingOf(team));
    return [{ team, name: path.slice(path.lastIndexOf("/") + 1), times: entries.length, unread }];
  });
}
