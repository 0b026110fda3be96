import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../bench/generate.ts";
import { unreadReason } from "../../src/markdown/caps.ts";
import { documentOf } from "../../src/markdown/document.ts";
import { readFrontmatter, readYaml } from "../../src/markdown/frontmatter.ts";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { askRules, checkIncident, type IncidentFile } from "../../src/rules/check-incident.ts";
import { corpusFiles } from "../corpus.ts";
import { nasties } from "../markdown/nasties.ts";
import { postmortemTemplate } from "./check.ts";

const fileOf = (text: string): IncidentFile => ({
  path: "incidents/2025/INC-2025-001.md",
  text,
  config: defaultConfig,
  now: "2026-01-01T00:00:00Z",
  templates: { "postmortem.md": postmortemTemplate },
});

/** Checks a text as it is and by the parsers alone, and says how many findings there are. */
function agree(text: string): number {
  const file = fileOf(text);
  const checked = checkIncident(file);
  const fields = readFrontmatter(text);
  if (fields.kind !== "ok" || unreadReason(text)) return 0;
  const { span } = fields.frontmatter;
  const parsed = readYaml(text.slice(span.start, span.end), span.start);
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  expect(checked).toEqual(askRules(file, documentOf(file.path, text, parseTree(text)), parsed.frontmatter));
  return checked.findings.length;
}

const failover = readFileSync("incidents/2025/INC-2025-001.md", "utf8");
const head = failover.slice(0, failover.indexOf("\n# "));
const corpus = ["postmortems", "incidents", "runbooks"].flatMap((folder) => corpusFiles(folder) ?? []);
/** Real texts as incident files: those without fields get some, so that the rules look at the rest. */
const texts = corpus.map(({ text }) => (text.startsWith("---") ? text : `${head}\n${text}`));
const generated = [...generate(300)].map(({ text }) => text);

describe("a check without the parsers", () => {
  it("finds what a check with them finds, where it finds it", () => {
    expect([failover, ...texts, ...generated].map(agree).reduce((a, b) => a + b)).toBeGreaterThan(20);
  }, 600_000);

  it("does so for files that were tampered with", () => {
    const sources = [failover, ...generated, ...texts.filter((text) => text.length < 6000)];
    const lines = sources.flatMap((text) => text.split("\n"));
    const odd = fc.oneof(
      fc.constantFrom(...lines),
      fc.constantFrom(...nasties.map((text) => text.slice(0, 60))),
      fc.constantFrom(
        "",
        "TODO",
        "## Impact",
        "## Timeline",
        "- ",
        "- [ ] words",
        "status: open",
        "resolved:",
        "started: soon",
      ),
    );
    const edit = fc.record({ at: fc.nat(10_000), drop: fc.nat(6), put: odd });
    let findings = 0;
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 4 }), (source, edits) => {
        const text = edits.reduce((so, { at, drop, put }) => {
          const all = so.split("\n");
          return all.toSpliced(at % (all.length + 1), drop, put).join("\n");
        }, source);
        findings += agree(text);
      }),
      { numRuns: 1200 },
    );
    expect(findings).toBeGreaterThan(500);
  }, 600_000);
});
