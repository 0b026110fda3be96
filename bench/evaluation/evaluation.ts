import { format } from "prettier";
import { type Asked, ask } from "./ask.ts";
import { documents } from "./documents.ts";
import { pageOf } from "./page.ts";

/** Where the page stands. */
export const evaluationPage = new URL("../../docs/evaluation.md", import.meta.url);

/** What every rule says of every document of the corpus; undefined where it is absent. */
export function evaluated(): readonly Asked[] | undefined {
  return documents()?.map(ask);
}

/** The page, laid out as the other pages are. */
export async function evaluationText(asked: readonly Asked[]): Promise<string> {
  return format(pageOf(asked), { parser: "markdown", printWidth: 120, proseWrap: "preserve" });
}
