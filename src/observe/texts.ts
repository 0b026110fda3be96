import { type Ask, askAll, type Look } from "../model/ask.ts";

/** The texts of files by their blobs; null where one can't be read as text. */
export function* lookAtTexts<T extends { readonly path: string; readonly sha: string }>(
  files: readonly T[],
): Look<readonly { readonly path: string; readonly sha: string; readonly text: string | null }[]> {
  const asks = files.map(({ sha }): Ask<"blob"> => ({ kind: "blob", sha }));
  const texts = yield* askAll(asks);
  return files.map(({ path, sha }, index) => ({ path, sha, text: texts[index] ?? null }));
}
