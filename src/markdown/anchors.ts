import type { RunbookHeading } from "../model/runbook.ts";
import { readDocument } from "./document.ts";

/**
 * The anchors of headings in the order of the page, as GitHub makes them: lower case, without what is neither a letter,
 * mark, number, underscore, hyphen nor space, spaces as hyphens, and `-1`, `-2` … behind those that came before.
 * The algorithm of github-slugger (https://github.com/Flet/github-slugger, index.js), which follows GitHub's own
 * (https://github.com/gjtorikian/html-pipeline, toc_filter.rb).
 */
export function anchorsOf(
  headings: readonly { readonly depth: number; readonly title: string }[],
): readonly RunbookHeading[] {
  const times = new Map<string, number>();
  return headings.map(({ depth, title }) => {
    const base = slugOf(title);
    let anchor = base;
    while (times.has(anchor)) {
      const before = (times.get(base) ?? 0) + 1;
      times.set(base, before);
      anchor = `${base}-${before}`;
    }
    times.set(anchor, 0);
    return { depth, title, anchor };
  });
}

function slugOf(title: string): string {
  return title
    .slice(0, 1000)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Anchors that people write where a heading's own would not do. */
export function writtenAnchors(text: string): readonly string[] {
  if (!/<a\s|\{#/.test(text)) return [];
  const found = text.matchAll(/<a\s{1,9}(?:name|id)=["']([\w.-]{1,200})["']|\{#([\w.-]{1,200})\}/g);
  return Array.from(found, ([, html, hugo]) => html ?? hugo ?? "");
}

/** Every anchor that a link may lead to in a page. Undefined: the page is not read, see `readDocument`. */
export function anchorsIn(path: string, text: string): ReadonlySet<string> | undefined {
  const result = readDocument(path, text);
  if (result.kind !== "ok") return undefined;
  return new Set([...anchorsOf(result.document.sections).map(({ anchor }) => anchor), ...writtenAnchors(text)]);
}
