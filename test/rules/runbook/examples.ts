import type { Code } from "mdast";
import { spanOf } from "../../../src/markdown/document.ts";
import { parseTree } from "../../../src/markdown/parse-tree.ts";
import { defaultConfig } from "../../../src/model/config.ts";
import { type Facts, noFacts } from "../../../src/model/facts.ts";
import type { Checked } from "../../../src/rules/checked.ts";
import { checkRunbook, type RunbookFile } from "../../../src/rules/runbook/check-runbook.ts";

/** The repository in which the pages' examples stand. */
export const facts: Facts = {
  ...noFacts,
  kindAt: (path) => (["README.md", "runbooks/network-partition.md"].includes(path) ? "file" : "nothing"),
  anchorsIn: () => new Set(["symptoms", "resolution"]),
  isPerson: (login) => login !== "nobody",
};

/** Checks a text as `runbooks/fail-over.md` on the first day of 2026. */
export function checkText(text: string, more: Partial<RunbookFile> = {}): Checked {
  const file = { path: "runbooks/fail-over.md", config: defaultConfig, now: "2026-01-01T00:00:00Z", facts };
  return checkRunbook({ ...file, codeOwners: "* @octo/everybody\n/runbooks/ @octo-db @octo-sre\n", ...more, text });
}

/** An example of a rule's page: a `md ok` or `md not-ok line=1,2` block; the quotes behind it are the messages. */
export interface Example {
  readonly at: number;
  readonly text: string;
  readonly lines: readonly number[];
  readonly messages: readonly string[];
}

export function examplesOf(page: string): readonly Example[] {
  const nodes = parseTree(page).children;
  return nodes.flatMap((node, index) => {
    if (node.type !== "code" || node.lang !== "md") return [];
    const rest = nodes.slice(index + 1);
    const end = rest.findIndex(({ type }) => type !== "blockquote");
    const quotes = end === -1 ? rest : rest.slice(0, end);
    const messages = quotes.map((quote) => page.slice(spanOf(quote).start + 2, spanOf(quote).end));
    return [{ at: node.position?.start.line ?? 0, text: `${node.value}\n`, lines: linesOf(node), messages }];
  });
}

function linesOf(node: Code): readonly number[] {
  if (node.meta === "ok") return [];
  const match = /^not-ok line=(\d+(?:,\d+)*)$/.exec(node.meta ?? "");
  if (!match?.[1]) throw new Error(`Unexpected info string "${node.meta}", expected ok or not-ok line=1,2`);
  return match[1].split(",").map(Number);
}
