import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { inert } from "../../src/markdown/inert.ts";
import { safeBlock, safeCell, safeCommitMessage, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";

export const mentioned = ["@alice"];
/** Every function that makes a text safe for a place, by name. */
export const functions: Readonly<Record<string, (text: string) => string>> = {
  safeInline: (text) => safeInline(text, { mentions: mentioned }),
  safeCell: (text) => safeCell(text, { mentions: mentioned }),
  safeBlock: (text) => safeBlock(text, { mentions: mentioned }),
  "safeBlock, quoted": (text) => safeBlock(text, { mentions: mentioned, quote: true }),
  safeTitle,
  safeCommitMessage,
  inert: (text) => inert(text, mentioned),
};

const syntax = {
  extensions: [gfm(), frontmatter(["yaml"])],
  mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
};

/** Markdown as GitHub reads it. */
export function read(text: string): Root {
  return fromMarkdown(text, syntax);
}
